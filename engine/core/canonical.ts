import canonicalize from 'canonicalize';

/** A value JSON can hold without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Canonical JSON by RFC 8785 (JCS): what is hashed and signed.
 * @throws TypeError for what JSON can not hold (undefined at the top, NaN, Infinity, BigInt).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonical JSON needs a value');
  return text;
}
