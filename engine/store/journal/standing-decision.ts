import {
  type DecisionPayload,
  type DecisionSubject,
  isDecision,
  type Proposal,
  subjectOf,
} from '../../contract/index.ts';
import { mayHaveEffect } from './committed-spend.ts';
import type { ActionRecord, SpineState } from './state.ts';

interface DecisionRecord {
  readonly record: ActionRecord;
  readonly payload: DecisionPayload;
}

/** Decisions that are carried out, on their way, or may have been carried out, oldest first. */
export function decisionsOn(
  state: Pick<SpineState, 'actions'>,
  { kind, key }: DecisionSubject,
): readonly DecisionRecord[] {
  return [...state.actions.values()].flatMap((record) => {
    const { payload } = record.action;
    if (!isDecision(payload) || !counts(record)) return [];
    const subject = subjectOf(payload);
    return subject.kind === kind && subject.key === key ? [{ record, payload }] : [];
  });
}

/** The decision that says what holds now: the last one confirmed that was not taken back. */
export const standingDecision = (state: Pick<SpineState, 'actions'>, subject: DecisionSubject): DecisionRecord | null =>
  decisionsOn(state, subject).findLast(({ record }) => record.state === 'confirmed') ?? null;

/** What stands before a decision: what it is planned from, and re-read before it is carried out. */
export function decidedBefore(state: Pick<SpineState, 'actions'>, payload: DecisionPayload): Proposal['before'] {
  const subject = subjectOf(payload);
  const standing = standingDecision(state, subject)?.record.action.id ?? null;
  return subject.kind === 'flag' ? { flagAction: standing } : { armsAction: standing };
}

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
