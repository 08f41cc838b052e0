import { authorizeAction } from '../../engine/approvals/index.ts';
import type { Action } from '../../engine/contract/index.ts';
import { ok, type Random, type Uuid } from '../../engine/core/index.ts';
import { type EventDraft, IllegalEvent, openJournal, type Spine } from '../../engine/store/journal/index.ts';
import { type MemoryJournalFile, memoryJournalFile, ProcessDied } from '../../engine/store/journal/memory-file.ts';
import { openSpine } from '../../engine/store/spine.ts';
import { createOutbox, type Outbox, type Timing } from '../../sync/outbox/index.ts';
import type { Platform } from '../../sync/platforms/contract.ts';
import { createMeta } from '../../sync/platforms/meta/index.ts';
import { createProduction } from '../../sync/platforms/production/index.ts';
import { FakeMeta, type FakeNet, fakeNet, seededFaults } from '../fakes/meta/index.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';
import { emptyRemote, type MemoryRemoteState, memoryRemote } from '../support/memory-remote.ts';
import { seededRandom } from '../support/random.ts';
import { WORKSPACE } from '../support/spine-events.ts';
import { faultyRemote, type RemoteFaults } from './faulty-remote.ts';
import { Crash, Mortal, mortalFile, mortalNet, mortalRemote } from './mortal.ts';
import { watchedNet } from './watched-net.ts';
import { watchedRemote } from './watched-remote.ts';

/** What a test may break on purpose, to see that the simulation notices. Nothing of this exists in the product. */
export interface Sabotage {
  readonly timing?: Partial<Timing>;
  readonly wrapPlatform?: (platform: Platform, spine: Spine) => Platform;
  /** Journal writes are acknowledged without being synced. */
  readonly skipSync?: boolean;
  readonly skipAuthorize?: boolean;
}

/** A late request has its effect and lists have caught up within the settle time: lateness plus lag is below it. */
export const SIMULATED = { timeoutMs: 10_000, settleMs: 60_000, maxLateMs: 34_000, maxLagMs: 24_000 } as const;

const TOKEN = 'test-token';

/** Everything outside the process survives a crash; `process` is what a crash takes away. */
export class World {
  readonly random: Random;
  readonly clock: ManualClock = manualClock();
  readonly fake = new FakeMeta({ token: TOKEN });
  readonly net: FakeNet;
  readonly remote: MemoryRemoteState = emptyRemote();
  readonly remoteFaults: RemoteFaults;
  readonly trace: string[] = [];
  readonly violations: string[] = [];
  /** Actions whose approval was acknowledged: none of them may ever be lost. */
  readonly approved = new Map<Uuid, Action>();
  readonly sabotage: Sabotage;
  faulty = true;
  crashes = 0;
  diskFaults = 0;
  process: { readonly spine: Spine; readonly outbox: Outbox; readonly life: Mortal } | null = null;
  #file: MemoryJournalFile = memoryJournalFile();

  constructor(seed: number, sabotage: Sabotage) {
    this.random = seededRandom(seed);
    this.sabotage = sabotage;
    this.remoteFaults = { share: 0.05, refusals: 0.03, down: false, injected: 0 };
    const share = 0.1 + 0.35 * this.random.uniform();
    const faults = seededFaults(this.random, {
      share,
      maxLateMs: SIMULATED.maxLateMs,
      maxLagMs: SIMULATED.maxLagMs,
      duplicates: this.random.uniform() < 0.3,
    });
    this.net = fakeNet({
      fake: this.fake,
      clock: this.clock,
      faults: (request, index) => (this.faulty ? faults(request, index) : { kind: 'none' }),
    });
  }

  note(line: string): void {
    this.trace.push(`${this.clock.now()} ${line}`);
  }

  violate(line: string): void {
    this.violations.push(line);
    this.note(`VIOLATION ${line}`);
  }

  /** What a reader of the journal file sees now. */
  get journalBytes(): Uint8Array {
    return this.#file.bytes;
  }

  /** Opens the journal and starts the outbox, as a new process does. Null when it died while starting. */
  async start(): Promise<void> {
    this.process = null;
    const file = this.#file.reopen();
    this.#file = file;
    const life = new Mortal({
      random: this.random,
      chance: this.faulty ? 0.004 : 0,
      onDeath: () => {
        this.crashes += 1;
        file.crash(this.random.uniform() < 0.5 ? 'power' : 'kill', this.random);
        this.note('crash');
      },
    });
    const held = mortalFile(file, life);
    const guarded = this.sabotage.skipSync ? { ...held, sync: async () => {} } : held;
    const journal = await openJournal({ file: guarded, clock: this.clock });
    if (!journal.ok) {
      if (journal.error.code === 'JOURNAL_CORRUPT') this.violate(journal.error.message);
      else this.note(`the journal can not be opened now: ${journal.error.message}`);
      return;
    }
    const opened = openSpine({ journal: journal.value, clock: this.clock });
    if (!opened.ok) return this.violate(`the journal does not fold: ${opened.error.message}`);
    const spine = opened.value;
    const meta = createMeta({
      net: watchedNet(mortalNet(this.net, life), this, spine),
      millis: () => this.clock.millis(),
      baseUrl: 'https://meta.invalid',
      apiVersion: 'v25.0',
      token: TOKEN,
      timeoutMs: SIMULATED.timeoutMs,
    });
    const line = faultyRemote(memoryRemote(this.remote, this.clock), this.random, this.remoteFaults);
    const store = mortalRemote(line, life);
    const production = createProduction({
      store: watchedRemote(store, this, spine),
      workspaceId: WORKSPACE,
      now: () => this.clock.now(),
    });
    const wrapped = (platform: Platform): Platform => this.sabotage.wrapPlatform?.(platform, spine) ?? platform;
    const outbox = createOutbox({
      spine,
      clock: this.clock,
      random: this.random,
      platforms: (name) => ok(wrapped(name === 'meta' ? meta : production)),
      remote: () => ok(store),
      authorize: this.sabotage.skipAuthorize
        ? () => ok(undefined)
        : (state, action) => authorizeAction(state, action, this.clock.now()),
      log: { info: (_, message) => this.note(message), warn: (_, message) => this.note(message) },
      timing: { settleMs: SIMULATED.settleMs, maxAttempts: 6, ...this.sabotage.timing },
    });
    this.process = { spine, outbox, life };
  }

  /** Does something in the process; restarts it when it dies on the way. False when it died. */
  async inProcess(work: (process: NonNullable<World['process']>) => Promise<void>): Promise<boolean> {
    try {
      while (this.process === null) {
        if (this.violations.length > 0) return false;
        await this.start();
      }
      await work(this.process);
      if (!this.process.life.dead) return true;
    } catch (error) {
      if (error instanceof IllegalEvent) this.violate(`the journal lost what this builds on: ${error.message}`);
      else if (!(error instanceof Crash) && !(error instanceof ProcessDied)) throw error;
    }
    this.process = null;
    return false;
  }

  /** Journals drafts if `decide` still wants them; resolves to whether they were acknowledged. */
  async write(decide: (spine: Spine) => readonly EventDraft[]): Promise<boolean> {
    let acknowledged = false;
    const survived = await this.inProcess(async ({ spine }) => {
      const written = await spine.transact(() => ok(decide(spine)));
      acknowledged = written.ok;
    });
    return survived && acknowledged;
  }

  /** The next write to the journal's disk fails, maybe after a part of it. */
  failDisk(): void {
    const op = this.random.uniform() < 0.5 ? 'append' : 'sync';
    this.#file.failNext(op, 'ENOSPC', this.random.uniform());
    this.diskFaults += 1;
    this.note(`the next ${op} to the disk fails`);
  }

  crashNow(): void {
    const { process } = this;
    if (process === null) return;
    try {
      process.life.die();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    this.process = null;
  }
}
