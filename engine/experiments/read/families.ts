import type { DecisionRule } from '../../contract/index.ts';
import { benjaminiHochberg, holm } from '../stats/index.ts';
import type { RawComparison } from './compare.ts';

/** A comparison with its p-value after the correction, and over how many tests that was. */
export interface AdjustedComparison extends RawComparison {
  readonly adjustedPValue: number | null;
  readonly tests: number;
}

type Correction = DecisionRule['correction'];

/** P-values adjusted by a correction; nulls stay and do not count. */
export function adjust(pValues: readonly (number | null)[], correction: Correction): readonly (number | null)[] {
  switch (correction) {
    case 'holm':
      return holm(pValues);
    case 'benjamini_hochberg':
      return benjaminiHochberg(pValues);
    case 'none':
      return pValues;
  }
}

/**
 * Adjusts all comparisons of an experiment. The goals of all variations are one family, the secondary metrics another:
 * what only explains must not make what decides harder to see. Guardrails are not adjusted: to overlook harm costs more
 * than to look at a false alarm.
 */
export function adjustFamilies(
  comparisons: readonly RawComparison[],
  { correction }: DecisionRule,
): readonly AdjustedComparison[] {
  const result = comparisons.map((one): AdjustedComparison => {
    return { ...one, adjustedPValue: one.relative?.pValue ?? null, tests: 1 };
  });
  for (const role of ['goal', 'secondary'] as const) {
    const members = result.flatMap((one, index) => (one.metric.role === role ? [index] : []));
    const pValues = members.map((index) => result[index]?.adjustedPValue ?? null);
    const tests = correction === 'none' ? 1 : pValues.filter((p) => p !== null).length;
    adjust(pValues, correction).forEach((adjustedPValue, at) => {
      const index = members[at];
      const one = index === undefined ? undefined : result[index];
      if (index !== undefined && one !== undefined) result[index] = { ...one, adjustedPValue, tests };
    });
  }
  return result;
}
