import type { ProofMeasure } from '../contract/index.ts';
import type { ProofRef } from './ref.ts';

/** Measures of experiments. */
export type ExperimentMeasure = Extract<ProofMeasure, `experiment.${string}`>;

export interface ExperimentRef extends ProofRef {
  readonly measure: ExperimentMeasure;
}

export const isExperiment = (ref: ProofRef): ref is ExperimentRef => ref.measure.startsWith('experiment.');
