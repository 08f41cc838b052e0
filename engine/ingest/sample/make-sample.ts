import { mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Progress } from '../../contract/index.ts';
import { addDays, appError, type Day, err, instantOf, ok, type Result } from '../../core/index.ts';
import { cacheError, interruptible, literal, openSession, plainRows } from '../../store/cache/index.ts';
import type { Contracts } from '../contracts/read.ts';
import { writeManifest } from '../write-manifest.ts';
import { type DropPlan, dropPlans } from './drops.ts';
import { faultRows } from './faults.ts';
import type { SamplePlan } from './plan.ts';
import { storyOf } from './story.ts';
import { readTemplates } from './templates.ts';
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
  /** How many threads work on it; two unless said. */
  readonly threads?: number;
}

export interface SampleOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Days the sample covers: eighteen months. */
const DAYS = 548;

/** The files of a drop: one, or one a month. */
async function writeFiles(connection: DuckDBConnection, dir: string, rows: string, plan: DropPlan): Promise<void> {
  const copy = (source: string, path: string) =>
    connection.run(
      `COPY (${source} ORDER BY ${plan.order}) TO ${literal(join(path, 'part-0.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
    );
  if (!plan.monthly) {
    await copy(`FROM (${rows})`, dir);
    return;
  }
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT strftime(day, '%Y-%m') AS month FROM (${rows}) ORDER BY 1`,
  );
  for (const { month } of z.array(z.object({ month: z.string() })).parse(plainRows(reader))) {
    const folder = join(dir, `month=${month}`);
    await mkdir(folder, { recursive: true });
    const first = `DATE '${month}-01'`;
    await copy(`FROM (${rows}) WHERE day >= ${first} AND day < ${first} + INTERVAL 1 MONTH`, folder);
  }
}

async function writeDrop(
  connection: DuckDBConnection,
  { exportsDir, through, seed, contracts }: SampleInput,
  plan: DropPlan,
): Promise<{ dir: string; rows: number }> {
  const contract = contracts.get(plan.dataset);
  if (contract === undefined) throw new Error(`the sample needs the contract ${plan.dataset}`);
  const dir = join(exportsDir, plan.folder);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  if (plan.faulty) {
    // Once for all months: each fault is picked from all rows in their order.
    await connection.run(`CREATE TEMP TABLE faulty AS ${faultRows(`(${plan.rows})`, through)}`);
  }
  await writeFiles(connection, dir, plan.faulty ? `${plan.rows} UNION ALL FROM faulty` : plan.rows, plan);
  const manifest = await writeManifest(connection, dir, {
    contract,
    snapshotId: `sample-${seed}-${plan.folder}-${plan.dataThrough}`,
    generatedAt: instantOf(Date.parse(`${addDays(plan.dataThrough, 1)}T05:00:00.000Z`)),
    dataThrough: plan.dataThrough,
    sums: plan.sums,
  });
  return { dir, rows: manifest.totals.rows };
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
      threads: input.threads ?? 2,
      // The rows are sorted when they are written out.
      keepOrder: false,
      writableDirs: [exportsDir],
    });
    try {
      return await interruptible(await session.connect(), signal, async (connection) => {
        const templates = await readTemplates(templatesDir, plan);
        for (const [index, { sql, making }] of templates.entries()) {
          report((0.6 * index) / templates.length, making);
          await connection.run(sql);
        }
        await writeTruth(connection, exportsDir, plan);
        const drops = dropPlans(plan, storyOf(plan));
        const written = [];
        for (const [index, drop] of drops.entries()) {
          report(0.6 + (0.4 * index) / drops.length, `Writing ${drop.folder}`);
          written.push(await writeDrop(connection, { ...input, exportsDir }, drop));
        }
        return ok({ drops: written.map(({ dir }) => dir), rows: written.reduce((sum, { rows }) => sum + rows, 0) });
      });
    } finally {
      session.close();
    }
  } catch (fault) {
    return err(cacheError(fault));
  }
}
