import type { ExperimentSize } from '../../../../engine/contract/index.ts';

/** The longest plan that a design takes, in days. */
const LONGEST = 365;

/** How the planned length stands to what the size asks for. */
export type Length =
  | { readonly kind: 'enough' }
  /** Too short: what is found by then (relative; null: not known), and the whole weeks that would do, in days. */
  | { readonly kind: 'short'; readonly found: number | null; readonly enoughDays: number }
  /** No length that can be planned is enough. */
  | { readonly kind: 'never'; readonly found: number | null };

/** Whether the planned days are enough to find the smallest effect at today's pace. */
export function lengthOf({ days, curve }: Pick<ExperimentSize, 'days' | 'curve'>, planned: number): Length {
  if (planned >= Math.ceil(days)) return { kind: 'enough' };
  const found = curve.findLast((point) => point.days <= planned)?.effect ?? null;
  if (days > LONGEST) return { kind: 'never', found };
  return { kind: 'short', found, enoughDays: Math.min(LONGEST, Math.ceil(days / 7) * 7) };
}
