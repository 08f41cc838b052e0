import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import woff2 from 'wawoff2';
import {
  type Proof,
  type Report,
  TILE_PAGES,
  type Tile,
  type TileId,
  tilesOf,
  workspaceStatusSchema,
} from '../../engine/contract/index.ts';
import { appError, err } from '../../engine/core/index.ts';
import { readProvableTile } from '../../engine/dashboards/index.ts';
import { numbersOf, rowsOnPaper } from '../../engine/reports/index.ts';
import { formatValue } from '../../engine/serializer/index.ts';
import { writeParquet } from '../../engine/store/cache/parquet.ts';
import { printWithElectron } from '../../main/print-headless.ts';
import type { WriteInto } from '../../main/services/report-order.ts';
import { reportWriter } from '../../main/services/reports.ts';
import { findRuntime, programIn } from '../../scripts/setup/electron-runtime.mjs';
import { succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { pdfText } from '../support/pdf-text.ts';
import { SAMPLE_CURRENCY, SAMPLE_NOW, SAMPLE_ZONE, withSample } from '../support/sample-cache.ts';
import { tileReader } from '../support/tiles.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const UNFINISHED = /NaN|Infinity|undefined|Invalid Date|\[object|\bnull\b|[{[]"/;
/** The tile that can not be read in this test. */
const BROKEN: TileId = 'finance.ltv';

let folder = '';
let resources = '';
let write: WriteInto;
let files: readonly Report[] = [];
const tiles = new Map<TileId, Tile>();
const kept = new Map<string, Proof>();

/** What a report needs of the product's resources, where the build would put it. */
async function makeResources(dir: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const font = require.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
  await mkdir(join(dir, 'fonts'), { recursive: true });
  await copyFile(font, join(dir, 'fonts', 'inter.woff2'));
  await writeFile(join(dir, 'fonts', 'inter.ttf'), await woff2.decompress(await readFile(font)));
  await copyFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm'), join(dir, 'resvg.wasm'));
}

const status = workspaceStatusSchema.parse({
  id: '01930000-0000-7000-8000-000000000001',
  name: 'Balance',
  sample: true,
  zone: SAMPLE_ZONE,
  currency: SAMPLE_CURRENCY,
  version: '0.1.0',
  datasets: [],
  counts: {
    creativeTests: 0,
    experimentsRunning: 0,
    cellsToLook: 0,
    approvalsWaiting: 0,
    actionsWaiting: 0,
    deadLetters: 0,
  },
  caps: { perDay: { minor: 1, currency: 'EUR' }, twoApproversAbove: { minor: 1, currency: 'EUR' } },
});

const notHere = async () => err(appError('NOT_FOUND', { what: 'The creative test', id: 'none' }));

beforeAll(async () => {
  const sample = await withSample();
  folder = await mkdtemp(join(tmpdir(), 'gw-reports-'));
  resources = join(folder, 'resources');
  await makeResources(resources);
  const reader = await tileReader(sample);
  const clock = manualClock(SAMPLE_NOW);
  const runtime = findRuntime();
  const electron = runtime === null ? undefined : programIn(runtime);
  write = reportWriter({
    host: {
      kind: 'headless',
      clock,
      resources,
      chooseFolder: async () => null,
      printPdf: (html) => printWithElectron(html, { electron, program: ROOT, environment: process.env }),
    },
    list: notHere,
    test: notHere,
    together: notHere,
    experiments: { list: notHere, result: notHere, prove: notHere },
    bandits: { list: notHere, read: notHere, prove: notHere },
    board: notHere,
    status: async () => ({ ok: true, value: status }),
    proposals: async () => ({ ok: true, value: [] }),
    prove: notHere,
    cache: { writeParquet },
    tiles: {
      clock,
      place: { currency: SAMPLE_CURRENCY, zone: SAMPLE_ZONE },
      keepProofs: async (proofs) => {
        for (const proof of proofs) kept.set(proof.id, proof);
      },
      cache: {
        provableTile: async (request) => {
          if (request.tile === BROKEN) return err(appError('CACHE_QUERY_FAILED', { reason: 'the disk is gone' }));
          const read = await readProvableTile(reader, request);
          if (read.ok) tiles.set(request.tile, read.value.tile);
          return read;
        },
      },
    },
  });
  files = succeeded(
    await write(join(folder, 'out'), { pages: TILE_PAGES, formats: ['html', 'csv', 'xlsx', 'parquet', 'png'] }),
  );
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const one = (format: Report['format']): Report => {
  const report = files.find((candidate) => candidate.format === format);
  if (report === undefined) throw new Error(`no ${format} was written`);
  return report;
};

/** Numbers printed of a tile, as they are printed. */
const printed = (tile: Tile): readonly string[] =>
  numbersOf(tile, rowsOnPaper(tile)).map(({ row, column }) => {
    const at = tile.columns.findIndex(({ id }) => id === column);
    const { kind, currency } = tile.columns[at] ?? { kind: 'text' as const };
    const value = tile.rows.find(({ key }) => key === row)?.cells[at] ?? null;
    return formatValue({ kind, value, ...(currency === undefined ? {} : { currency }) });
  });

/** Text without blanks: a PDF puts them where its letters stand. */
const dense = (text: string): string => text.replace(/\s+/g, '');

const pageText = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('reports of the sample', () => {
  it('[RX5] has every tile of every page, and says which could not be read', async () => {
    const html = await readFile(one('html').path, 'utf8');
    const read = TILE_PAGES.flatMap(tilesOf).filter((id) => id !== BROKEN);
    expect([...tiles.keys()].toSorted()).toEqual(read.toSorted());
    for (const report of files) expect(report.failed).toMatchObject([{ tile: BROKEN, code: 'CACHE_QUERY_FAILED' }]);
    expect(html.match(/class="card tile figure failed"/g)).toHaveLength(1);
    const names = await readdir(join(folder, 'out'));
    for (const id of read)
      for (const name of [`${id}.csv`, `${id}.about.csv`, `${id}.parquet`]) expect(names).toContain(name);
    expect(names).not.toContain(`${BROKEN}.csv`);
    expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('[RX2] [RX3] prints the numbers of the tiles, and keeps the proof of each', async () => {
    const html = await readFile(one('html').path, 'utf8');
    const text = dense(pageText(html));
    let numbers = 0;
    for (const tile of tiles.values()) {
      if (tile.draw.as === 'list') continue;
      for (const number of printed(tile)) {
        expect(text).toContain(dense(number));
        numbers += 1;
      }
    }
    expect(numbers).toBeGreaterThan(300);
    const anchors = [...html.matchAll(/href="#(pf_[0-9a-f]+)"/g)].map(([, id = '']) => id);
    expect(anchors.length).toBeGreaterThan(300);
    for (const id of anchors) expect(kept.has(id)).toBe(true);
  });

  it('[RX4] says period, comparison, zone, freshness and totals on each page', async () => {
    const text = pageText(await readFile(one('html').path, 'utf8'));
    for (const page of TILE_PAGES) expect(tilesOf(page).some((id) => tiles.has(id))).toBe(true);
    expect(text.match(/24 Oct – 20 Nov 2026/g)?.length).toBeGreaterThanOrEqual(TILE_PAGES.length);
    expect(text).toContain('spend_daily: fresh, data to 20 Nov 2026');
    expect(text).toContain('Europe/Berlin (UTC+1)');
    const revenue = tiles.get('executive.revenue');
    if (revenue === undefined) throw new Error('the sample has a revenue');
    expect(text).toContain(`Net revenue ${printed(revenue)[0]}`);
  });

  it('[RX6] has no unfinished value in any file', async () => {
    for (const report of files) {
      const bytes = new Uint8Array(await readFile(report.path));
      expect(report.bytes).toBe(bytes.length);
      if (report.format === 'csv') expect(strFromU8(bytes), report.path).not.toMatch(UNFINISHED);
      if (report.format === 'html') expect(pageText(strFromU8(bytes))).not.toMatch(UNFINISHED);
      if (report.format === 'html')
        expect(strFromU8(bytes)).not.toMatch(/NaN|Infinity|undefined|Invalid Date|\[object/);
      if (report.format !== 'xlsx') continue;
      for (const [name, part] of Object.entries(unzipSync(bytes)))
        if (/worksheets\/sheet|sharedStrings/.test(name)) expect(strFromU8(part), name).not.toMatch(UNFINISHED);
    }
  });

  it('[RX8] [RX10] Parquet holds each row of each tile, its amounts exact', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const [id, tile] of tiles) {
      const path = join(folder, 'out', `${id}.parquet`);
      const rows = (await connection.runAndReadAll(`SELECT * FROM '${path}'`)).getRowsJson();
      expect(rows).toHaveLength(tile.rows.length);
      for (const [r, row] of tile.rows.entries())
        for (const [c, { kind, currency }] of tile.columns.entries()) {
          const [cell, read] = [row.cells[c] ?? null, rows[r]?.[c] ?? null];
          if (cell === null || typeof cell !== 'number') continue;
          const scale = kind === 'money' && currency === 'EUR' ? 100 : 1;
          expect(Math.abs(Number(read) * scale - cell)).toBeLessThanOrEqual(Math.abs(cell) * 1e-12);
        }
    }
    connection.closeSync();
    instance.closeSync();
  });

  it('answers with what went wrong when nothing can be written', async () => {
    const nothing = await write(join(folder, 'none'), { tiles: [BROKEN], formats: ['csv'] });
    expect(nothing).toMatchObject({ ok: false, error: { code: 'REPORT_EMPTY' } });
    await writeFile(join(folder, 'a-file'), '');
    const refused = await write(join(folder, 'a-file', 'below'), { tiles: ['executive.cac'], formats: ['html'] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'REPORT_TARGET' } });
  });
});

describe.skipIf(findRuntime() === null)('the PDF (skipped where the desktop runtime is not installed)', () => {
  it('[RX1] [RX2] has the numbers of the tiles in its text', async () => {
    // The printing program is the built one; the command line builds it where it is not there.
    await promisify(execFile)(process.execPath, [join(ROOT, 'bin/gw.mjs'), '--help']);
    const out = join(folder, 'pdf');
    const [pdf] = succeeded(await write(out, { pages: ['executive', 'finance'], formats: ['pdf'] }));
    const text = dense(await pdfText(pdf?.path ?? ''));
    for (const id of [...tilesOf('executive'), ...tilesOf('finance')]) {
      const tile = tiles.get(id);
      if (tile === undefined || tile.draw.as === 'list') continue;
      for (const number of printed(tile)) expect(text, id).toContain(dense(number));
    }
    expect(text).not.toMatch(UNFINISHED);
    expect(text).toContain('thediskisgone');
  });
});
