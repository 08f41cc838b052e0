import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../engine/core/index.ts';
import { recordOf } from '../../engine/experiments/read/design.fixture.ts';
import { proofRef } from '../../engine/proofs/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { writeDrop } from '../support/drops.ts';
import { openWorkerFixture, type WorkerFixture } from '../support/worker.ts';

const THROUGH = dayOf('2026-10-19');

/** Two thousand units over a fortnight, every other one treated. */
const UNITS = `SELECT i, 'u' || i AS unit_id, DATE '2026-10-06' + (i % 14)::INTEGER AS day,
    CASE WHEN i // 14 % 2 = 0 THEN 'control' ELSE 'treatment' END AS variation FROM range(2016) r(i)`;
const EXPOSURES = `
  SELECT day, 'trial' AS experiment_key, unit_id, day + INTERVAL 9 HOUR AS exposed_at, 'user' AS unit_type, variation,
    'all' AS segment, 'mobile' AS device, 'DE' AS country FROM (${UNITS})`;
/** One in five signs up, of the treated one in three. */
const OUTCOMES = `
  SELECT 's' || i AS event_id, day, 'user' AS unit_type, unit_id, 'sign_up' AS metric, day + INTERVAL 10 HOUR AS occurred_at,
    1::DOUBLE AS value FROM (${UNITS}) WHERE i % (CASE variation WHEN 'control' THEN 5 ELSE 3 END) = 0
  UNION ALL SELECT 'v' || i, day, 'user', unit_id, 'sessions', day + INTERVAL 11 HOUR, (1 + i % 4)::DOUBLE FROM (${UNITS})`;

let fixture: WorkerFixture;
beforeEach(async () => {
  fixture = await openWorkerFixture();
  for (const [contractId, sql] of [
    ['ab_exposures', EXPOSURES],
    ['ab_outcomes', OUTCOMES],
  ] as const) {
    const dir = join(fixture.dir, contractId);
    await writeDrop({ dir, contractId, sql, dataThrough: THROUGH });
    succeeded(await fixture.client.importDrop({ path: dir }));
  }
});
afterEach(() => fixture.close());

describe('experiments in the data worker', () => {
  it('[EX120] keep out values that are no amounts, so that one of them does not hide all others', async () => {
    const { client, dir } = fixture;
    const experiment = recordOf();
    const before = succeeded(await client.experimentRead({ experiment }));
    const odd = [1e300, -1e300, 2 ** 63, Number.MAX_VALUE].map(
      (value, index) => `UNION ALL SELECT 'odd' || ${index}, DATE '2026-10-08', 'user', 'u2', 'sessions',
        TIMESTAMP '2026-10-08 12:00:00', ${value}::DOUBLE`,
    );
    const path = join(dir, 'again');
    const sql = `${OUTCOMES} ${odd.join(' ')}`;
    await writeDrop({ dir: path, contractId: 'ab_outcomes', sql, dataThrough: THROUGH, snapshotId: 'again' });
    expect(succeeded(await client.importDrop({ path })).load.quarantined).toBe(odd.length);
    const read = succeeded(await client.experimentRead({ experiment }));
    expect(read.metrics).toEqual(before.metrics);
  });

  it('[EX86] are read, listed, counted by day and proven', async () => {
    const { client } = fixture;
    const experiment = recordOf();
    const read = succeeded(await client.experimentRead({ experiment }));
    expect(read.units).toBe(2016);
    const [control, treatment] = read.metrics[0]?.arms ?? [];
    // Of 1,008 units each, by the modulus.
    expect(control?.value).toBeCloseTo(0.2, 2);
    expect(treatment?.value).toBeCloseTo(1 / 3, 2);
    expect(read.verdict).toMatchObject({ state: 'ship', variation: 'treatment' });
    // Read again, now from the sums that were kept.
    expect(succeeded(await client.experimentRead({ experiment })).metrics).toEqual(read.metrics);

    const list = succeeded(await client.experimentList({ experiments: [experiment] }));
    expect(list.experiments).toMatchObject([{ key: 'trial', units: 2016, verdict: read.verdict }]);
    expect(succeeded(await client.experimentList({ experiments: [] })).undefined).toMatchObject([
      { key: 'trial', unit: 'user', units: 2016, variations: ['control', 'treatment'] },
    ]);

    const days = succeeded(await client.experimentDays({ experiment }));
    // Fourteen days of two metrics and two variations.
    expect(days.rows).toHaveLength(56);
    const { baselines } = succeeded(await client.experimentVocabulary());
    expect(baselines.map(({ event }) => event).toSorted()).toEqual(['sessions', 'sign_up']);

    const ref = proofRef('experiment.metric', 'trial', 'sign-ups', 'treatment', 'estimate');
    const proof = succeeded(await client.readProof({ ref, experiments: [experiment] }));
    expect(proof.value.value).toBe(read.metrics[0]?.comparisons[0]?.estimate);
    expect(succeeded(await client.proofRows({ ref, experiments: [experiment] })).rows).toEqual(days.rows);
    const without = await client.readProof({ ref });
    expect(without.ok ? null : without.error.code).toBe('PROOF_UNKNOWN');
  });
});
