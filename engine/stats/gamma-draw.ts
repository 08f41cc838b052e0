/** A standard normal draw (Box & Muller 1958). `uniform` answers numbers on (0, 1). */
export const normalDraw = (uniform: () => number): number =>
  Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

/**
 * A Gamma(shape, 1) draw, shape > 0: Marsaglia & Tsang 2000, "A simple method for generating gamma variables"; exponential
 * for shape 1.
 */
export function gammaDraw(uniform: () => number, shape: number): number {
  if (shape === 1) return -Math.log(uniform());
  if (shape < 1) return gammaDraw(uniform, shape + 1) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalDraw(uniform);
    const v = (1 + c * z) ** 3;
    if (v <= 0) continue;
    const u = uniform();
    // The squeeze of the paper: true for most draws, and only where the exact comparison is.
    if (u < 1 - 0.0331 * z ** 4 || Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
