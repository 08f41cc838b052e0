import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreativeTogether } from '../../engine/contract/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { openWorkerFixture, type WorkerFixture } from '../support/worker.ts';

const FILE = new URL('../../../shared/data/upworthy/upworthy_tests.parquet', import.meta.url).pathname;

// The archive is not part of the repository.
describe.skipIf(!existsSync(FILE))('the Upworthy archive in the data worker (skipped where it is not at hand)', () => {
  let fixture: WorkerFixture;
  let read: CreativeTogether;

  beforeAll(async () => {
    fixture = await openWorkerFixture();
    const { client, dir } = fixture;
    const made = succeeded(await client.convertArchive({ file: FILE, exportsDir: join(dir, 'exports') }));
    expect(made).toMatchObject({ tests: 2956, variants: 13_721, winners: 686 });
    const imported = succeeded(await client.importDrop({ path: made.drop }));
    expect(imported.load).toMatchObject({ rows: 13_721, quarantined: 0 });
    read = succeeded(await client.creativeTogether());
  }, 120_000);
  afterAll(() => fixture.close());

  it('[EX108] holds all of it, from the first week to the last', async () => {
    const list = succeeded(await fixture.client.creativeTests());
    expect(list.tests.reduce((sum, test) => sum + test.clicks, 0)).toBe(738_930);
    const days = list.tests.map((test) => test.firstDay).sort();
    // the archive's first package is of 24 January 2013, a Thursday; its last of 30 April 2015
    expect([days[0], days.at(-1)]).toEqual(['2013-01-21', '2015-04-27']);
    expect(list.dataThrough).toBe('2015-05-03');
  });

  it('[EX106] reads all tests as one family', () => {
    // Counts of tests, winners and uneven splits: DuckDB over the file. How many hold: our own first run; a change of
    // method has to show here.
    expect(read.declaredBy).toBe('data');
    expect(read.summary).toMatchObject({
      tests: 2956,
      declared: 685,
      several: 1,
      unhealthy: 452,
      unhealthyDeclared: 111,
      compared: 2502,
      declaredCompared: 573,
      unadjusted: 57,
      holdFdr: 9,
      holdFwer: 2,
      holdSequential: 2,
      restFdr: 77,
      restFwer: 15,
      behind: 136,
      undeclaredHold: 34,
    });
    expect(read.summary.medianShrunkenLift).toBeLessThan(read.summary.medianLift ?? 0);
  });

  it('[EX109] proves a figure and a number of a test over every row', async () => {
    const [test] = read.tests;
    const { client } = fixture;
    const held = succeeded(await client.readProof({ ref: 'creative.archive/holdFdr' }));
    expect(held.value.value).toBe(read.summary.holdFdr);
    expect(held.sources).toMatchObject([{ dataset: 'creative_daily', rowsRead: 13_721 }]);
    const shrunken = succeeded(await client.readProof({ ref: `creative.archive_test/${test?.testId}/shrunken` }));
    expect(shrunken.value.value).toBe(test?.shrunken?.estimate);
    const rows = succeeded(await client.proofRows({ ref: 'creative.archive/holdFdr' }));
    expect(rows.rows).toHaveLength(13_721);
  });
});
