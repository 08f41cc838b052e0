import { mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Progress } from '../../contract/index.ts';
import { addDays, appError, type Day, err, instantOf, ok, type Result } from '../../core/index.ts';
import { cacheError, interruptible, literal, openSession, plainRows } from '../../store/cache/index.ts';
import type { Contracts } from '../contracts/read.ts';
import { writeManifest } from '../write-manifest.ts';
import { faultRows } from './faults.ts';
import { readTemplates, type SamplePlan } from './templates.ts';
import { writeTruth } from './truth.ts';

export interface SampleInput {
  readonly exportsDir: string;
  /** Decides all data: same seed and day, same rows. */
  readonly seed: number;
  /** The last day of the data. */
  readonly through: Day;
  readonly contracts: Contracts;
  /** `resources/sample`. */
  readonly templatesDir: string;
}

export interface SampleOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Days the sample covers: eighteen months. */
const DAYS = 548;

/** Each dataset of the sample: its rows, and the columns its manifest gives totals for. */
const DATASETS = [
  {
    id: 'creative_daily',
    rows: 'SELECT * EXCLUDE (click_rate) FROM creative_daily',
    order: 'day, test_id, variant_id, channel, segment',
    sums: ['impressions', 'clicks', 'conversions', 'spend_minor'],
  },
  {
    id: 'spend_daily',
    rows: `SELECT day, channel, 'bal-topic-' || topic AS campaign_id, segment, sum(impressions)::BIGINT AS impressions,
      sum(clicks)::BIGINT AS clicks, sum(spend_minor)::BIGINT AS spend_minor, currency
      FROM creative_daily JOIN plan USING (test_id) GROUP BY ALL`,
    order: 'day, channel, campaign_id, segment',
    sums: ['impressions', 'clicks', 'spend_minor'],
  },
] as const;

async function writeMonths(connection: DuckDBConnection, dir: string, rows: string, order: string): Promise<void> {
  const months = z
    .array(z.object({ month: z.string() }))
    .parse(
      plainRows(
        await connection.runAndReadAll(`SELECT DISTINCT strftime(day, '%Y-%m') AS month FROM (${rows}) ORDER BY 1`),
      ),
    );
  for (const { month } of months) {
    const folder = join(dir, `month=${month}`);
    await mkdir(folder, { recursive: true });
    const first = `DATE '${month}-01'`;
    await connection.run(
      `COPY (FROM (${rows}) WHERE day >= ${first} AND day < ${first} + INTERVAL 1 MONTH ORDER BY ${order})
       TO ${literal(join(folder, 'part-0.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
}

async function writeDrops(
  connection: DuckDBConnection,
  { exportsDir, through, contracts }: SampleInput,
  plan: SamplePlan,
  report: (fraction: number, message: string) => void,
): Promise<{ drops: string[]; rows: number }> {
  const drops: string[] = [];
  let rows = 0;
  for (const [index, dataset] of DATASETS.entries()) {
    report(0.5 + 0.25 * index, `Writing ${dataset.id}`);
    const contract = contracts.get(dataset.id);
    if (contract === undefined) throw new Error(`the sample needs the contract ${dataset.id}`);
    const dir = join(exportsDir, dataset.id);
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    const bad = dataset.id === 'creative_daily' ? ` UNION ALL (${faultRows(`(${dataset.rows})`, through)})` : '';
    await writeMonths(connection, dir, `${dataset.rows}${bad}`, dataset.order);
    const manifest = await writeManifest(connection, dir, {
      contract,
      snapshotId: `sample-${plan.seed}-${dataset.id}-${through}`,
      generatedAt: instantOf(Date.parse(`${addDays(through, 1)}T05:00:00.000Z`)),
      dataThrough: through,
      sums: dataset.sums,
    });
    rows += manifest.totals.rows;
    drops.push(dir);
  }
  return { drops, rows };
}

/**
 * Writes the sample: eighteen months of creative tests of the *Balance* personal-finance service and what they cost,
 * as export drops, with what is really true of them in `truth.json`. About 1.1 million rows, made by DuckDB alone.
 * Errors: DISK_FULL, CACHE_MEMORY, CANCELLED; INPUT_INVALID when the folder can not be made.
 */
export async function makeSample(
  input: SampleInput,
  { signal, onProgress }: SampleOptions = {},
): Promise<Result<{ readonly drops: readonly string[]; readonly rows: number }>> {
  const { seed, through, templatesDir } = input;
  const report = (fraction: number, message: string) => onProgress?.({ phase: 'sample', fraction, message });
  const plan: SamplePlan = { seed, from: addDays(through, 1 - DAYS), through };
  let exportsDir: string;
  try {
    await mkdir(input.exportsDir, { recursive: true });
    exportsDir = await realpath(input.exportsDir);
  } catch (fault) {
    return err(
      appError('INPUT_INVALID', { reason: fault instanceof Error ? fault.message : 'the folder can not be made' }),
    );
  }
  try {
    const session = await openSession({
      path: ':memory:',
      tempDir: join(exportsDir, '.overflow'),
      memoryLimit: '4GB',
      threads: 2,
      // The rows are sorted when they are written out.
      keepOrder: false,
      writableDirs: [exportsDir],
    });
    try {
      return await interruptible(await session.connect(), signal, async (connection) => {
        const templates = await readTemplates(templatesDir, plan);
        for (const [index, sql] of templates.entries()) {
          report((0.5 * index) / templates.length, 'Making creative tests of the Balance service');
          await connection.run(sql);
        }
        await writeTruth(connection, exportsDir, plan);
        return ok(await writeDrops(connection, { ...input, exportsDir }, plan, report));
      });
    } finally {
      session.close();
    }
  } catch (fault) {
    return err(cacheError(fault));
  }
}
