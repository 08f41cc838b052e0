import type { ExperimentCheck, HealthOutcome } from '../../../contract/index.ts';

/** What a check found, before it has its title. */
export interface Finding {
  readonly outcome: HealthOutcome;
  readonly evidence: string;
  /** What to do when it is not a pass. */
  readonly next: string | null;
  readonly pValue?: number | null;
}

const TITLES: Readonly<Record<ExperimentCheck['id'], string>> = {
  sample_ratio: 'Split as planned',
  multiple_exposure: 'One variation for each unit',
  pre_exposure_bias: 'Alike before the exposure',
  unknown_variation: 'Variations known',
  enough_units: 'Enough units',
  whole_weeks: 'Whole weeks',
  freshness: 'Data up to date',
  novelty: 'Effect steady over time',
  suspicious_effect: 'Effect plausible',
};

/** A check with its title; nothing is to be done about a pass. */
export const checkOf = (
  id: ExperimentCheck['id'],
  { outcome, evidence, next, pValue = null }: Finding,
): ExperimentCheck => ({
  id,
  title: TITLES[id],
  outcome,
  evidence,
  next: outcome === 'pass' ? null : next,
  pValue,
});

const WORST: readonly HealthOutcome[] = ['fail', 'warn', 'unknown', 'pass'];

/** What not every design can tell: a goal of one day shows no trend, and without a covariate there is no time before. */
const OPTIONAL: readonly ExperimentCheck['id'][] = ['novelty', 'pre_exposure_bias', 'suspicious_effect'];

/** The worst outcome of some checks, but for what not every design can tell; null without any. */
export const worstOf = (checks: readonly ExperimentCheck[]): HealthOutcome | null => {
  const told = checks.filter(({ id, outcome }) => outcome !== 'unknown' || !OPTIONAL.includes(id));
  return WORST.find((outcome) => told.some((check) => check.outcome === outcome)) ?? null;
};
