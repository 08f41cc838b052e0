import type { ExperimentRead, ExperimentResult } from '../../contract/index.ts';
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

function ofRead(read: ExperimentRead): string[] {
  const { key, rule } = read.experiment.design;
  return [
    proofRef('experiment.verdict', key),
    proofRef('experiment.units', key, 'all', 'units'),
    proofRef('experiment.progress', key, 'days'),
    ...scorecardRows(read).flatMap((row) => ofRow(key, row, rule.method === 'bayesian')),
    ...read.checks.map(({ id }) => proofRef('experiment.check', key, id)),
  ];
}

/** References of the numbers that the report prints, each once. */
export const experimentProofRefs = (results: readonly ExperimentResult[]): readonly string[] => [
  ...new Set(results.flatMap(({ read }) => ofRead(read))),
];
