export interface NelderMeadOptions {
  /** Size of the first simplex along each axis. */
  readonly step: number;
  /** Ends when the values at the corners differ by less than this, relative. */
  readonly tolerance: number;
  readonly iterations: number;
}

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly converged: boolean;
}

interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * Minimises a function without derivatives.
 * Source: Nelder and Mead 1965, A simplex method for function minimization; coefficients 1, 2, ½, ½.
 */
export function nelderMead(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  { step, tolerance, iterations }: NelderMeadOptions,
): Minimum {
  const corner = (point: readonly number[]): Corner => ({ point, value: f(point) });
  let simplex = [
    corner(start),
    ...start.map((_, axis) => corner(start.map((x, index) => (index === axis ? x + step : x)))),
  ];
  const between = (from: readonly number[], to: readonly number[], share: number): Corner =>
    corner(from.map((x, index) => x + share * ((to[index] ?? 0) - x)));
  for (let round = 0; round < iterations; round += 1) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best] = simplex;
    const worst = simplex.at(-1);
    const second = simplex.at(-2);
    if (best === undefined || worst === undefined || second === undefined) break;
    if (Math.abs(worst.value - best.value) <= tolerance * (Math.abs(best.value) + tolerance)) {
      return { ...best, converged: true };
    }
    const others = simplex.slice(0, -1);
    const centre = start.map(
      (_, axis) => others.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / others.length,
    );
    const reflected = between(centre, worst.point, -1);
    if (reflected.value < best.value) {
      const expanded = between(centre, worst.point, -2);
      simplex = [...others, expanded.value < reflected.value ? expanded : reflected];
      continue;
    }
    if (reflected.value < second.value) {
      simplex = [...others, reflected];
      continue;
    }
    const contracted =
      reflected.value < worst.value ? between(centre, reflected.point, 0.5) : between(centre, worst.point, 0.5);
    simplex =
      contracted.value < Math.min(reflected.value, worst.value)
        ? [...others, contracted]
        : [best, ...simplex.slice(1).map(({ point }) => between(best.point, point, 0.5))];
  }
  const [best = corner(start)] = simplex.toSorted((a, b) => a.value - b.value);
  return { ...best, converged: false };
}
