import type { Beta } from '../beta.ts';

/** Below e^−DROP of its peak a density is left out: 2e-15 of the mass. */
const DROP = 34;

/** A posterior on the logit scale: density ∝ exp(a t − (a + b) ln(1 + e^t)), log-concave with its mode at ln(a / b). */
export interface LogitPosterior {
  readonly a: number;
  readonly n: number;
  readonly mode: number;
  readonly modeRate: number;
  /** Outside [from, to] the density is left out. */
  readonly from: number;
  readonly to: number;
}

export const logistic = (t: number): number => 1 / (1 + Math.exp(-t));

/** ln density at mode + d minus ln density at the mode; exact near the mode whatever the size of a and n. */
export const drop = (a: number, n: number, modeRate: number, d: number): number =>
  a * d - n * Math.log1p(modeRate * Math.expm1(d));

/** Where the log density has fallen by DROP, on the given side: Newton from outside, monotone by concavity. */
function edge(a: number, n: number, mode: number, modeRate: number, start: number): number {
  let d = start;
  for (let i = 0; i < 30; i += 1) {
    const excess = drop(a, n, modeRate, d) + DROP;
    const step = excess / (a - n * logistic(mode + d));
    d -= step;
    if (Math.abs(step) < 0.01 * Math.abs(start)) break;
  }
  return mode + d;
}

/** A Beta posterior as a density of the logit, with the range that holds its mass. */
export function onLogitScale({ alpha: a, beta: b }: Beta): LogitPosterior {
  const n = a + b;
  const mode = Math.log(a / b);
  const modeRate = a / n;
  const scale = Math.sqrt(1 / a + 1 / b);
  const reach = Math.sqrt(2 * DROP) * scale;
  return {
    a,
    n,
    mode,
    modeRate,
    from: edge(a, n, mode, modeRate, -reach),
    to: edge(a, n, mode, modeRate, reach),
  };
}
