import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import woff2 from 'wawoff2';
import { inMemory } from '../../../../tests/support/in-memory.ts';
import type { Tile } from '../../../contract/index.ts';
import { instantOf } from '../../../core/index.ts';
import { toCsv } from '../../../serializer/index.ts';
import { writeParquet } from '../../../store/cache/parquet.ts';
import { alone, drawTile } from '../draw/index.ts';
import { proofsOf, TILE_OF_EACH } from '../tiles.fixture.ts';
import { tileAboutCsv, tileCsv } from './csv.ts';
import { tileParquet } from './parquet.ts';
import { toPng } from './png.ts';
import { exportTable } from './table.ts';
import { tilesXlsx } from './xlsx.ts';

const made = { workspace: 'Balance', at: instantOf(Date.UTC(2026, 10, 22, 16)), zone: 'America/New_York' };
const UNFINISHED = /NaN|Infinity|undefined|Invalid Date|\[object|\bnull\b|[{[]"/;

function tileCalled(id: Tile['id']): Tile {
  const tile = TILE_OF_EACH.find((candidate) => candidate.id === id);
  if (tile === undefined) throw new Error(`the fixture has no ${id}`);
  return tile;
}
const channels = tileCalled('finance.channels');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tile-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads CSV with DuckDB: a reader that is not ours. */
async function readBack(sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await inMemory((connection) => connection.runAndReadAll(sql))).getRowsJson();
}

describe('CSV of a tile', () => {
  it('[RX7] [RX8] has a header with units and every row in full', () => {
    const lines = tileCsv(channels).split('\r\n');
    expect(lines[0]).toBe(
      '\ufeffChannel,Spend (EUR),"Spend, before (EUR)","Spend, change (EUR)","Spend, change, % (share)",LTV to CAC (×),Payback (days),Chance of profit (share),First day,Last seen (UTC),Score',
    );
    expect(lines[1]).toBe('meta,1234.5,1000,234.5,0.2345,3.2,41,0.97,2026-11-03,2026-11-21T17:04:31.000Z,0.125');
    expect(lines).toHaveLength(channels.rows.length + 2);
  });

  it('guards text that a spreadsheet would run, and only text', () => {
    const [, , evil = ''] = tileCsv(channels).split('\r\n');
    expect(evil.startsWith(`'=cmd|'/c calc'!A1 `)).toBe(true);
    expect(evil).toContain(',-0.05,-1,,,1,,,0');
  });

  it('says beside it what it covers, and the proof id of each number', () => {
    const proofs = proofsOf(channels).all;
    const about = tileAboutCsv(channels, proofs, made);
    for (const text of [
      'Period,,,3 – 21 Nov 2026',
      'Days counted in,,,Europe/Berlin',
      'outcomes_daily is missing',
      '"spend_daily: late, data to 21 Nov 2026',
      'Total,,,27 rows',
    ])
      expect(about).toContain(text);
    expect(proofs.length).toBeGreaterThan(50);
    for (const { id, ref } of proofs) expect(about).toContain(`,${id},${ref}\r\n`);
    expect(about).toContain(`Proof,paid/search,spend,€0.00,`);
  });

  it('[RX6] never has an unfinished value, for any form of tile', () => {
    for (const tile of TILE_OF_EACH) {
      expect(tileCsv(tile)).not.toMatch(UNFINISHED);
      expect(tileAboutCsv(tile, proofsOf(tile).all, made)).not.toMatch(UNFINISHED);
    }
  });

  it('is read back by another program as it is', async () => {
    for (const tile of TILE_OF_EACH) {
      const path = join(folder, `${tile.id}.csv`);
      await writeFile(path, tileCsv(tile));
      const rows = await readBack(
        `SELECT * FROM read_csv('${path}', all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')`,
      );
      const { rows: own, columns } = exportTable(tile);
      const expected = toCsv({ columns: [], rows: own.map(({ cells }) => cells) });
      const again = toCsv({
        columns: [],
        rows: rows.map((row) => row.map((cell) => (cell === null ? null : String(cell).replace(/^'(?=[=+\-@])/, '')))),
      });
      expect(rows).toHaveLength(own.length);
      expect(rows[0]).toHaveLength(columns.length);
      expect(again.replaceAll("'", '')).toBe(expected.replaceAll("'", ''));
    }
  });
});

describe('workbook of tiles', () => {
  /** A workbook's parts, and what its cells hold, by sheet: read from the XML, apart from the writer. */
  async function opened() {
    const bytes = await tilesXlsx(
      TILE_OF_EACH.map((tile) => ({ tile, proofs: proofsOf(tile).all })),
      made,
    );
    const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
    const plain = (xml: string): string =>
      xml
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll('&amp;', '&');
    const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs)].map(
      ([, text = '']) => plain(text),
    );
    const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      ([, name = '']) => plain(name),
    );
    const cells = (index: number): ReadonlyMap<string, string | number> => {
      const xml = parts.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '';
      return new Map(
        [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(?:<v>(.*?)<\/v>|<is><t[^>]*>(.*?)<\/t><\/is>)<\/c>/gs)].map(
          ([, at = '', attributes = '', v, inline]) => {
            if (inline !== undefined) return [at, plain(inline)];
            return [at, attributes.includes('t="s"') ? (strings[Number(v)] ?? '') : Number(v)];
          },
        ),
      );
    };
    return { parts, names, cells };
  }

  it('[RX9] has a sheet a tile, number formats and frozen heads, and no formula', async () => {
    const { parts, names, cells } = await opened();
    expect(names[0]).toBe('About');
    expect(names.at(-1)).toBe('Proofs');
    expect(names).toHaveLength(TILE_OF_EACH.length + 2);
    const sheets = [...parts.keys()].filter((name) => name.startsWith('xl/worksheets/sheet'));
    for (const name of sheets) expect(parts.get(name)).not.toContain('<f>');
    const index = names.indexOf('LTV and CAC by channel');
    expect(parts.get(`xl/worksheets/sheet${index + 1}.xml`)).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
    const read = cells(index);
    expect([read.get('A2'), read.get('B2'), read.get('E2'), read.get('F2'), read.get('B3')]).toEqual([
      'meta',
      1234.5,
      0.2345,
      3.2,
      0,
    ]);
    expect(String(read.get('A3')).startsWith('=cmd|')).toBe(true);
    expect(read.get('I2')).toBe((Date.UTC(2026, 10, 3) - Date.UTC(1899, 11, 30)) / 86_400_000);
    const styles = parts.get('xl/styles.xml') ?? '';
    for (const format of ['#,##0.00\\ [$EUR]', '0.00%', 'dd mmm yyyy', '[h]:mm:ss', '#,##0'])
      expect(styles.replaceAll('&quot;', '"')).toContain(format);
  });

  it('[RX9] lists scope, sources and proof ids', async () => {
    const { names, cells } = await opened();
    const about = [...cells(0).values()];
    expect(about).toContain('3 – 21 Nov 2026');
    expect(about.some((text) => String(text).startsWith('spend_daily: late'))).toBe(true);
    const proofs = [...cells(names.length - 1).values()];
    for (const { id } of proofsOf(channels).all) expect(proofs).toContain(id);
  });

  it('[RX6] never has an unfinished value, and names of sheets a spreadsheet takes', async () => {
    const { parts, names } = await opened();
    for (const [name, xml] of parts)
      if (name.startsWith('xl/worksheets') || name.includes('sharedStrings')) expect(xml).not.toMatch(UNFINISHED);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });
});

describe('Parquet of a tile', () => {
  it('[RX10] is read back by DuckDB with its types and its footer', async () => {
    const path = join(folder, 'channels.parquet');
    expect(await writeParquet(tileParquet(channels, path, made))).toMatchObject({ ok: true });
    const types = await readBack(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${path}')`);
    expect(Object.fromEntries(types.map(([name, type]) => [String(name), type]))).toMatchObject({
      Channel: 'VARCHAR',
      'Spend (EUR)': 'DECIMAL(38,2)',
      'Chance of profit (share)': 'DOUBLE',
      'First day': 'DATE',
      'Last seen (UTC)': 'TIMESTAMP',
    });
    const [total] = await readBack(`SELECT count(*), sum("Spend (EUR)") FROM '${path}'`);
    const minor = channels.rows.reduce((sum, { cells }) => sum + Number(cells[1]), 0);
    expect(total).toEqual([String(channels.rows.length), (minor / 100).toFixed(2)]);
    const footer = await readBack(`SELECT decode(key), decode(value) FROM parquet_kv_metadata('${path}')`);
    expect(footer).toContainEqual(['Period', '3 – 21 Nov 2026']);
    expect(footer.flat().join('\n')).toContain(`tile.number/finance.channels/`);
  });

  it('keeps every form of tile', async () => {
    for (const tile of TILE_OF_EACH) {
      const path = join(folder, `${tile.id}.parquet`);
      expect(await writeParquet(tileParquet(tile, path, made))).toEqual({
        ok: true,
        value: { rows: tile.rows.length },
      });
      const rows = await readBack(`SELECT * FROM '${path}'`);
      expect(JSON.stringify(rows).replaceAll('null', '')).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }
  });
});

describe('picture of a tile', () => {
  const require = createRequire(import.meta.url);
  const font = readFileSync(require.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'));
  const wasm = new Uint8Array(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));

  it('[RX11] is a PNG of twice the size, the same each time, with text in it', async () => {
    const tile = tileCalled('executive.why');
    const drawing = drawTile(tile, 'half');
    if (drawing === null) throw new Error('it can be drawn');
    const rasterizer = { wasm, font: await woff2.decompress(font) };
    const svg = alone(drawing, tile.title, [tile.sentence, '3 – 21 Nov 2026 · EUR · Europe/Berlin']);
    const png = Buffer.from(await toPng(svg, rasterizer));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const width = Number(/width="([\d.]+)"/.exec(svg)?.[1]);
    expect(png.readUInt32BE(16)).toBe(Math.ceil(width * 2));
    expect(Buffer.from(await toPng(svg, rasterizer)).equals(png)).toBe(true);
    const without = Buffer.from(await toPng(svg.replace(/<text.*?<\/text>/gs, ''), rasterizer));
    expect(without.length).toBeLessThan(png.length * 0.6);
  });
});
