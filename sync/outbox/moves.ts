import { type ActionPayload, isRollback } from '../../engine/contract/index.ts';
import type { ActionRecord, StepRecord } from '../../engine/store/journal/state.ts';
import type { Made, StepName } from '../platforms/contract.ts';
import { takenBackBy } from '../platforms/rollback.ts';
import { dueAt, type Timing } from './timing.ts';
import { isAtRest } from './transitions.ts';

/** The one thing to do next for an action. */
export type Move =
  | { readonly kind: 'rest' }
  | { readonly kind: 'wait'; readonly until: number }
  /** A request was begun and nothing says how it ended: the process died in between. */
  | { readonly kind: 'mark_unknown'; readonly step: StepName }
  | { readonly kind: 'reconcile'; readonly step: StepName }
  | { readonly kind: 'validate' }
  | { readonly kind: 'dispatch'; readonly step: StepName }
  | { readonly kind: 'confirm' };

const isMade = (record: StepRecord | undefined): boolean => record?.phase === 'known' || record?.phase === 'adopted';

/** Platform ids of the steps that are done. */
export function madeBy(record: ActionRecord): Made {
  const made: Record<StepName, string> = {};
  for (const step of record.steps) if (isMade(step) && step.platformId !== null) made[step.step] = step.platformId;
  return made;
}

/** Decides from the fold alone, so a restart at any point goes on where the journal ends. */
export function nextMove(opts: {
  readonly record: ActionRecord;
  readonly steps: readonly StepName[];
  readonly now: number;
  readonly timing: Timing;
}): Move {
  const { record, steps, now, timing } = opts;
  if (isAtRest(record.state)) return { kind: 'rest' };
  const begun = record.steps.find((s) => s.phase === 'started');
  if (begun) return { kind: 'mark_unknown', step: begun.step };
  const due = dueAt(record, timing);
  if (due > now) return { kind: 'wait', until: due };
  const unknown = record.steps.find((s) => s.phase === 'unknown');
  if (unknown) return { kind: 'reconcile', step: unknown.step };
  if (record.state === 'journaled' || record.state === 'validating') return { kind: 'validate' };
  const byName = new Map(record.steps.map((s) => [s.step, s]));
  const step = steps.find((name) => !isMade(byName.get(name)));
  return step === undefined ? { kind: 'confirm' } : { kind: 'dispatch', step };
}

/** What a read-back after an unknown outcome says about the step. */
export type Verdict =
  | { readonly kind: 'adopt'; readonly platformId: string }
  | { readonly kind: 'not_done' }
  | { readonly kind: 'frozen'; readonly count: number };

/**
 * For what makes something: none found means it was not made, one is adopted, more freeze the action. For a rollback the
 * objects that are still there are those it has not deleted, and deleting again is harmless.
 */
export function verdictOf(payload: ActionPayload, step: StepName, found: readonly string[]): Verdict {
  const [first] = found;
  if (isRollback(payload)) {
    if (first !== undefined) return { kind: 'not_done' };
    return { kind: 'adopt', platformId: takenBackBy(payload, step) };
  }
  if (first === undefined) return { kind: 'not_done' };
  return found.length === 1 ? { kind: 'adopt', platformId: first } : { kind: 'frozen', count: found.length };
}
