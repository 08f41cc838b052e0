const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a, 32 bits, over the UTF-16 code units of `text`, as GrowthBook's JavaScript kit takes it: for ASCII the same as
 * over bytes, for anything else not. Unsigned.
 * Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm"; GrowthBook SDK specification 0.8.
 */
export function fnv1a32(text: string): number {
  let hash = OFFSET_BASIS;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return hash >>> 0;
}

/**
 * Where a unit falls on [0, 1): the number its bucket is chosen by. Version 1 has 1,000 steps and is biased when two
 * experiments share a prefix; version 2 has 10,000 and hashes twice. `null` for a version that does not exist.
 */
export function hashToUnit(seed: string, value: string, version: number): number | null {
  if (version === 2) return (fnv1a32(String(fnv1a32(seed + value))) % 10_000) / 10_000;
  if (version === 1) return (fnv1a32(value + seed) % 1000) / 1000;
  return null;
}
