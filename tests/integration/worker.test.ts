import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dayOf } from '../../engine/core/index.ts';
import { truthSchema } from '../../engine/ingest/index.ts';
import type { CacheClient } from '../../engine/store/cache/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { writeDrop } from '../support/drops.ts';
import { openWorkerFixture, type WorkerFixture } from '../support/worker.ts';

const THROUGH = dayOf('2026-11-20');

/** A drop large enough that its import has a middle: two hundred thousand rows of two days. */
const ROWS = `
  SELECT DATE '2026-11-19' + (i // 100000)::INTEGER AS day, 't' || (i % 50) AS test_id, 'Test' AS test_name,
    'v' || (i // 50 % 4) AS variant_id, 'Headline ' || (i // 50 % 4) AS headline, 'Body' AS body,
    'c' || (i // 200 % 500) AS channel, 'all' AS segment, 1000::BIGINT AS impressions, (20 + i % 7)::BIGINT AS clicks,
    1::BIGINT AS conversions, 100::BIGINT AS spend_minor, 'EUR' AS currency
  FROM range(200000) r(i)`;

/** Whether a process is there and not merely waiting to be reaped. */
function isRunning(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** What the worker says of one dataset. */
const freshness = async (client: CacheClient, dataset: string) =>
  succeeded(await client.freshness()).find((entry) => entry.dataset === dataset);

let fixture: WorkerFixture;
let drop: string;

beforeEach(async () => {
  fixture = await openWorkerFixture();
  drop = join(fixture.dir, 'drop');
  await writeDrop({ dir: drop, contractId: 'creative_daily', sql: ROWS, dataThrough: THROUGH });
});
afterEach(() => fixture.close());

describe('the data worker in a process of its own', () => {
  it('imports, reads and says how fresh the data are', async () => {
    const { client } = fixture;
    const phases = new Set<string>();
    const imported = succeeded(
      await client.importDrop({ path: drop }, { onProgress: ({ phase }) => phases.add(phase) }),
    );
    expect(imported).toMatchObject({ alreadyLoaded: false, load: { rows: 200_000, days: 2 } });
    expect([...phases]).toEqual(['loading', 'checking', 'saving']);
    expect(succeeded(await client.loads())).toEqual([imported.load]);
    expect(await freshness(client, 'creative_daily')).toMatchObject({
      dataThrough: THROUGH,
      rows: 200_000,
      quarantined: 0,
    });
    expect(await freshness(client, 'spend_daily')).toMatchObject({ dataThrough: null, state: 'unknown', rows: 0 });
    const list = succeeded(await client.creativeTests());
    expect(list.tests).toHaveLength(50);
    expect(list.sources).toMatchObject([{ dataset: 'creative_daily', loadId: imported.load.id, rowsRead: 200_000 }]);
    const test = succeeded(await client.creativeTest({ testId: 't7' }));
    expect(test.variants.map((variant) => variant.variantId)).toEqual(['v0', 'v1', 'v2', 'v3']);
  });

  it('killed in the middle of an import: that call says so, the next ones work, nothing is half loaded', async () => {
    const { client, pids, deaths } = fixture;
    succeeded(await client.start());
    const [first] = pids;
    const killed = await client.importDrop(
      { path: drop },
      { onProgress: ({ phase }) => phase === 'loading' && first !== undefined && process.kill(first, 'SIGKILL') },
    );
    expect(killed).toMatchObject({ ok: false, error: { code: 'CACHE_WORKER_DIED' } });
    expect(deaths).toHaveLength(1);
    expect(succeeded(await client.loads())).toEqual([]);
    expect(pids).toHaveLength(2);
    expect(succeeded(await client.importDrop({ path: drop }))).toMatchObject({ alreadyLoaded: false });
    expect(await freshness(client, 'creative_daily')).toMatchObject({ rows: 200_000 });
  });

  it('what was loaded is there after a kill', async () => {
    const { client, pids } = fixture;
    const { load } = succeeded(await client.importDrop({ path: drop }));
    const died = client.importDrop({ path: join(fixture.dir, 'nowhere') });
    process.kill(pids[0] ?? 0, 'SIGKILL');
    await died;
    expect(succeeded(await client.importDrop({ path: drop }))).toEqual({ load, alreadyLoaded: true });
  });

  it('a cache that another worker has open is locked, not damaged', async () => {
    const { client, pids, dir } = fixture;
    succeeded(await client.start());
    const second = await openWorkerFixture(dir);
    expect(await second.client.loads()).toMatchObject({
      ok: false,
      error: { code: 'WORKSPACE_LOCKED', detail: { pid: String(pids[0]) } },
    });
    await second.client.close();
    expect(succeeded(await client.loads())).toEqual([]);
  });

  it('ends with its parent, also in the middle of a long query', async () => {
    const parent = fork(
      fileURLToPath(new URL('../support/worker-parent.ts', import.meta.url)),
      [join(fixture.dir, 'child')],
      {
        execArgv: ['--import', 'tsx'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    const [busy] = z.tuple([z.object({ worker: z.int() })]).parse((await once(parent, 'message')).slice(0, 1));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => isRunning(busy.worker), { timeout: 10_000 }).toBe(false);
  });

  it('a cancelled import leaves the cache as it was', async () => {
    const { client } = fixture;
    const stop = new AbortController();
    const cancelled = await client.importDrop(
      { path: drop },
      { signal: stop.signal, onProgress: ({ phase }) => phase === 'loading' && stop.abort() },
    );
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(succeeded(await client.loads())).toEqual([]);
    expect(await freshness(client, 'creative_daily')).toMatchObject({ rows: 0 });
  });

  it('two imports at once: both are loaded, one after the other', async () => {
    const other = join(fixture.dir, 'other');
    const through = dayOf('2026-11-30');
    await writeDrop({
      dir: other,
      contractId: 'creative_daily',
      sql: ROWS.replace('2026-11-19', '2026-11-29'),
      dataThrough: through,
    });
    const both = await Promise.all([drop, other].map((path) => fixture.client.importDrop({ path })));
    expect(both.every((result) => result.ok)).toBe(true);
    expect(await freshness(fixture.client, 'creative_daily')).toMatchObject({ rows: 400_000, dataThrough: through });
  });

  it('a damaged cache says so, and is rebuilt from the exports with the same load ids', async () => {
    const exportsDir = join(fixture.dir, 'exports');
    const inside = join(exportsDir, 'creative_daily');
    await writeDrop({ dir: inside, contractId: 'creative_daily', sql: ROWS, dataThrough: THROUGH });
    const { load } = succeeded(await fixture.client.importDrop({ path: inside }));
    await fixture.client.close();

    const file = join(fixture.dir, 'cache', 'cache.duckdb');
    await writeFile(file, (await readFile(file)).fill(7, 0, 16_384));
    const again = await openWorkerFixture(fixture.dir);
    expect(await again.client.loads()).toMatchObject({ ok: false, error: { code: 'CACHE_DAMAGED' } });
    expect(succeeded(await again.client.rebuild({ exportsDir }))).toEqual({ loads: 1, rows: 200_000, passedOver: [] });
    expect(succeeded(await again.client.loads()).map((entry) => entry.id)).toEqual([load.id]);
    await again.client.close();
  });

  it('refuses input of another shape', async () => {
    expect(await fixture.client.makeSample({ exportsDir: fixture.dir, seed: 1, through: 'tomorrow' })).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID' },
    });
  });
});

describe('the sample', () => {
  it('has a million rows, loads, and its planted bad rows are all kept out', { timeout: 240_000 }, async () => {
    const { client, dir } = fixture;
    const exportsDir = join(dir, 'sample');
    const made = succeeded(await client.makeSample({ exportsDir, seed: 7, through: THROUGH }));
    expect(made.rows).toBeGreaterThan(1_000_000);
    const truth = truthSchema.parse(JSON.parse(await readFile(join(exportsDir, 'truth.json'), 'utf8')));
    const loads = [];
    for (const path of made.drops) loads.push(succeeded(await client.importDrop({ path })).load);
    const reasons = succeeded(await client.quarantine({ loadId: loads[0]?.id ?? '' }));
    const byRule = (entries: readonly { rule: string; rows: number }[]) =>
      Object.fromEntries(entries.map(({ rule, rows }) => [rule, rows]));
    expect(byRule(reasons)).toEqual(byRule(truth.quarantined));
    const list = succeeded(await client.creativeTests());
    expect(list.tests).toHaveLength(truth.tests.length);
  });
});
