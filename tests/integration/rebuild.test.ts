import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../../engine/core/index.ts';
import { importDrop, rebuildCache } from '../../engine/ingest/index.ts';
import { readLoads } from '../../engine/store/cache/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { writeDrop } from '../support/drops.ts';

let fixture: CacheFixture;
let exportsDir: string;
beforeEach(async () => {
  fixture = await openCacheFixture(manualClock('2026-11-21T12:00:00.000Z'));
  exportsDir = join(fixture.dir, 'exports');
});
afterEach(() => fixture.close());

const drop = async (path: string, day: string, hour: string): Promise<string> => {
  await writeDrop({
    dir: path,
    contractId: 'spend_daily',
    sql: `SELECT DATE '${day}' AS day, 'meta' AS channel, 'c1' AS campaign_id, 'all' AS segment,
      'DE' AS geo_id, ${hour}::BIGINT AS impressions, 1::BIGINT AS clicks, 2::BIGINT AS spend_minor, 'EUR' AS currency`,
    dataThrough: dayOf('2026-11-20'),
    generatedAt: instantOf(Date.parse(`2026-11-21T${hour}:00:00.000Z`)),
    snapshotId: `${day}-${hour}`,
  });
  return path;
};

const rebuild = () => rebuildCache({ ...fixture, current: fixture.cache }, { exportsDir });
const spend = () => fixture.rows('SELECT day, impressions FROM spend_daily ORDER BY day');

describe('rebuilding the cache', () => {
  it('[DP10] brings back what it held, wherever the drops lie, oldest first', async () => {
    // Made newest first: the folder names sort the other way round than the time of export.
    const inside = [
      await drop(join(exportsDir, 'b'), '2026-11-18', '01'),
      await drop(join(exportsDir, 'a'), '2026-11-18', '02'),
    ];
    const outside = await drop(join(fixture.dir, 'elsewhere'), '2026-11-19', '03');
    for (const path of [...inside, outside]) succeeded(await importDrop(fixture, { path }));
    const before = { spend: await spend(), ids: succeeded(await fixture.cache.read(readLoads)).map((load) => load.id) };
    expect(succeeded(await rebuild())).toEqual({ loads: 3, rows: 3, passedOver: [] });
    expect(await spend()).toEqual(before.spend);
    expect(await spend()).toEqual([
      { day: '2026-11-18', impressions: 2 },
      { day: '2026-11-19', impressions: 3 },
    ]);
    expect(succeeded(await fixture.cache.read(readLoads)).map((load) => load.id)).toEqual(before.ids);
  });

  it('[DP10] fails, and leaves all as it was, when a drop it held is gone', async () => {
    const path = await drop(join(exportsDir, 'a'), '2026-11-18', '01');
    succeeded(await importDrop(fixture, { path }));
    await rm(path, { recursive: true });
    expect(await rebuild()).toMatchObject({ ok: false, error: { code: 'DROP_MISSING' } });
    expect(await spend()).toEqual([{ day: '2026-11-18', impressions: 1 }]);
  });

  it('passes over a drop that was never loaded and can not be', async () => {
    succeeded(await importDrop(fixture, { path: await drop(join(exportsDir, 'a'), '2026-11-18', '01') }));
    const bad = await drop(join(exportsDir, 'b'), '2026-11-19', '02');
    const file = join(bad, 'part-0.parquet');
    await writeFile(file, (await readFile(file)).reverse());
    expect(succeeded(await rebuild())).toEqual({ loads: 1, rows: 1, passedOver: [] });
  });

  it('[DP10] names a drop of a contract that is no longer known, and brings back the others', async () => {
    succeeded(await importDrop(fixture, { path: await drop(join(exportsDir, 'a'), '2026-11-18', '01') }));
    const old = await drop(join(exportsDir, 'b'), '2026-11-19', '02');
    const manifest = join(old, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('"contractVersion": "2.0.0"', '"contractVersion": "1.0.0"'));
    expect(succeeded(await rebuild())).toEqual({ loads: 1, rows: 1, passedOver: [old] });
  });

  it('[DP10] brings back datasets of every kind, with the same days and sums', async () => {
    const kinds = [
      {
        contractId: 'dim_geo',
        sql: `SELECT 'DE-BE' AS geo_id, 'Berlin' AS name, 'East' AS region, 'DE' AS country, 1::BIGINT AS population`,
      },
      {
        contractId: 'plan_monthly',
        sql: `SELECT DATE '2027-01-01' AS month, 'spend' AS metric, 'all' AS channel, 5::DOUBLE AS target,
          NULL::VARCHAR AS currency`,
      },
    ];
    for (const [index, kind] of kinds.entries()) {
      const dir = join(exportsDir, kind.contractId);
      const generatedAt = instantOf(Date.parse('2026-11-21T05:00:00.000Z') + index);
      await writeDrop({ ...kind, dir, dataThrough: dayOf('2026-11-20'), generatedAt });
      succeeded(await importDrop(fixture, { path: dir }));
    }
    succeeded(await importDrop(fixture, { path: await drop(join(exportsDir, 'a'), '2026-11-18', '06') }));
    const read = async () => ({
      geo: await fixture.rows('FROM dim_geo'),
      plan: await fixture.rows('FROM plan_monthly'),
      spend: await fixture.rows('FROM spend_daily'),
      byChannel: await fixture.rows('FROM spend_daily__channel'),
      partitions: await fixture.rows('FROM workbench.partitions ORDER BY dataset'),
    });
    const before = await read();
    expect(before.partitions).toHaveLength(3);
    expect(succeeded(await rebuild())).toEqual({ loads: 3, rows: 3, passedOver: [] });
    expect(await read()).toEqual(before);
  });

  it('[DP10] can be cancelled', async () => {
    succeeded(await importDrop(fixture, { path: await drop(join(exportsDir, 'a'), '2026-11-18', '01') }));
    const context = { ...fixture, current: fixture.cache };
    expect(await rebuildCache(context, { exportsDir }, { signal: AbortSignal.abort() })).toMatchObject({
      ok: false,
      error: { code: 'CANCELLED' },
    });
    expect(await spend()).toEqual([{ day: '2026-11-18', impressions: 1 }]);
  });
});
