import { isDecision, isRollback, type JournalEntry } from '../../engine/contract/index.ts';
import {
  type AppError,
  appError,
  type Clock,
  canonicalJson,
  err,
  millisOf,
  ok,
  type Result,
} from '../../engine/core/index.ts';
import type { Checkpoint, LogLine, RemoteStore } from '../../sync/postgres/types.ts';
import { copyOf, type DecisionTables, noDecisions, type Queued, writeInto } from './memory-decisions.ts';

type ClaimInput = Parameters<RemoteStore['claim']>[0];
type RecordInput = Parameters<RemoteStore['record']>[0];

export interface QueueRow {
  readonly claim: ClaimInput;
  readonly status: string;
  readonly hasEffect: boolean;
}

/** What a remote database holds of one workspace, in memory. Shared by every connection to it. */
export interface MemoryRemoteState extends DecisionTables {
  readonly audit: JournalEntry[];
  readonly checkpoints: Checkpoint[];
  readonly queue: Map<string, QueueRow>;
  readonly log: Map<string, LogLine>;
  readonly receipts: Map<string, NonNullable<RecordInput['receipt']>>;
  /** Approval id to the action that used it. */
  readonly used: Map<string, string>;
}

export const emptyRemote = (): MemoryRemoteState => ({
  audit: [],
  checkpoints: [],
  queue: new Map(),
  log: new Map(),
  receipts: new Map(),
  used: new Map(),
  ...noDecisions(),
});

const refused = (reason: string): Result<never, AppError> => err(appError('REMOTE_REFUSED', { reason }));

/**
 * A model of the production database with the same refusals, for the simulation; `remote-store.contract.ts` holds it
 * to what real Postgres does.
 */
export function memoryRemote(state: MemoryRemoteState, clock: Clock): RemoteStore {
  const controls = (): {
    readonly on: boolean;
    readonly cap: number | null;
    readonly currency: string;
    readonly two: number;
  } => {
    let on = false;
    let cap: number | null = null;
    let currency = '';
    let two = 0;
    for (const { event } of state.audit) {
      if (event.type === 'kill_switch.set') on = event.on;
      if (event.type === 'caps.set') {
        cap = event.caps.perDay.minor;
        two = event.caps.twoApproversAbove.minor;
        currency = event.caps.perDay.currency;
      }
    }
    return { on, cap, currency, two };
  };

  const committed = (): number =>
    [...state.queue.values()].reduce((sum, { claim, status, hasEffect }) => {
      if (claim.action.payload.kind !== 'creative.publish') return sum;
      if (['discarded', 'rolled_back', 'superseded'].includes(status)) return sum;
      if (status === 'dead_letter' && !hasEffect) return sum;
      return sum + claim.action.stakePerDay.minor;
    }, 0);

  /** Whether a publication may spend now; `others` is what the other ones may be spending. */
  const judgeSpend = ({ action, proposal: record }: ClaimInput, others: number): Result<void> => {
    if (record !== null && millisOf(record.proposal.expiresAt) <= clock.millis())
      return refused('the proposal has expired');
    const now = controls();
    if (now.on) return err(appError('KILL_SWITCH_ON', { reason: 'the kill switch is on' }));
    if (isDecision(action.payload)) return ok(undefined);
    const { minor, currency } = action.stakePerDay;
    if (now.cap === null || now.currency !== currency) return refused('there is no cap in this currency');
    return others + minor > now.cap ? refused(`${minor} a day is over the cap of ${now.cap}`) : ok(undefined);
  };

  /** A claim that is here already: what has begun is to be finished, what has made nothing is judged again. */
  const judgeAgain = ({ claim, status, hasEffect }: QueueRow): Result<void> => {
    if (hasEffect || isRollback(claim.action.payload)) return ok(undefined);
    const counted = !['discarded', 'rolled_back', 'superseded', 'dead_letter'].includes(status);
    return judgeSpend(claim, committed() - (counted ? claim.action.stakePerDay.minor : 0));
  };

  const judge = (input: ClaimInput): Result<void> => {
    const { action, proposal: record } = input;
    const { payload } = action;
    if (payload.platform === 'production' && isRollback(payload) && !state.queue.has(payload.ofActionId))
      return refused('a rollback names the decision it takes back');
    if (isRollback(payload)) return ok(undefined);
    if (record === null) return refused('a publication needs an approved proposal');
    const { proposal, approvals } = record;
    if (action.fingerprint !== proposal.fingerprint) return refused('the action is not what the proposal says');
    if (canonicalJson(action.payload) !== canonicalJson(proposal.payload)) {
      return refused('the payload is not the one of the proposal');
    }
    const may = judgeSpend(input, committed());
    if (!may.ok) return may;
    const given = approvals.filter((a) => action.approvalIds.includes(a.id));
    if (given.some((a) => a.approverId === proposal.proposerId)) return refused('the proposer can not approve');
    if (given.some((a) => a.fingerprint !== proposal.fingerprint)) {
      return refused('the approval is of another fingerprint than the proposal');
    }
    if (given.some((a) => millisOf(a.expiresAt) <= clock.millis())) return refused('an approval has expired');
    if (given.some((a) => state.used.has(a.id))) return refused('an approval has been used for another action');
    const needed = Math.max(proposal.approvalsNeeded, action.stakePerDay.minor > controls().two ? 2 : 1);
    if (new Set(given.map((a) => a.approverId)).size < needed) return refused('too few approvals are there');
    return ok(undefined);
  };

  return {
    prepare: async () => ok(undefined),
    lastAuditSeq: async () => ok(state.audit.at(-1)?.seq ?? 0),
    checkpoints: async () => ok([...state.checkpoints]),
    async pushAudit(_workspaceId, entries, checkpoints) {
      for (const entry of entries) {
        const held = state.audit[entry.seq - 1];
        if (held !== undefined) {
          if (held.hash !== entry.hash) return refused(`audit entry ${entry.seq} is already here with another hash`);
          continue;
        }
        const last = state.audit.at(-1);
        if (entry.seq !== (last?.seq ?? 0) + 1 || (last !== undefined && entry.prev !== last.hash)) {
          return refused(`audit entry ${entry.seq} does not follow entry ${last?.seq ?? 0}`);
        }
        state.audit.push(entry);
      }
      for (const checkpoint of checkpoints) {
        const known = state.checkpoints.some((c) => c.seq === checkpoint.seq && c.keyId === checkpoint.keyId);
        if (!known) state.checkpoints.push(checkpoint);
      }
      return ok(state.audit.at(-1)?.seq ?? 0);
    },
    async claim(input) {
      const held = state.queue.get(input.action.id);
      if (held !== undefined) {
        if (held.claim.action.fingerprint === input.action.fingerprint) return judgeAgain(held);
        return refused('the action is queued with another fingerprint');
      }
      const judged = judge(input);
      if (!judged.ok) return judged;
      for (const id of input.action.approvalIds) state.used.set(id, input.action.id);
      state.queue.set(input.action.id, { claim: input, status: 'journaled', hasEffect: true });
      return ok(undefined);
    },
    async record(input) {
      const held = state.queue.get(input.action.id);
      if (held === undefined) return ok(undefined);
      state.queue.set(input.action.id, { ...held, status: input.status, hasEffect: input.hasEffect });
      for (const line of input.lines) if (!state.log.has(line.key)) state.log.set(line.key, line);
      if (input.receipt !== null) state.receipts.set(input.receipt.id, input.receipt);
      return ok(undefined);
    },
    async writeDecision(input) {
      return writeInto(input.rehearsal ? copyOf(state) : state, queuedIn(state, input.actionId), input);
    },
    decision: async (_workspaceId, actionId) => {
      const held = state.decisions.get(actionId);
      if (held === undefined) return ok(null);
      const { before: _, ...row } = held;
      return ok(row);
    },
    flag: async (_workspaceId, key) => ok(state.flags.get(key) ?? null),
    arms: async (_workspaceId, cell) => ok(state.arms.get(cell) ?? { actionId: null, arms: [] }),
    close: async () => {},
  };
}

function queuedIn({ queue }: MemoryRemoteState, actionId: string): Queued | undefined {
  const row = queue.get(actionId);
  if (row === undefined) return undefined;
  const { claim, status } = row;
  return { payload: claim.action.payload, status, planned: claim.proposal?.proposal.before ?? {} };
}
