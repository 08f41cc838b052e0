import { authorizeAction } from '../../engine/approvals/index.ts';
import type { ExperimentDecide, Proposal } from '../../engine/contract/index.ts';
import type { Uuid } from '../../engine/core/index.ts';
import { type ActionRecord, type EventDraft, openJournal, type Spine } from '../../engine/store/journal/index.ts';
import { type MemoryJournalFile, memoryJournalFile } from '../../engine/store/journal/memory-file.ts';
import { openSpine } from '../../engine/store/spine.ts';
import { type Authorize, createOutbox, type Outbox, type Timing } from '../../sync/outbox/index.ts';
import type { Platform } from '../../sync/platforms/contract.ts';
import { createMeta } from '../../sync/platforms/meta/index.ts';
import { createProduction } from '../../sync/platforms/production/index.ts';
import type { RemoteStore } from '../../sync/postgres/types.ts';
import { FakeMeta, type FakeNet, type FaultPlan, fakeNet, noFaults } from '../fakes/meta/index.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { experimentRunning } from './experiments.ts';
import { emptyRemote, type MemoryRemoteState, memoryRemote } from './memory-remote.ts';
import { seededRandom } from './random.ts';
import { rollbackOf, signedDecision, signedOpening, signedPublication } from './signed-actions.ts';
import { decide, draft, type ProposalOptions, WORKSPACE } from './spine-events.ts';

export interface HarnessOptions {
  readonly faults?: FaultPlan;
  readonly fake?: FakeMeta;
  /** The journal and the clock of another harness: the next process on the same workspace. */
  readonly file?: MemoryJournalFile;
  readonly clock?: ManualClock;
  readonly timing?: Partial<Timing>;
  readonly authorize?: Authorize;
  readonly wrapRemote?: (remote: RemoteStore) => RemoteStore;
  readonly wrapPlatform?: (platform: Platform) => Platform;
}

export interface Harness {
  readonly clock: ManualClock;
  readonly fake: FakeMeta;
  readonly net: FakeNet;
  readonly file: MemoryJournalFile;
  readonly remote: MemoryRemoteState;
  readonly spine: Spine;
  readonly outbox: Outbox;
  /** An approved publication, journaled. Returns its action's id. */
  approve(n: number, options?: ProposalOptions & { readonly before?: Proposal['before'] }): Promise<Uuid>;
  /** An approved decision over a running experiment, journaled. Returns its action's id. */
  decide(n: number, of?: { readonly payload?: ExperimentDecide; readonly before?: Proposal['before'] }): Promise<Uuid>;
  /** A rollback of what the action has made so far, journaled. */
  rollBack(n: number, of: Uuid): Promise<Uuid>;
  write(drafts: readonly EventDraft[]): Promise<void>;
  record(id: Uuid): ActionRecord;
  /** Runs passes, moving the clock to what is due next, until everything rests. */
  runUntilRest(passes?: number): Promise<void>;
}

export const TEST_TIMING: Partial<Timing> = { settleMs: 60_000 };

/** Outbox, spine, Meta fake and remote in one process and in virtual time. */
export async function syncHarness(options: HarnessOptions = {}): Promise<Harness> {
  const clock = options.clock ?? manualClock();
  const fake = options.fake ?? new FakeMeta();
  const net = fakeNet({ fake, faults: options.faults ?? noFaults, clock });
  const file = options.file?.reopen() ?? memoryJournalFile();
  const remote = emptyRemote();
  const journal = await openJournal({ file, clock });
  if (!journal.ok) throw new Error(journal.error.message);
  const opened = openSpine({ journal: journal.value, clock });
  if (!opened.ok) throw new Error(opened.error.message);
  const spine = opened.value;
  const store = memoryRemote(remote, clock);
  const wrapped = options.wrapRemote?.(store) ?? store;
  const production = createProduction({ store: wrapped, workspaceId: WORKSPACE, now: () => clock.now() });
  const meta = createMeta({
    net,
    millis: () => clock.millis(),
    baseUrl: 'https://meta.invalid',
    apiVersion: 'v25.0',
    token: 'test-token',
    timeoutMs: 10_000,
  });
  const outbox = createOutbox({
    spine,
    clock,
    random: seededRandom(7),
    platforms: (name) => {
      const platform = name === 'meta' ? meta : production;
      return { ok: true, value: options.wrapPlatform?.(platform) ?? platform };
    },
    remote: () => ({ ok: true, value: wrapped }),
    authorize: options.authorize ?? ((state, action) => authorizeAction(state, action, clock.now())),
    log: { info: () => {}, warn: () => {} },
    timing: { ...TEST_TIMING, ...options.timing },
  });

  const write = async (drafts: readonly EventDraft[]): Promise<void> => {
    const written = await spine.transact(() => ({ ok: true, value: drafts }));
    if (!written.ok) throw new Error(written.error.message);
  };
  if (spine.state.seq === 0) await write(signedOpening());

  const record = (id: Uuid): ActionRecord => {
    const found = spine.state.actions.get(id);
    if (found === undefined) throw new Error(`no action ${id}`);
    return found;
  };

  return {
    clock,
    fake,
    net,
    file,
    remote,
    spine,
    outbox,
    write,
    record,
    async approve(n, opts = {}) {
      const { proposed, approved, actionId } = signedPublication(n, opts);
      await write(proposed);
      await write(approved);
      return actionId;
    },
    async decide(n, { payload = decide(), before = { flagAction: null } } = {}) {
      const { proposed, approved, actionId } = signedDecision(n, payload, before);
      if (!spine.state.experiments.has(payload.experimentKey)) await write(experimentRunning(payload));
      await write(proposed);
      await write(approved);
      return actionId;
    },
    async rollBack(n, of) {
      const action = rollbackOf(n, record(of));
      await write([draft({ type: 'action.journaled', action })]);
      return action.id;
    },
    async runUntilRest(passes = 200) {
      for (let i = 0; i < passes; i++) {
        const { nextAt } = await outbox.runOnce();
        if (nextAt === null) return;
        if (nextAt > clock.millis()) clock.advance(nextAt - clock.millis());
        net.settle();
      }
      throw new Error(`not at rest after ${passes} passes`);
    },
  };
}
