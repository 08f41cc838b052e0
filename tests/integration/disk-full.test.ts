import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../engine/core/index.ts';
import { importDrop } from '../../engine/ingest/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { writeDrop } from '../support/drops.ts';

const THROUGH = dayOf('2026-11-20');

/** Rows of text that does not compress, so that they need the room they are given. */
const rows = (count: number, day: string): string => `
  SELECT DATE '${day}' AS day, md5(i::VARCHAR) AS test_id, md5('n' || i) AS test_name, md5('v' || i) AS variant_id,
    md5('h' || i) || md5('g' || i) AS headline, md5('b' || i) AS body, 'meta' AS channel, 'all' AS segment,
    100::BIGINT AS impressions, 2::BIGINT AS clicks, 0::BIGINT AS conversions, 5::BIGINT AS spend_minor, 'EUR' AS currency
  FROM range(${count}) r(i)`;

/** A disk of six megabytes, where this user may mount one. */
const disk = await mkdtemp(join(tmpdir(), 'gw-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]).status === 0;

afterAll(async () => {
  if (mounted) spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

describe.skipIf(!mounted)('a full disk (needs the right to mount one)', () => {
  let fixture: CacheFixture;
  beforeAll(async () => {
    fixture = await openCacheFixture(manualClock('2026-11-21T12:00:00.000Z'), disk);
  });
  afterAll(() => fixture.close());

  it('refuses the import, keeps what was loaded, and goes on when there is room', async () => {
    const small = join(fixture.dir, 'small');
    await writeDrop({ dir: small, contractId: 'creative_daily', sql: rows(50, '2026-11-18'), dataThrough: THROUGH });
    succeeded(await importDrop(fixture, { path: small }));
    const before = await fixture.state();

    const large = join(fixture.dir, 'large');
    await writeDrop({
      dir: large,
      contractId: 'creative_daily',
      sql: rows(300_000, '2026-11-19'),
      dataThrough: THROUGH,
      snapshotId: 'large',
    });
    expect(await importDrop(fixture, { path: large })).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
    expect(await fixture.state()).toBe(before);

    const other = join(fixture.dir, 'other');
    await writeDrop({
      dir: other,
      contractId: 'creative_daily',
      sql: rows(50, '2026-11-20'),
      dataThrough: THROUGH,
      snapshotId: 'other',
    });
    expect(succeeded(await importDrop(fixture, { path: other })).load.rows).toBe(50);
  });
});
