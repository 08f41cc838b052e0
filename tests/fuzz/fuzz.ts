import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrorCode } from '../../engine/core/index.ts';
import { importDrop, readContracts, tablesOf } from '../../engine/ingest/index.ts';
import { Cache, type CacheSettings, plainRows } from '../../engine/store/cache/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { contractsDir } from '../support/drops.ts';
import { seededRandom } from '../support/random.ts';
import { type Base, makeBases } from './bases.ts';
import { writeFiles } from './files.ts';
import { type Dice, mutate } from './mutations.ts';

export interface Outcome {
  readonly seed: number;
  readonly base: string;
  readonly done: readonly string[];
  /** `loaded`, `quarantined` (loaded, some rows kept out), `known` or an error's code. */
  readonly ended: string;
  /** What must not be; empty when all is well. */
  readonly violations: readonly string[];
}

export interface Fuzz {
  run(seed: number): Promise<Outcome>;
  close(): Promise<void>;
}

const clock = manualClock('2026-11-21T12:00:00.000Z');

function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const roll = (sides: number) => Math.floor(random.uniform() * Math.max(1, sides));
  return {
    roll,
    bytes: random.bytes,
    pick: (items) => {
      const item = items[roll(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

/** Everything that a load can change, as text. */
const STATE = `SELECT
  (SELECT coalesce(sum(hash(o)), 0)::VARCHAR || '/' || count(*) FROM outcomes_daily o) AS outcomes,
  (SELECT coalesce(sum(hash(g)), 0)::VARCHAR || '/' || count(*) FROM ga4_events g) AS events,
  (SELECT coalesce(sum(hash(l)), 0)::VARCHAR || '/' || count(*) FROM workbench.loads l) AS loads,
  (SELECT coalesce(sum(hash(p)), 0)::VARCHAR || '/' || count(*) FROM workbench.partitions p) AS partitions,
  (SELECT coalesce(sum(hash(q)), 0)::VARCHAR || '/' || count(*) FROM workbench.quarantine q) AS quarantine,
  (SELECT count(*) FROM workbench.quarantined_rows) AS quarantined`;

/** What has to hold of the newest load of a dataset, as counts that have to agree. */
const loadChecks = (dataset: string, broken: string): string => `
  WITH newest AS (SELECT * FROM workbench.loads ORDER BY number DESC LIMIT 1)
  SELECT (SELECT rows FROM newest) AS said, (SELECT quarantined FROM newest) AS "saidOut",
    (SELECT count(*) FROM ${dataset} WHERE _load = (SELECT number FROM newest)) AS held,
    (SELECT coalesce(sum(rows), 0) FROM workbench.quarantine WHERE load = (SELECT number FROM newest)) AS "heldOut",
    (SELECT sum(f.rows) FROM newest, unnest(files) u(f)) AS "inFiles",
    (SELECT count(*) FROM ${dataset}) AS facts,
    (SELECT coalesce(sum(rows), 0) FROM workbench.partitions WHERE dataset = '${dataset}') AS "inPartitions",
    (SELECT count(*) FROM ${dataset} WHERE _load = (SELECT number FROM newest) AND (${broken})) AS broken`;

/**
 * Damages good drops by seed and imports what comes out, into a cache that holds one good load of each dataset. Each case
 * has to end with a coded error and the cache as it was, or with a load that is all of the drop.
 */
export async function openFuzz(dir: string): Promise<Fuzz> {
  await mkdir(dir, { recursive: true });
  const contracts = await readContracts(contractsDir);
  const settings: CacheSettings = {
    path: join(dir, 'cache.duckdb'),
    tempDir: join(dir, 'overflow'),
    memoryLimit: '1GB',
    threads: 2,
    tables: tablesOf(contracts),
  };
  const template = join(dir, 'template.duckdb');
  const bases = await makeBases(join(dir, 'bases'));
  let cache = succeeded(await Cache.open(settings));
  const rows = async (sql: string) =>
    succeeded(await cache.read(async (connection) => plainRows(await connection.runAndReadAll(sql))));
  for (const name of ['ours-parquet', 'ga4-parquet']) {
    const base = bases.find((entry) => entry.name === name);
    if (base === undefined) throw new Error(`no base ${name}`);
    const path = join(dir, 'first', base.dataset);
    await writeFiles(path, base.files);
    succeeded(await importDrop({ cache, contracts, clock: manualClock('2026-11-21T08:00:00.000Z') }, { path }));
  }
  await cache.close();
  await copyFile(settings.path, template);
  cache = succeeded(await Cache.open(settings));
  const before = JSON.stringify(await rows(STATE));

  const asFirst = async () => {
    await cache.close();
    await rm(`${settings.path}.wal`, { force: true });
    await copyFile(template, settings.path);
    cache = succeeded(await Cache.open(settings));
  };

  const brokenLoad = async ({ dataset }: Base): Promise<readonly string[]> => {
    const rules = [...contracts.values()].find((contract) => contract.dataset === dataset)?.rules ?? [];
    const broken = rules.map(
      ({ predicate }) => `(${predicate.replaceAll('$data_through', "DATE '2026-11-22'")}) IS NOT TRUE`,
    );
    const [counts = {}] = await rows(loadChecks(dataset, broken.join(' OR ')));
    const wrong: string[] = [];
    const same = (a: string, b: string) => {
      if (counts[a] !== counts[b]) wrong.push(`${a} ${String(counts[a])}, ${b} ${String(counts[b])}`);
    };
    same('said', 'held');
    same('saidOut', 'heldOut');
    same('facts', 'inPartitions');
    if (Number(counts.said) + Number(counts.saidOut) !== Number(counts.inFiles))
      wrong.push(`files hold ${String(counts.inFiles)}`);
    if (counts.broken !== 0) wrong.push(`${String(counts.broken)} rows in the table break a rule`);
    return wrong;
  };

  const run = async (seed: number): Promise<Outcome> => {
    const dice = diceOf(seed);
    const base = dice.pick(bases);
    const { files, done } = mutate(base.files, dice);
    const path = join(dir, 'cases', base.dataset);
    await writeFiles(path, files);
    const said = { seed, base: base.name, done };
    let ended = 'thrown';
    const violations: string[] = [];
    try {
      const imported = await importDrop({ cache, contracts, clock }, { path });
      if (!imported.ok) {
        ended = imported.error.code;
        if (!isErrorCode(ended)) violations.push(`${ended} is no code`);
        if (/CACHE_QUERY_FAILED|CACHE_DAMAGED/.test(ended)) violations.push(`${ended}: ${imported.error.message}`);
      } else if (imported.value.alreadyLoaded) ended = 'known';
      else {
        ended = imported.value.load.quarantined > 0 ? 'quarantined' : 'loaded';
        violations.push(...(await brokenLoad(base)));
      }
    } catch (thrown) {
      violations.push(`thrown: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    }
    const left = await readdir(cache.scratch).catch(() => []);
    if (left.length > 0) violations.push(`left behind: ${left.join(', ')}`);
    if (ended === 'loaded' || ended === 'quarantined') await asFirst();
    else if (JSON.stringify(await rows(STATE)) !== before) {
      violations.push('the cache is not as it was');
      await asFirst();
    }
    return { ...said, ended, violations };
  };

  return {
    run,
    close: async () => {
      await cache.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
