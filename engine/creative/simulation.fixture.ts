import type { Beta } from '../stats/index.ts';

/** Uniform numbers on (0, 1) from a seed: mulberry32 (Ettinger 2017, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** A standard normal draw (Box & Muller 1958). */
const normalDraw = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

/** A Gamma(shape, 1) draw for shape ≥ 1 (Marsaglia & Tsang 2000). */
function gammaDraw(random: () => number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalDraw(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A draw from a Beta with both parameters ≥ 1. */
export function betaDraw(random: () => number, { alpha, beta }: Beta): number {
  const x = gammaDraw(random, alpha);
  return x / (x + gammaDraw(random, beta));
}

/** Clicks of `impressions` independent people. */
export function binomialDraw(random: () => number, impressions: number, rate: number): number {
  let clicks = 0;
  for (let i = 0; i < impressions; i += 1) if (random() < rate) clicks += 1;
  return clicks;
}
