import { normalCdf, normalPdf } from '../../stats/index.ts';

/** What a new arm may bring, as a normal distribution. */
export interface Outlook {
  readonly mean: number;
  readonly sd: number;
}

/** P(X > best). */
export const chanceAbove = ({ mean, sd }: Outlook, best: number): number =>
  sd > 0 ? normalCdf((mean - best) / sd) : mean > best ? 1 : 0;

/**
 * E[max(0, X − best)]: what knowing the arm perfectly would bring over the best that is known, since one takes it only
 * when it is better. With z = (mean − best) / sd it is sd · (z Φ(z) + φ(z)). Sources: Gupta & Miescke 1996, "Bayesian
 * look ahead one-stage sampling allocations for selection of the best population"; Frazier, Powell & Dayanik 2008, "A
 * knowledge-gradient policy for sequential information collection", eq. 3.
 */
export function gainOverBest({ mean, sd }: Outlook, best: number): number {
  if (sd <= 0) return Math.max(0, mean - best);
  const z = (mean - best) / sd;
  return Math.max(0, sd * (z * normalCdf(z) + normalPdf(z)));
}

/**
 * The knowledge gradient: the same for a trial of finite size. What can be learned of X is the spread of its posterior
 * mean, sd² / √(sd² + noise), `noise` being the sampling variance of the trial; no trial teaches more than X itself varies.
 */
export const knowledgeGradient = (outlook: Outlook, best: number, noise: number): number =>
  gainOverBest(
    { mean: outlook.mean, sd: outlook.sd > 0 ? outlook.sd ** 2 / Math.sqrt(outlook.sd ** 2 + noise) : 0 },
    best,
  );
