import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeSample, readContracts } from '../../engine/ingest/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { contractsDir } from '../support/drops.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';
import { manifestOf, number, one, rows } from '../support/sample-reads.ts';

/** Rows of each dataset and a digest of their text, for seed 7 and 20 November 2026. */
const DIGESTS: Readonly<Record<string, readonly [number, number]>> = {
  ab_exposures: [72662, 36522721645080],
  ab_outcomes: [93805, 46821579576452],
  creative_daily: [122620, 61335739680489],
  dim_campaign: [18, 9476090914],
  dim_geo: [12, 6414175530],
  finance_daily: [27865, 13980988916325],
  fx_rates: [3288, 1634710345815],
  ga4_events: [177460, 88506790544862],
  geo_daily: [32700, 16319853294271],
  journeys: [70236, 35090698307719],
  outcomes_daily: [233304, 116665596059378],
  plan_monthly: [651, 314601696014],
  reach_daily: [19100, 9544778530810],
  spend_daily: [233304, 116538878208519],
};

let sample: Sample;
beforeAll(async () => {
  sample = await withSample();
}, 600_000);

describe('making the sample', () => {
  it('[SA1] gives the same files byte for byte, on one thread as on two', async () => {
    const exportsDir = await mkdtemp(join(tmpdir(), 'gw-sample-again-'));
    try {
      const { seed } = sample.truth;
      const templatesDir = new URL('../../resources/sample', import.meta.url).pathname;
      const contracts = await readContracts(contractsDir);
      succeeded(await makeSample({ exportsDir, seed, through: sample.through, contracts, templatesDir, threads: 1 }));
      const folders = (await readdir(exportsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
      expect(folders).toHaveLength(16);
      for (const { name } of folders) {
        expect(await manifestOf(exportsDir, name)).toEqual(await manifestOf(sample.exportsDir, name));
      }
      const truth = (dir: string) => readFile(join(dir, 'truth.json'), 'utf8');
      expect(await truth(exportsDir)).toBe(await truth(sample.exportsDir));
    } finally {
      await rm(exportsDir, { recursive: true, force: true });
    }
  }, 600_000);

  it('[SA1] has the same rows on every machine', async () => {
    // Sums over the text of every row (of a tenth of the creative tests), as first made on Linux x64.
    for (const [dataset, expected] of Object.entries(DIGESTS)) {
      const found = await one(
        `SELECT count(*)::INTEGER AS rows, sum(md5_number_lower(r::VARCHAR) % 1000000007)::BIGINT AS digest
         FROM (SELECT * EXCLUDE (_load) FROM ${dataset} ${dataset === 'creative_daily' ? "WHERE test_id LIKE '%7'" : ''}) r`,
        { rows: z.number(), digest: z.number() },
      );
      expect({ dataset, ...found }).toEqual({ dataset, rows: expected[0], digest: expected[1] });
    }
  });

  it('[SA2] brings all fourteen datasets, and only the planted bad rows are kept out', async () => {
    const loads = await rows(
      'SELECT dataset, sum(quarantined)::INTEGER AS quarantined FROM workbench.loads GROUP BY dataset ORDER BY dataset',
      { dataset: z.string(), quarantined: z.number() },
    );
    expect(loads.map(({ dataset }) => dataset)).toEqual([...(await readContracts(contractsDir)).keys()].sort());
    expect(loads).toHaveLength(14);
    const planted = sample.truth.quarantined.reduce((sum, entry) => sum + entry.rows, 0);
    for (const { dataset, quarantined } of loads) expect(quarantined).toBe(dataset === 'creative_daily' ? planted : 0);
    for (const dataset of ['spend_daily', 'outcomes_daily']) {
      const n = await number(`SELECT count(*) FROM ${dataset}`);
      expect(n).toBeGreaterThan(200_000);
      expect(n).toBeLessThan(400_000);
    }
    expect(await number('SELECT count(*) FROM journeys')).toBeGreaterThan(60_000);
    expect(await number('SELECT count(*) FROM ga4_events')).toBeGreaterThan(150_000);
  });
});
