import {
  type ActionPayload,
  type ArmState,
  armStateAfter,
  type BanditDecide,
  type BanditRollback,
  type ExploreCellRecord,
} from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { EntryBody } from './chain.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineDraft } from './spine-draft.ts';
import type { ActionRecord } from './state.ts';

/** An approved decision over an arm fits the cell as it is: docs/spec/bandits.md BA85. @throws IllegalEvent */
export function checkDecision(draft: SpineDraft, entry: EntryBody, { cell, cellVersion, arm, shares }: BanditDecide) {
  const record = draft.cells.get(cell);
  const refuse = (reason: string): never => {
    throw new IllegalEvent(entry.seq, reason);
  };
  if (record === undefined) return refuse(`there is no cell ${cell}`);
  if (record.status !== 'running' && record.status !== 'paused') refuse(`the cell ${cell} is ${record.status}`);
  if (record.version !== cellVersion) refuse(`the cell ${cell} is version ${record.version}`);
  const listed = new Set(shares.map((share) => share.arm));
  if (listed.size < shares.length) refuse(`an arm of ${cell} has two shares`);
  if (!listed.has(arm)) refuse(`the arm ${arm} has no share`);
  const settled = record.arms.find((each) => listed.has(each.arm));
  if (settled !== undefined) refuse(`the arm ${settled.arm} of ${cell} is ${settled.state}`);
}

/** A rollback names a decision over the same cell that stands. @throws IllegalEvent */
export function checkTakingBack(
  draft: SpineDraft,
  entry: EntryBody,
  { cell, ofActionId }: BanditRollback,
  of: ActionPayload,
): void {
  if (of.kind !== 'bandit.decide' || of.cell !== cell)
    throw new IllegalEvent(entry.seq, `it is no decision over an arm of ${cell}`);
  if (takenBack([...draft.actions.values()]).has(ofActionId))
    throw new IllegalEvent(entry.seq, 'the decision is taken back already');
}

/** After anything that became of an action: the arms of its cell are what the decisions that stand leave of them. */
export function settleArms(draft: SpineDraft, payload: ActionPayload): void {
  if (payload.kind !== 'bandit.decide' && payload.kind !== 'bandit.rollback') return;
  const record = draft.cells.get(payload.cell);
  if (record === undefined) return;
  draft.cells.set(payload.cell, { ...record, arms: armsAfter([...draft.actions.values()], payload.cell) });
}

/** Arms that are not active any more, by the decisions on the cell that were approved and not given up or taken back. */
export function armsAfter(actions: readonly ActionRecord[], cell: string): ExploreCellRecord['arms'] {
  const gone = takenBack(actions);
  const states = new Map<string, ArmState>();
  for (const { action, state } of actions) {
    const { payload, id } = action;
    if (payload.kind !== 'bandit.decide' || payload.cell !== cell || gone.has(id)) continue;
    if (state === 'discarded' || state === 'superseded' || state === 'rolled_back') continue;
    for (const { arm } of payload.shares) {
      const after = armStateAfter(payload, arm);
      if (after !== 'active') states.set(arm, after);
    }
  }
  return [...states].map(([arm, after]) => ({ arm, state: after }));
}

/** Decisions whose taking back was asked for and not given up. */
const takenBack = (actions: readonly ActionRecord[]): ReadonlySet<Uuid> =>
  new Set(actions.flatMap((record) => takenBackBy(record) ?? []));

/** The decision over an arm that an action takes back; null when it is none, or was given up. */
export const takenBackBy = ({ action: { payload }, state }: ActionRecord): Uuid | null =>
  payload.kind === 'bandit.rollback' && state !== 'discarded' && state !== 'superseded' ? payload.ofActionId : null;
