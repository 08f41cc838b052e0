import {
  armStateAfter,
  type BanditDecide,
  type DecisionPayload,
  type DecisionRollback,
  isDecision,
  subjectOf,
} from '../../engine/contract/index.ts';
import { type AppError, appError, canonicalJson, err, ok, type Result } from '../../engine/core/index.ts';
import type { DecisionWrite, HeldArms, HeldDecision, HeldFlag } from '../../sync/postgres/types.ts';

/** What production holds of decisions, in memory. */
export interface DecisionTables {
  readonly decisions: Map<string, Before>;
  readonly flags: Map<string, HeldFlag>;
  /** By cell. */
  readonly arms: Map<string, HeldArms>;
  /** Each write of what holds from then on, in order: what the simulation counts. */
  readonly written: { readonly of: string; readonly by: string }[];
}

type Before = HeldDecision & { readonly before: HeldFlag | HeldArms | null };

/** An action as its queue holds it. */
export interface Queued {
  readonly payload: { readonly kind: string };
  readonly status: string;
  /** What its proposal was planned from. */
  readonly planned: Readonly<Record<string, unknown>>;
}

export const noDecisions = (): DecisionTables => ({
  decisions: new Map(),
  flags: new Map(),
  arms: new Map(),
  written: [],
});

/** The same tables, to be written to for a rehearsal. */
export const copyOf = ({ decisions, flags, arms }: DecisionTables): DecisionTables => ({
  ...{ decisions: new Map(decisions), flags: new Map(flags), arms: new Map(arms) },
  written: [],
});

const refused = (reason: string): Result<never, AppError> => err(appError('REMOTE_REFUSED', { reason }));

/** What the triggers of `experiment_decisions` and `bandit_decisions` do. */
export function writeInto(tables: DecisionTables, queued: Queued | undefined, input: DecisionWrite): Result<void> {
  const { actionId, payload } = input;
  if (queued?.payload.kind !== payload.kind) return refused('a decision needs an approved action');
  if (canonicalJson(queued.payload) !== canonicalJson(payload)) return refused('the decision is not what was approved');
  if (!isDecision(payload)) return takeBack(tables, actionId, payload);
  if (tables.decisions.has(actionId)) return ok(undefined);
  if (['discarded', 'rolled_back', 'superseded'].includes(queued.status)) return refused('the action was given up');
  return decideInto(tables, input, { payload, planned: queued.planned });
}

function decideInto(
  tables: DecisionTables,
  { actionId, at: decidedAt }: DecisionWrite,
  { payload, planned }: { readonly payload: DecisionPayload; readonly planned: Queued['planned'] },
): Result<void> {
  const rest = { decidedAt, takenBackBy: null };
  switch (payload.kind) {
    case 'experiment.decide': {
      const { kind, experimentKey, flag, variation, value, audience = null } = payload;
      const isDecided = [...tables.decisions.values()].some(
        (held) => held.kind === kind && held.experimentKey === experimentKey && !held.takenBackBy,
      );
      if (isDecided) return refused('the experiment has been decided by another action');
      const before = tables.flags.get(flag) ?? null;
      if ((planned.flagAction ?? null) !== (before?.actionId ?? null))
        return refused('the flag has been decided otherwise since this was planned');
      tables.decisions.set(actionId, { kind, experimentKey, flag, variation, value, audience, ...rest, before });
      tables.flags.set(flag, { actionId, value, audience });
      break;
    }
    case 'bandit.decide': {
      const { kind, cell, outcome, arm, shares } = payload;
      const before = tables.arms.get(cell) ?? null;
      if (before?.arms.some((held) => held.state !== 'active' && shares.some((share) => share.arm === held.arm)))
        return refused('the arm has been decided by another action');
      if ((planned.armsAction ?? null) !== (before?.actionId ?? null))
        return refused('the cell has been decided otherwise since this was planned');
      tables.decisions.set(actionId, { kind, cell, outcome, arm, shares, ...rest, before });
      tables.arms.set(cell, { actionId, arms: sharedBy(payload, before) });
    }
  }
  tables.written.push({ of: subjectOf(payload).key, by: actionId });
  return ok(undefined);
}

function sharedBy(payload: BanditDecide, before: HeldArms | null): HeldArms['arms'] {
  const others = before?.arms.filter(({ arm }) => !payload.shares.some((share) => share.arm === arm)) ?? [];
  const own = payload.shares.map(({ arm, share }) => ({ arm, state: armStateAfter(payload, arm), share }));
  return [...others, ...own].toSorted((a, b) => (a.arm < b.arm ? -1 : 1));
}

function takeBack(
  tables: DecisionTables,
  actionId: DecisionWrite['actionId'],
  payload: DecisionRollback,
): Result<void> {
  const of = payload.ofActionId;
  const held = tables.decisions.get(of);
  if (held === undefined || held.takenBackBy !== null) return ok(undefined);
  const { before } = held;
  if (held.kind === 'experiment.decide') {
    if (tables.flags.get(held.flag)?.actionId !== of) return refused('a later decision says what the flag is');
    if (before !== null && 'value' in before) tables.flags.set(held.flag, before);
    else tables.flags.delete(held.flag);
  } else {
    if (tables.arms.get(held.cell)?.actionId !== of) return refused('a later decision says how the cell is shared');
    if (before !== null && 'arms' in before) tables.arms.set(held.cell, before);
    else tables.arms.delete(held.cell);
  }
  tables.decisions.set(of, { ...held, takenBackBy: actionId });
  tables.written.push({ of: subjectOf(payload).key, by: actionId });
  return ok(undefined);
}
