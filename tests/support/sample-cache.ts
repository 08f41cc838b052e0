import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { type Day, dayOf } from '../../engine/core/index.ts';
import {
  freshnessState,
  importDrop,
  makeSample,
  readContracts,
  type SampleTruth,
  truthSchema,
} from '../../engine/ingest/index.ts';
import { type AnalyticsEngine, analyticsEngine, type Cache } from '../../engine/store/cache/index.ts';
import { fingerprintOf } from '../../scripts/build/fingerprint.mjs';
import { holdBuildLock } from '../../scripts/build/lock.mjs';
import { type CacheFixture, openCacheFixture, succeeded } from './cache-fixture.ts';
import { manualClock } from './clock.ts';
import { contractsDir } from './drops.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT = join(ROOT, 'node_modules', '.cache', 'growth-workbench');
const OWN = ['tests/support/sample-cache.ts', 'package-lock.json'];
/** What decides the drops. */
const GENERATOR = [
  'engine/ingest/sample',
  'engine/ingest/contracts',
  'engine/ingest/manifest.ts',
  'engine/ingest/write-manifest.ts',
  'engine/store/cache/session.ts',
  'resources/sample',
  'resources/contracts',
  ...OWN,
];
/** What decides the cache they are imported into. */
const IMPORT = ['engine/ingest', 'engine/store/cache', 'engine/core', ...GENERATOR];
/** Samples of earlier sources that stay, for another checkout's state or an undone edit. */
const KEEP_OLD = 2;

const SEED = 7;
const THROUGH = dayOf('2026-11-20');
/** The reporting zone and currency that the sample is read with. */
export const SAMPLE_ZONE = 'Europe/Berlin';
export const SAMPLE_CURRENCY = 'EUR';
/** The morning after the last day: nothing but what is planted is late. */
export const SAMPLE_NOW = '2026-11-21T08:00:00.000Z';

export interface Sample {
  readonly engine: AnalyticsEngine;
  readonly cache: Cache;
  /** What is really true of the data. */
  readonly truth: SampleTruth;
  /** The last day of the data. */
  readonly through: Day;
  /** Rows of SQL written by hand, to check a number by. */
  readonly rows: CacheFixture['rows'];
  /** Where the drops lie. */
  readonly exportsDir: string;
}

interface OpenSample extends Sample {
  close(): Promise<void>;
}

/** Writes the sample's drops and a list of them in the order to import them. */
async function writeDrops(dir: string): Promise<void> {
  const exportsDir = join(dir, 'exports');
  const templatesDir = join(ROOT, 'resources', 'sample');
  const contracts = await readContracts(contractsDir);
  const made = succeeded(await makeSample({ exportsDir, seed: SEED, through: THROUGH, contracts, templatesDir }));
  await writeFile(join(dir, 'order.json'), JSON.stringify(made.drops.map((drop) => basename(drop))));
}

/** Imports drops into `dir/cache.duckdb`. */
async function importDrops(drops: string, dir: string): Promise<void> {
  await cp(drops, dir, { recursive: true });
  const order = z.array(z.string()).parse(JSON.parse(await readFile(join(dir, 'order.json'), 'utf8')));
  const fixture = await openCacheFixture(manualClock(SAMPLE_NOW), dir);
  try {
    for (const name of order) succeeded(await importDrop(fixture, { path: join(dir, 'exports', name) }));
  } finally {
    await fixture.close();
  }
}

async function forgetOld(kind: string, own: string): Promise<void> {
  const names = (await readdir(KEPT)).filter((name) => name.startsWith(kind) && name !== own);
  const dated = await Promise.all(names.map(async (name) => ({ name, made: (await stat(join(KEPT, name))).mtimeMs })));
  const old = dated.toSorted((a, b) => b.made - a.made).slice(KEEP_OLD);
  for (const { name } of old) await rm(join(KEPT, name), { recursive: true, force: true });
}

/** A folder that is made once for each state of its sources: whole, or not there. */
async function kept(kind: string, sources: readonly string[], fill: (dir: string) => Promise<void>): Promise<string> {
  const name = `${kind}${fingerprintOf(ROOT, sources).slice(0, 16)}`;
  const path = join(KEPT, name);
  if (existsSync(path)) return path;
  const part = `${path}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await fill(part);
  await rename(part, path);
  await forgetOld(kind, name);
  return path;
}

/** A folder with the imported sample, of this process alone. */
async function copyOfSample(): Promise<string> {
  await mkdir(KEPT, { recursive: true });
  const letGo = await holdBuildLock(join(KEPT, 'sample.lock'));
  try {
    const drops = await kept('drops-', GENERATOR, writeDrops);
    const imported = await kept('sample-', IMPORT, (dir) => importDrops(drops, dir));
    const dir = await mkdtemp(join(tmpdir(), 'gw-sample-'));
    await cp(imported, dir, { recursive: true });
    return dir;
  } finally {
    letGo();
  }
}

async function open(): Promise<OpenSample> {
  const dir = await copyOfSample();
  const clock = manualClock(SAMPLE_NOW);
  const fixture = await openCacheFixture(clock, dir);
  const judge = (dataset: string, dataThrough: Day | null) => {
    const contract = fixture.contracts.get(dataset);
    return contract === undefined
      ? ('unknown' as const)
      : freshnessState(contract, dataThrough, { now: clock.now(), zone: SAMPLE_ZONE });
  };
  const exportsDir = join(dir, 'exports');
  return {
    engine: analyticsEngine(fixture.cache, judge, clock.millis),
    cache: fixture.cache,
    truth: truthSchema.parse(JSON.parse(await readFile(join(exportsDir, 'truth.json'), 'utf8'))),
    through: THROUGH,
    rows: fixture.rows,
    exportsDir,
    close: async () => {
      await fixture.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

let opened: Promise<OpenSample> | undefined;

afterAll(async () => {
  const sample = await opened;
  opened = undefined;
  await sample?.close();
});

/**
 * The seeded sample, imported: one cache for all tests of a file, to be read and not changed. The first call after
 * a change of the sources makes it (some twenty seconds: give a `beforeAll` two minutes); all others copy it.
 */
export function withSample(): Promise<Sample> {
  opened ??= open();
  return opened;
}
