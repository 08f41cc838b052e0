import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, instantOf } from '../../engine/core/index.ts';
import { importDrop, rebuildCache } from '../../engine/ingest/index.ts';
import { Cache, plainRows, ROLLUPS, rollupsOf } from '../../engine/store/cache/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { writeDrop } from '../support/drops.ts';

const DATASETS = ['spend_daily', 'outcomes_daily'] as const;
const FIRST = dayOf('2026-11-14');

interface Drop {
  readonly kind: 'load' | 'damaged' | 'cancelled';
  readonly dataset: (typeof DATASETS)[number];
  readonly from: number;
  readonly days: number;
  readonly rows: number;
  readonly seed: number;
  /** Hours after the first export; a smaller one than before is an older snapshot. */
  readonly hour: number;
  /** Of a hundred rows, how many break a rule. */
  readonly bad: number;
}
type Step = Drop | { readonly kind: 'rebuild' } | { readonly kind: 'rebuild cancelled' } | { readonly kind: 'reopen' };

const drop = fc.record({
  kind: fc.constantFrom('load' as const, 'load' as const, 'load' as const, 'damaged' as const, 'cancelled' as const),
  dataset: fc.constantFrom(...DATASETS),
  from: fc.nat(6),
  days: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 1, max: 60 }),
  seed: fc.nat(1000),
  hour: fc.nat(48),
  bad: fc.constantFrom(0, 0, 20),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: drop },
  { weight: 1, arbitrary: fc.constant({ kind: 'rebuild' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'rebuild cancelled' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

/** Rows of random days, names and numbers, some of them with one key, some with a number below zero. */
function rowsSql({ dataset, from, days, rows, seed, bad }: Drop): string {
  const pick = (salt: number, of: number) => `(hash(i * 100 + ${salt}, ${seed}) % ${of})::BIGINT`;
  const named = ['channel', 'campaign_id', 'segment', 'geo_id'].map(
    (name, salt) => `'${name}' || ${pick(salt + 1, 3)} AS ${name}`,
  );
  const measures = ROLLUPS[dataset].measures.map((name, salt) => `(${pick(salt + 6, 50)} + 1) AS ${name}`);
  const replaced =
    dataset === 'spend_daily'
      ? `least(clicks, impressions) * CASE WHEN broken THEN -1 ELSE 1 END AS clicks`
      : `sessions * CASE WHEN broken THEN -1 ELSE 1 END AS sessions`;
  return `SELECT * EXCLUDE (broken) REPLACE (${replaced}) FROM (
    SELECT DATE '${addDays(FIRST, from)}' + ${pick(0, days)}::INTEGER AS day, ${named.join(', ')}, ${measures.join(', ')},
      CASE WHEN ${pick(5, 4)} = 0 THEN 'CHF' ELSE 'EUR' END AS currency, ${pick(11, 100)} < ${bad} AS broken
    FROM range(${rows}) r(i))`;
}

/** A cache through which random things happen. */
class Trial {
  readonly #fixture: CacheFixture;
  #cache: Cache;
  #made = 0;

  constructor(fixture: CacheFixture) {
    this.#fixture = fixture;
    this.#cache = fixture.cache;
  }

  get #exports(): string {
    return join(this.#fixture.dir, 'exports');
  }

  async take(what: Step): Promise<void> {
    if (what.kind === 'reopen') {
      await this.#cache.close();
      this.#cache = succeeded(await Cache.open(this.#fixture.settings));
    } else if (what.kind === 'rebuild' || what.kind === 'rebuild cancelled') {
      const options = what.kind === 'rebuild' ? {} : { signal: AbortSignal.timeout(1) };
      await rebuildCache({ ...this.#fixture, current: this.#cache }, { exportsDir: this.#exports }, options);
    } else await this.#bring(what);
  }

  async #bring(what: Drop): Promise<void> {
    this.#made += 1;
    const path = join(this.#exports, `drop-${this.#made}`);
    await writeDrop({
      dir: path,
      contractId: what.dataset,
      sql: rowsSql(what),
      dataThrough: addDays(FIRST, 12),
      generatedAt: instantOf(Date.parse('2026-11-27T00:00:00.000Z') + what.hour * 3_600_000),
      snapshotId: `s-${this.#made}`,
    });
    if (what.kind === 'damaged') {
      const file = join(path, 'part-0.parquet');
      const bytes = await readFile(file);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(file, bytes);
    }
    const stop = new AbortController();
    const onProgress = ({ phase }: { readonly phase: string }) => {
      if (what.kind === 'cancelled' && phase === 'loading') stop.abort();
    };
    const imported = await importDrop(
      { ...this.#fixture, cache: this.#cache },
      { path },
      { signal: stop.signal, onProgress },
    );
    if (what.kind !== 'load') expect(imported.ok).toBe(false);
  }

  async rows(sql: string): Promise<readonly Record<string, unknown>[]> {
    return succeeded(await this.#cache.read(async (connection) => plainRows(await connection.runAndReadAll(sql))));
  }

  async close(): Promise<void> {
    await this.#cache.close();
    await this.#fixture.close();
  }
}

/** What must hold after whatever happened, as SQL that finds the rows for which it does not. */
function violations(): readonly (readonly [string, string])[] {
  const ofRollups = DATASETS.flatMap((dataset) =>
    rollupsOf(dataset).map(({ table, groups, measures }): readonly [string, string] => {
      const by = groups.join(', ');
      const sums = measures.map((name) => `sum(${name})::BIGINT AS ${name}`).join(', ');
      const right = `SELECT ${by}, ${sums}, count(*) AS rows_read FROM ${dataset} GROUP BY ${by}`;
      return [table, `(FROM ${table} EXCEPT ALL (${right})) UNION ALL ((${right}) EXCEPT ALL FROM ${table})`];
    }),
  );
  const ofDays = DATASETS.map((dataset): readonly [string, string] => [
    `partitions of ${dataset}`,
    `SELECT day, load, sum(rows) AS rows FROM (
       SELECT day, _load AS load, count(*) AS rows FROM ${dataset} GROUP BY ALL
       UNION ALL SELECT day, load, -rows FROM workbench.partitions WHERE dataset = '${dataset}')
     GROUP BY ALL HAVING sum(rows) <> 0`,
  ]);
  const ofLoads: readonly [string, string] = [
    'loads',
    `FROM workbench.partitions WHERE load NOT IN (SELECT number FROM workbench.loads)
     UNION ALL SELECT p.* FROM workbench.partitions p JOIN workbench.partitions q USING (dataset, day) WHERE p.load < q.load`,
  ];
  return [...ofRollups, ...ofDays, ofLoads];
}

describe('rollups', () => {
  it('[DP8] are the sums of the rows after any loads, restatements, failures, cancels and rebuilds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        const trial = new Trial(await openCacheFixture(manualClock('2026-11-29T12:00:00.000Z')));
        try {
          for (const what of steps) {
            await trial.take(what);
            for (const [name, sql] of violations()) expect([name, await trial.rows(sql)]).toEqual([name, []]);
          }
        } finally {
          await trial.close();
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 240_000);
});
