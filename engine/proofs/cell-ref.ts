import type { ProofMeasure } from '../contract/index.ts';
import type { ProofRef } from './ref.ts';

/** Measures of explore cells and of their arms. */
export type CellMeasure = Extract<ProofMeasure, `bandit.${string}` | `cell.${string}`>;

export interface CellRef extends ProofRef {
  readonly measure: CellMeasure;
}

export const isCell = (ref: ProofRef): ref is CellRef =>
  ref.measure.startsWith('bandit.') || ref.measure.startsWith('cell.');
