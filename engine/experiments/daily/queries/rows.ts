import { z } from 'zod';
import { EXACT } from '../exact.ts';

/** A whole number of any size, which DuckDB hands over as text. */
export const wholeSchema = z
  .string()
  .regex(/^-?\d+$/)
  .transform((text) => BigInt(text));

/** Number of units, and the sums of `ExactSums`. */
export const sumsShape = {
  n: wholeSchema,
  x: wholeSchema,
  y: wholeSchema,
  u: wholeSchema,
  v: wholeSchema,
  xx: wholeSchema,
  yy: wholeSchema,
  uu: wholeSchema,
  vv: wholeSchema,
  xy: wholeSchema,
  xu: wholeSchema,
  xv: wholeSchema,
  yu: wholeSchema,
  yv: wholeSchema,
  uv: wholeSchema,
} as const;

export const SUM_NAMES = ['n', ...EXACT] as const;

const products = (name: string, factor: (letter: string) => string): string =>
  name
    .split('')
    .map((letter) => `${factor(letter)}::HUGEINT`)
    .join(' * ');

const isFixed = (letter: string): boolean => letter === 'u' || letter === 'v';

const OF_X: readonly string[] = ['x', 'xx', 'xu'];
const OF_BOTH: readonly string[] = ['x', 'y', 'xx', 'yy', 'xy', 'xu', 'xv', 'yu', 'yv'];

const beforeStep = (letter: string): string => (isFixed(letter) ? letter : `${letter}_before`);

/** How the product of two values changes in a step; written with as few wide multiplications as there can be. */
function productChange(a: string, b: string): string {
  const step = `(${a} - ${beforeStep(a)})::HUGEINT`;
  if (a === b) return `${step} * (${a}::HUGEINT + ${beforeStep(a)})`;
  return isFixed(b) ? `${step} * ${b}` : `${step} * ${b} + ${beforeStep(a)}::HUGEINT * (${b} - ${beforeStep(b)})`;
}

const change = (name: string): string => {
  const [a = '', b] = name;
  return `sum(${b === undefined ? `${a} - ${beforeStep(a)}` : productChange(a, b)})::HUGEINT AS ${name}`;
};
const changes = (names: readonly string[]): string =>
  SUM_NAMES.map((name) => (names.includes(name) ? change(name) : `0::HUGEINT AS ${name}`)).join(',\n    ');

/** What steps of x alone, and of x and y, add to the sums: the products after each less those before. */
export const sumsOfSteps: string = changes(OF_X);
export const sumsOfBothSteps: string = changes(OF_BOTH);

/** What is known of units from before, as sums: of u and v alone. */
export const sumsOfKnown: string = SUM_NAMES.map((name) =>
  [...name].every(isFixed) ? `sum(${products(name, (letter) => letter)})::HUGEINT AS ${name}` : `0::HUGEINT AS ${name}`,
).join(',\n    ');

/** What units add that come in: their number. */
export const sumsOfUnits: string = SUM_NAMES.map((name) =>
  name === 'n' ? 'count(*)::HUGEINT AS n' : `0::HUGEINT AS ${name}`,
).join(', ');

/** Sums added up, as text. */
export const addedUp: string = SUM_NAMES.map((name) => `sum(${name})::HUGEINT::VARCHAR AS ${name}`).join(', ');
