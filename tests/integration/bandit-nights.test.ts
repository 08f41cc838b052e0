import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { FIRST } from '../../engine/bandits/cells/cell.fixture.ts';
import { type ExploreCellRecord, type NightRange, snapshotRunSchema } from '../../engine/contract/index.ts';
import { addDays, dayOf, instantOf, ok } from '../../engine/core/index.ts';
import { type OpsStore, openOps } from '../../engine/store/ops/index.ts';
import { createBanditNights, type RecordOptions } from '../../main/services/bandit-nights.ts';
import { manualClock } from '../support/clock.ts';
import { NIGHT_CELLS, nightHistory, nightsOfCells } from '../support/night-cells.ts';
import { seededRandom } from '../support/random.ts';

const template = inject('opsTemplate');
const CHILD = fileURLToPath(new URL('../support/night-process.ts', import.meta.url));
const ARMS = 3;
const CELLS = NIGHT_CELLS.length;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nights-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(name = 'ops'): Promise<OpsStore> {
  const opened = await openOps({ dir: join(folder, name), template, history: await nightHistory() });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.store;
}

interface World {
  readonly days: number;
  readonly restated?: number;
  readonly cells?: readonly ExploreCellRecord[];
}

function recorder(store: OpsStore, { days, restated, cells = NIGHT_CELLS }: World) {
  const nights = createBanditNights({
    cache: nightsOfCells(days, restated ?? null),
    spine: { state: { cells: new Map(cells.map((cell) => [cell.design.key, cell])) } },
    ops: { get: async () => ok({ store, rebuilt: false }) },
    clock: manualClock('2027-01-15T08:00:00.000Z'),
    zone: 'UTC',
  });
  return async (range: NightRange = {}, options: RecordOptions = {}) => {
    const run = await nights.record(range, options);
    if (!run.ok) throw new Error(run.error.code);
    return snapshotRunSchema.parse(run.value);
  };
}

describe('nights of cells', () => {
  it('[BA80] are recorded once: again, nothing is missing and nothing changes', async () => {
    const store = await open();
    const record = recorder(store, { days: 20 });
    expect(await record()).toEqual({
      ...{ from: FIRST, to: addDays(FIRST, 19), nights: 20 * CELLS, cells: CELLS },
      ...{ written: 20 * CELLS * ARMS, changed: 0, same: 0 },
    });
    expect(await record()).toMatchObject({ nights: 0, written: 0, changed: 0, same: 0 });
    expect(await record({ from: FIRST, to: addDays(FIRST, 19) })).toMatchObject({
      written: 0,
      changed: 0,
      same: 20 * CELLS * ARMS,
    });
    await store.close();
  });

  it('[BA80] that were missed are caught up, and a range in one go leaves the same rows', async () => {
    const [daily, atOnce] = [await open('daily'), await open('once')];
    for (const days of [1, 2, 5, 6, 13]) await recorder(daily, { days })();
    await recorder(atOnce, { days: 13 })({ from: FIRST, to: addDays(FIRST, 12) });
    const rows = await daily.posteriors();
    expect(rows).toHaveLength(13 * CELLS * ARMS);
    expect(await atOnce.posteriors()).toEqual(rows);
    expect(new Set(rows.map(({ revision }) => revision))).toEqual(new Set([1]));
    await daily.close();
    await atOnce.close();
  });

  it('[BA80] whose data were restated get a revision more, and those before stay', async () => {
    const store = await open();
    await recorder(store, { days: 20 })();
    const run = await recorder(store, { days: 20, restated: 12 })({ from: FIRST, to: addDays(FIRST, 19) });
    // The night of the restated day and all after it.
    expect(run).toMatchObject({ written: 0, changed: 8 * CELLS * ARMS, same: 12 * CELLS * ARMS });
    for (const { day, revision } of await store.posteriors()) expect(revision).toBe(day >= addDays(FIRST, 12) ? 2 : 1);
    await store.close();
  });

  it('[BA80] keep the share that was recommended on the night when an arm is killed later', async () => {
    const store = await open();
    await recorder(store, { days: 20 })();
    const before = await store.posteriors({ cell: 'one' });
    const killed = NIGHT_CELLS.map((cell) => ({ ...cell, arms: [{ arm: 'a', state: 'killed' as const }] }));
    expect(await recorder(store, { days: 21, cells: killed })({ from: FIRST, to: addDays(FIRST, 20) })).toMatchObject({
      written: CELLS * ARMS,
      changed: 0,
    });
    const after = await store.posteriors({ cell: 'one' });
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.find(({ arm, day }) => arm === 'a' && day === addDays(FIRST, 20))?.share).toBe(0);
    await store.close();
  });

  it('[BA80] end with the cell: one that was ended has none after that day, one that is planned none at all', async () => {
    const store = await open();
    const [running, ended] = NIGHT_CELLS;
    if (running === undefined || ended === undefined) throw new Error('no cells');
    await recorder(store, {
      days: 30,
      cells: [
        { ...running, status: 'planned', startedAt: null },
        { ...ended, status: 'ended', endedAt: instantOf(Date.parse('2026-10-09T16:00:00.000Z')) },
      ],
    })();
    expect(await store.nightsByCell()).toEqual([{ cell: 'two', nights: 9, last: dayOf('2026-10-09') }]);
    await store.close();
  });

  it('[BA80] stop between cells when they are cancelled, and what was written stays', async () => {
    const store = await open();
    const ending = new AbortController();
    const stop = recorder(store, { days: 20 })(
      {},
      {
        signal: ending.signal,
        onProgress: ({ fraction }) => {
          if ((fraction ?? 0) > 0) ending.abort();
        },
      },
    );
    await expect(stop).rejects.toThrow('CANCELLED');
    const kept = await store.nightsByCell();
    expect(kept.length).toBeLessThan(CELLS);
    for (const { nights } of kept) expect(nights).toBe(20);
    await recorder(store, { days: 20 })();
    expect(await store.posteriors()).toHaveLength(20 * CELLS * ARMS);
    await store.close();
  });

  it('[BA83] refuse days that are out of order or to come', async () => {
    const store = await open();
    const record = recorder(store, { days: 3 });
    await expect(record({ from: dayOf('2026-10-05'), to: FIRST })).rejects.toThrow('BANDIT_NIGHTS_DAYS');
    await expect(record({ to: dayOf('2027-01-16') })).rejects.toThrow('BANDIT_NIGHTS_DAYS');
    expect(await store.posteriors()).toEqual([]);
    await store.close();
  });

  it('[BA81] are whole after a kill at any moment, and the next run goes on to the same rows', {
    timeout: 180_000,
  }, async () => {
    const random = seededRandom(81);
    for (let kill = 0; kill < 4; kill += 1) {
      const child = fork(CHILD, [join(folder, 'ops'), template], { execArgv: ['--import', 'tsx'], stdio: 'ignore' });
      const left = once(child, 'exit');
      await Promise.race([once(child, 'message'), left]);
      await delay(Math.floor(random.uniform() * 120));
      child.kill('SIGKILL');
      await left;
      expect(child.signalCode ?? child.exitCode).toBeOneOf(['SIGKILL', 0]);
      const store = await open();
      const byNight = new Map<string, number>();
      for (const { cell, day } of await store.posteriors())
        byNight.set(`${cell} ${day}`, (byNight.get(`${cell} ${day}`) ?? 0) + 1);
      expect([...byNight.values()].every((rows) => rows === ARMS)).toBe(true);
      await store.close();
    }
    const [store, undisturbed] = [await open(), await open('undisturbed')];
    await recorder(store, { days: 90 })();
    await recorder(undisturbed, { days: 90 })();
    const bare = async (of: OpsStore) => (await of.posteriors()).map(({ recordedAt: _, ...row }) => row);
    expect(await bare(store)).toEqual(await bare(undisturbed));
    await store.close();
    await undisturbed.close();
  });
});
