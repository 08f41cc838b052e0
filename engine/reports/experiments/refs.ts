import type { ExperimentResult } from '../../contract/index.ts';
import { proofRef } from '../../proofs/index.ts';
import { type ScorecardRow, scorecardRows } from './rows.ts';

function ofRow(key: string, { metric, comparison, control, arm }: ScorecardRow, isBayesian: boolean): string[] {
  const ref = (variation: string, name: string): string =>
    proofRef('experiment.metric', key, metric.id, variation, name);
  const chance = isBayesian ? comparison.chanceToWin : comparison.adjustedPValue;
  return [
    ...[control, arm].flatMap((one) => (one === undefined || one.value === null ? [] : [ref(one.variation, 'value')])),
    ...(comparison.estimate === null ? [] : [ref(comparison.variation, 'estimate')]),
    ...(chance === null ? [] : [ref(comparison.variation, isBayesian ? 'chance' : 'adjusted_p')]),
  ];
}

/** References of the numbers that the report prints of one experiment, each once. */
export function experimentProofRefs({ read }: ExperimentResult): readonly string[] {
  const { key, rule } = read.experiment.design;
  const refs = [
    proofRef('experiment.verdict', key),
    proofRef('experiment.units', key, 'all', 'units'),
    proofRef('experiment.progress', key, 'days'),
    ...scorecardRows(read).flatMap((row) => ofRow(key, row, rule.method === 'bayesian')),
    ...read.checks.map(({ id }) => proofRef('experiment.check', key, id)),
  ];
  return [...new Set(refs)];
}
