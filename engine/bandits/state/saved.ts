import { z } from 'zod';

export const savedArm = z.union([z.string(), z.number()]);

/** Any number: those JSON has none for by name. */
const NAMED = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
} as const;
export const savedReal = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity', '-0']).transform((name): number => NAMED[name]),
]);

export function saveReal(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

/** Many numbers: doubles, least byte first, in base64. */
export function saveReals(values: ArrayLike<number>): string {
  const doubles = new Float64Array(values.length);
  doubles.set(values);
  const bytes = new Uint8Array(doubles.buffer);
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}

export const savedReals = z.base64().transform((text, context) => {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (bytes.length % 8 === 0) return new Float64Array(bytes.buffer);
  context.addIssue('These are no doubles');
  return z.NEVER;
});

export const savedGenerator = z.strictObject({
  state: z.string().regex(/^\d+$/),
  inc: z.string().regex(/^\d+$/),
  hasUint32: z.boolean(),
  uinteger: z.int().min(0).max(0xffffffff),
});
