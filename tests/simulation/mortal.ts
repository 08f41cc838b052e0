import type { Net, Random } from '../../engine/core/index.ts';
import type { JournalFile } from '../../engine/store/journal/index.ts';
import type { RemoteStore } from '../../sync/postgres/types.ts';

/** The process dies here: nothing in it may run on. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** The life of one process: every await on a port may be its last. */
export class Mortal {
  #dead = false;
  readonly #onDeath: () => void;
  readonly #random: Random;
  readonly #chance: number;

  constructor(opts: { readonly random: Random; readonly chance: number; readonly onDeath: () => void }) {
    this.#random = opts.random;
    this.#chance = opts.chance;
    this.#onDeath = opts.onDeath;
  }

  get dead(): boolean {
    return this.#dead;
  }

  die(): never {
    if (!this.#dead) {
      this.#dead = true;
      this.#onDeath();
    }
    throw new Crash('the process died');
  }

  /** Runs one port call with a possible death before it and one after it. */
  async cross<T>(call: () => Promise<T>): Promise<T> {
    this.#mayDie();
    const result = await call();
    this.#mayDie();
    return result;
  }

  #mayDie(): void {
    if (this.#dead || this.#random.uniform() < this.#chance) this.die();
  }
}

export const mortalNet = (net: Net, life: Mortal): Net => ({
  send: (request, signal) => life.cross(() => net.send(request, signal)),
});

export const mortalFile = (file: JournalFile, life: Mortal): JournalFile => ({
  read: () => life.cross(() => file.read()),
  append: (bytes) => life.cross(() => file.append(bytes)),
  sync: () => life.cross(() => file.sync()),
  truncate: (length) => life.cross(() => file.truncate(length)),
  close: () => file.close(),
});

export const mortalRemote = (remote: RemoteStore, life: Mortal): RemoteStore => ({
  prepare: () => life.cross(() => remote.prepare()),
  pushAudit: (workspaceId, entries, checkpoints) =>
    life.cross(() => remote.pushAudit(workspaceId, entries, checkpoints)),
  lastAuditSeq: (workspaceId) => life.cross(() => remote.lastAuditSeq(workspaceId)),
  checkpoints: (workspaceId) => life.cross(() => remote.checkpoints(workspaceId)),
  claim: (input) => life.cross(() => remote.claim(input)),
  record: (input) => life.cross(() => remote.record(input)),
  writeDecision: (input) => life.cross(() => remote.writeDecision(input)),
  decision: (workspaceId, actionId) => life.cross(() => remote.decision(workspaceId, actionId)),
  flag: (workspaceId, key) => life.cross(() => remote.flag(workspaceId, key)),
  arms: (workspaceId, cell) => life.cross(() => remote.arms(workspaceId, cell)),
  close: () => remote.close(),
});
