import type { ExperimentDecide } from '../../contract/index.ts';
import { mayHaveEffect } from './committed-spend.ts';
import type { ActionRecord, SpineState } from './state.ts';

interface DecisionRecord {
  readonly record: ActionRecord;
  readonly payload: ExperimentDecide;
}

/** Decisions that are carried out, on their way, or may have been carried out, oldest first. */
export function decisionsOn(state: Pick<SpineState, 'actions'>, flag: string): readonly DecisionRecord[] {
  return [...state.actions.values()].flatMap((record) => {
    const { payload } = record.action;
    return payload.kind === 'experiment.decide' && payload.flag === flag && counts(record) ? [{ record, payload }] : [];
  });
}

/** The decision that says what everybody gets now: the last one confirmed that was not taken back. */
export const standingDecision = (state: Pick<SpineState, 'actions'>, flag: string): DecisionRecord | null =>
  decisionsOn(state, flag).findLast(({ record }) => record.state === 'confirmed') ?? null;

function counts(record: ActionRecord): boolean {
  switch (record.state) {
    case 'discarded':
    case 'rolled_back':
    case 'superseded':
      return false;
    case 'dead_letter':
      return mayHaveEffect(record);
    default:
      return true;
  }
}
