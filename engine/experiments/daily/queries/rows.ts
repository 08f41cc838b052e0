import { z } from 'zod';
import { EXACT } from '../exact.ts';

/** A whole number of any size, which DuckDB hands over as text. */
export const wholeSchema = z
  .string()
  .regex(/^-?\d+$/)
  .transform((text) => BigInt(text));

/** Columns of `sumsOf`. */
export const sumsShape = {
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

const factors = (name: string): string =>
  name
    .split('')
    .map((factor) => `${factor}::HUGEINT`)
    .join(' * ');

/** Exact sums of x, y, u and v, and of their products, over rows that have these columns. */
export const sumsOf: string = EXACT.map(
  (name) => `coalesce(sum(${factors(name)}), 0)::HUGEINT::VARCHAR AS ${name}`,
).join(',\n    ');
