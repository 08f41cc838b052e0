import type { Random } from '../../engine/core/index.ts';

/** Seeded randomness for tests (mulberry32): one seed, one run. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { uniform, bytes: (length) => Uint8Array.from({ length }, () => Math.floor(uniform() * 256)) };
}
