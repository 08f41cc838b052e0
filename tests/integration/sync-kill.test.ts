import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { isRollback } from '../../engine/contract/index.ts';
import { instantOf, type Random, type Uuid } from '../../engine/core/index.ts';
import {
  type EventDraft,
  nodeJournalFile,
  openJournal,
  readJournal,
  type Spine,
  type SpineState,
} from '../../engine/store/journal/index.ts';
import { openSpine } from '../../engine/store/spine.ts';
import { systemClock } from '../../main/ports.ts';
import { FakeMeta, type Fault, type FaultPlan, startFakeMeta } from '../fakes/meta/index.ts';
import { liveByStep } from '../simulation/objects.ts';
import { cellDesign, cellRunning } from '../support/cells.ts';
import { experimentRunning } from '../support/experiments.ts';
import { KILL_TIMING } from '../support/kill-timing.ts';
import { createDatabase } from '../support/postgres.ts';
import { seededRandom } from '../support/random.ts';
import { rollbackOf, signedDecision, signedOpening, signedPublication } from '../support/signed-actions.ts';
import { CARA, decide, draft, killArm } from '../support/spine-events.ts';

const KILLS = 20;
const FIRST_ACTIONS = 3;
/** It starts 21 processes, one after the other. */
const TIMEOUT_MS = 300_000;
const CHILD = fileURLToPath(new URL('../support/sync-process.ts', import.meta.url));
const FUTURE = instantOf(Date.parse('2099-01-01T00:00:00.000Z'));
const KINDS = ['campaign', 'adset', 'creative', 'ad'];

/** Faults that pass within the settle time: three of ten writes, one of ten reads. */
function passingFaults(random: Random): FaultPlan {
  return (request) => {
    if (random.uniform() > (request.method === 'GET' ? 0.1 : 0.3)) return { kind: 'none' };
    const faults: readonly Fault[] = [
      { kind: 'drop_before' },
      { kind: 'drop_after' },
      { kind: 'late', delayMs: Math.floor(random.uniform() * KILL_TIMING.maxLateMs) },
      { kind: 'error_before', form: 'html_502' },
      { kind: 'error_after', form: 'json_500' },
      { kind: 'truncated' },
    ];
    return faults[Math.floor(random.uniform() * faults.length)] ?? { kind: 'none' };
  };
}

/** Opens the journal between two lives of the process, as a command of a person would. */
async function inJournal<T>(folder: string, work: (spine: Spine) => Promise<T>): Promise<T> {
  const journal = await openJournal({
    file: await nodeJournalFile(join(folder, 'journal.ndjson')),
    clock: systemClock,
  });
  if (!journal.ok) throw new Error(journal.error.message);
  const spine = openSpine({ journal: journal.value, clock: systemClock });
  if (!spine.ok) throw new Error(spine.error.message);
  try {
    return await work(spine.value);
  } finally {
    await spine.value.close();
  }
}

async function write(spine: Spine, decide: (state: SpineState) => readonly EventDraft[]): Promise<void> {
  const written = await spine.transact((state) => ({ ok: true, value: decide(state) }));
  if (!written.ok) throw new Error(written.error.message);
}

async function approve(spine: Spine, n: number): Promise<Uuid> {
  const { proposed, approved, actionId } = signedPublication(n, { perDayMinor: 1_000, expiresAt: FUTURE, before: {} });
  await write(spine, () => proposed);
  await write(spine, () => approved);
  return actionId;
}

/** A decision over an experiment of its own. */
async function decideOn(spine: Spine, n: number): Promise<Uuid> {
  const payload = decide(`trial-${n}`);
  const { proposed, approved, actionId } = signedDecision(n, payload, { flagAction: null });
  for (const batch of [experimentRunning(payload), proposed, approved]) await write(spine, () => batch);
  return actionId;
}

/** A kill of an arm in a cell of its own. */
async function killIn(spine: Spine, n: number): Promise<Uuid> {
  const key = `trial-${n}`;
  const { proposed, approved, actionId } = signedDecision(n, killArm(key), { armsAction: null });
  const cell = cellRunning(cellDesign({ key, segment: key }));
  for (const batch of [cell, proposed, approved]) await write(spine, () => batch);
  return actionId;
}

it('[OB1] [OB4] [OB6] [EX27] [BA91] loses nothing and does nothing twice over 20 kills -9', {
  timeout: TIMEOUT_MS,
}, async () => {
  const random = seededRandom(20_261_122);
  const folder = await mkdtemp(join(tmpdir(), 'sync-kill-'));
  const url = await createDatabase(inject('pgPort'), 'sync_kill');
  const fake = new FakeMeta();
  const plan = passingFaults(random);
  let injected = 0;
  const server = await startFakeMeta({
    fake,
    faults: (request, index) => {
      const fault = plan(request, index);
      if (fault.kind !== 'none') injected += 1;
      return fault;
    },
  });
  const errors: string[] = [];
  const start = (): ChildProcess => {
    const child = fork(CHILD, [folder, server.url, url], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
    return child;
  };
  try {
    const approved: Uuid[] = [];
    const decided: Uuid[] = [];
    const killed: Uuid[] = [];
    await inJournal(folder, async (spine) => {
      await write(spine, () => signedOpening(1_000_000));
      for (let n = 0; n < FIRST_ACTIONS; n++) approved.push(await approve(spine, 1_000 + n * 10));
    });

    const diedIn = new Map<string, number>();
    for (let kill = 0; kill < KILLS; kill++) {
      const child = start();
      const gone = once(child, 'exit');
      const early = kill % 5 === 4;
      if (!early) await Promise.race([once(child, 'message'), gone]);
      await delay(Math.floor(random.uniform() * 450));
      child.kill('SIGKILL');
      await gone;
      await inJournal(folder, async (spine) => {
        const busy = [...spine.state.actions.values()].find((r) => !['journaled', 'confirmed'].includes(r.state));
        const phase = busy?.steps.at(-1)?.phase ?? busy?.state ?? 'idle';
        diedIn.set(phase, (diedIn.get(phase) ?? 0) + 1);
        if (kill % 2 === 0) approved.push(await approve(spine, 2_000 + kill * 10));
        else if (kill % 4 === 1) decided.push(await decideOn(spine, 2_000 + kill * 10));
        else killed.push(await killIn(spine, 2_000 + kill * 10));
        const confirmed = approved.map((id) => spine.state.actions.get(id)).find((r) => r?.state === 'confirmed');
        const made = decided.map((id) => spine.state.actions.get(id)).find((r) => r?.state === 'confirmed');
        const ended = killed.map((id) => spine.state.actions.get(id)).find((r) => r?.state === 'confirmed');
        if (kill === 12 && confirmed) {
          await write(spine, () => [draft({ type: 'action.journaled', action: rollbackOf(9_000, confirmed) }, CARA)]);
        }
        if (kill === 15 && made) {
          await write(spine, () => [draft({ type: 'action.journaled', action: rollbackOf(9_010, made) }, CARA)]);
        }
        if (kill === 16 && ended) {
          await write(spine, () => [draft({ type: 'action.journaled', action: rollbackOf(9_020, ended) }, CARA)]);
        }
      });
    }
    const last = start();
    const [code] = await once(last, 'exit');
    expect(errors.filter((line) => /^\s+at /m.test(line))).toEqual([]);
    expect(code).toBe(0);

    const reading = readJournal(new Uint8Array(await readFile(join(folder, 'journal.ndjson'))));
    expect(reading.problem).toBeNull();
    const live = liveByStep(fake.store.live);
    const { states, taken } = await inJournal(folder, async (spine) => ({
      states: new Map([...spine.state.actions].map(([id, r]) => [id, r.state])),
      taken: [...spine.state.actions.values()].flatMap(({ action }) =>
        isRollback(action.payload) ? [action.payload.ofActionId] : [],
      ),
    }));
    for (const id of approved) {
      const expected = taken.includes(id) ? { state: 'rolled_back', live: 0 } : { state: 'confirmed', live: 1 };
      expect([id, states.get(id)]).toEqual([id, expected.state]);
      for (const kind of KINDS)
        expect([id, kind, live.get(`${id}/${kind}`)?.length ?? 0]).toEqual([id, kind, expected.live]);
    }
    const standing = decided.filter((id) => !taken.includes(id));
    for (const id of [...decided, ...killed])
      expect([id, states.get(id)]).toEqual([id, taken.includes(id) ? 'rolled_back' : 'confirmed']);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const count = async (sql: string): Promise<number> =>
      Number((await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0]);
    expect(await count('select count(*) from audit_events')).toBe(reading.entries.length);
    const queued = await count('select count(*) from creative_publish_queue');
    expect(queued + (await count('select count(*) from action_queue'))).toBe(states.size);
    expect(await count('select count(*) from experiment_decisions')).toBe(decided.length);
    const flags = "select count(*) from feature_flags where action_id is not null and key like 'trial-%'";
    expect(await count(flags)).toBe(standing.length);
    expect(await count('select count(*) from bandit_decisions')).toBe(killed.length);
    const kept = killed.filter((id) => !taken.includes(id));
    expect(await count("select count(*) from explore_cell_arms where state = 'killed'")).toBe(kept.length);
    expect(await count('select count(*) from explore_cell_arms')).toBe(3 * kept.length);
    const made = decided.length + killed.length;
    expect(await count(`select count(*) from receipts where status = 'decided'`)).toBe(made);
    expect(await count(`select count(*) from receipts where status = 'paused_created'`)).toBe(approved.length);
    await client.end();
    expect(injected).toBeGreaterThan(20);
    expect(diedIn.size).toBeGreaterThan(1);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
