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

/**
 * In what products are taken. BIGINT is twice as fast and enough unless single units have enormous values: then DuckDB
 * refuses (`isTooNarrow`), and HUGEINT is. Sums are HUGEINT in any case, so that both give the same.
 */
export type Width = 'BIGINT' | 'HUGEINT';

/** Whether a query failed because products were wider than it was made for. */
export const isTooNarrow = (fault: unknown): boolean =>
  fault instanceof Error && /Out of Range Error: Overflow in \w+ of INT64/.test(fault.message);

const isFixed = (letter: string): boolean => letter === 'u' || letter === 'v';

const OF_X: readonly string[] = ['x', 'xx', 'xu'];
const OF_BOTH: readonly string[] = ['x', 'y', 'xx', 'yy', 'xy', 'xu', 'xv', 'yu', 'yv'];

const beforeStep = (letter: string): string => (isFixed(letter) ? letter : `${letter}_before`);

/** How the product of two values changes in a step; written with as few multiplications as there can be. */
function productChange(a: string, b: string, width: Width): string {
  const step = `(${a} - ${beforeStep(a)})::${width}`;
  if (a === b) return `${step} * (${a}::${width} + ${beforeStep(a)})`;
  return isFixed(b) ? `${step} * ${b}` : `${step} * ${b} + ${beforeStep(a)}::${width} * (${b} - ${beforeStep(b)})`;
}

const change = (name: string, width: Width): string => {
  const [a = '', b] = name;
  return `sum(${b === undefined ? `${a} - ${beforeStep(a)}` : productChange(a, b, width)})::HUGEINT AS ${name}`;
};
const changes = (names: readonly string[], width: Width): string =>
  SUM_NAMES.map((name) => (names.includes(name) ? change(name, width) : `0::HUGEINT AS ${name}`)).join(',\n    ');

/** What steps of x alone, and of x and y, add to the sums: the products after each less those before. */
export const sumsOfSteps = (width: Width): string => changes(OF_X, width);
export const sumsOfBothSteps = (width: Width): string => changes(OF_BOTH, width);

/** What is known of units from before, as sums: of u and v alone. */
export const sumsOfKnown = (width: Width): string =>
  SUM_NAMES.map((name) => {
    if (![...name].every(isFixed)) return `0::HUGEINT AS ${name}`;
    const factors = [...name].map((letter) => `${letter}::${width}`);
    return `sum(${factors.join(' * ')})::HUGEINT AS ${name}`;
  }).join(',\n    ');

/** What units add that come in: their number. */
export const sumsOfUnits: string = SUM_NAMES.map((name) =>
  name === 'n' ? 'count(*)::HUGEINT AS n' : `0::HUGEINT AS ${name}`,
).join(', ');

/** Sums added up, as text. */
export const addedUp: string = SUM_NAMES.map((name) => `sum(${name})::HUGEINT::VARCHAR AS ${name}`).join(', ');
