import { describe, expect, it } from 'vitest';
import { formatChange, formatFailure, formatRelativeChange, formatValue } from '../../serializer/index.ts';
import { shownOf } from './cells.ts';
import { drawTile } from './draw/index.ts';
import { rowsOnPaper } from './numbers.ts';
import { renderTilesReport } from './report.ts';
import { EVIL, TILE_OF_EACH, TILES_INPUT } from './tiles.fixture.ts';

const page = renderTilesReport(TILES_INPUT);

/** The page's text as a reader sees it, without its drawings. */
const text = page
  .replace(/<style>.*?<\/style>/s, '')
  .replace(/<svg.*?<\/svg>/gs, '')
  .replace(/<[^>]+>/g, ' ')
  .replaceAll('&lt;', '<')
  .replaceAll('&gt;', '>')
  .replaceAll('&#39;', "'")
  .replaceAll('&quot;', '"')
  .replaceAll('&amp;', '&')
  .replace(/\s+/g, ' ');

describe('a report of tiles', () => {
  it('[RX1] needs nothing but itself: no scripts, no handlers, no addresses', () => {
    expect(page).not.toMatch(/<script|<iframe|<img|<link|<object|javascript:|@import|<[^>]+\son[a-z]+\s*=/i);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/url\((?!data:)/);
    expect(page).not.toContain('\u202e');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  it.each(TILE_OF_EACH.map((tile) => [tile.id, tile] as const))(
    '[RX2] has every number of %s as the serializer writes it',
    (_, tile) => {
      for (const row of rowsOnPaper(tile))
        for (const [at, column] of tile.columns.entries()) {
          const cell = row.cells[at] ?? null;
          if (typeof cell !== 'number' || (tile.draw.as === 'figure' && column.role === 'change')) continue;
          const shown = shownOf({ column, at }, cell);
          const written =
            column.role === 'change'
              ? formatChange(shown)
              : column.role === 'ratio_change'
                ? formatRelativeChange(cell)
                : formatValue(shown);
          expect(text).toContain(column.role === 'low' ? written.replace(/ (?:%|pp|days)$/, '') : written);
        }
    },
  );

  it('[RX3] prints the proof id of every number that has one, and links them', () => {
    const made = TILES_INPUT.tiles.flatMap(({ reading }) => ('tile' in reading ? reading.proofs.all : []));
    expect(made.length).toBeGreaterThan(100);
    for (const { id } of made) expect(page).toContain(`<tr id="${id}"><td class="mono">${id}</td>`);
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(anchors)).toEqual(new Set(made.map(({ id }) => id)));
  });

  it('[RX4] says period, comparison, filters, zone, freshness and totals of each page', () => {
    for (const fact of [
      'Period 3 – 21 Nov 2026',
      'Compared with 15 Oct – 2 Nov 2026',
      'Filters Channel: meta, paid_search',
      'Choices metric: cac',
      'Currency EUR',
      'Days counted in Europe/Berlin',
      'Totals CAC €43.22',
      'spend_daily: late, data to 21 Nov 2026, loaded 22 Nov 2026, 00:04 UTC−5',
      'made 22 Nov 2026, 11:00 UTC−5',
      'Not complete in every source: 20 Nov 2026.',
      'outcomes_daily is missing: It has not been imported.',
      '1 USD was 0.9200 EUR.',
      '20 of 27 rows',
    ])
      expect(text).toContain(fact);
  });

  it('[RX5] shows why a tile could not be read, and the rest', () => {
    const { failure } = {
      failure: { message: 'There is no rate from USD to EUR.', next: 'Import fx_rates that cover this day.' },
    };
    expect(text).toContain(`✕ ${formatFailure(failure)} FX_RATE_MISSING`);
    expect(text).toContain('1 of 12 tiles could not be read');
  });

  it('[RX6] never shows an unfinished value, in text or drawing', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|Invalid Date|\[object|\bnull\b/);
    expect(text).not.toMatch(/[{[]"/);
    const drawings = TILE_OF_EACH.flatMap((tile) => drawTile(tile, 'full') ?? []);
    expect(drawings).toHaveLength(9);
    for (const { body, width, height } of drawings) {
      expect(body.toString().length).toBeGreaterThan(200);
      expect(width * height).toBeGreaterThan(0);
      expect(body.toString()).not.toMatch(/NaN|Infinity|undefined|="(?:-?0|)"\s*height|="-[\d.]+" height/);
    }
  });

  it('shows text from outside as text', () => {
    expect(page).not.toContain(EVIL);
    expect(page).toContain('&lt;script&gt;alert(x)&lt;/script&gt;');
  });

  it('closes every element it opens', () => {
    const open: string[] = [];
    for (const [, slash, name = '', rest = ''] of page.matchAll(/<(\/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>/g)) {
      if (['meta', 'br'].includes(name) || rest.endsWith('/')) continue;
      if (slash === '/') expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('draws a tile of two hundred thousand rows, and one of a single row', () => {
    const line = TILE_OF_EACH.find(({ draw }) => draw.as === 'line');
    if (line === undefined) throw new Error('the fixture has a line');
    const [row] = line.rows;
    if (row === undefined) throw new Error('the line has rows');
    const many = Array.from({ length: 200_000 }, (_, i) => ({ key: String(i), cells: row.cells }));
    const placeless = [
      { key: 'a', cells: row.cells.map(() => null) },
      { key: 'b', cells: ['soon', ...row.cells.slice(1)] },
    ];
    for (const rows of [many, placeless, [row], []]) {
      const drawing = drawTile({ ...line, rows }, 'full');
      expect(drawing === null).toBe(rows.length === 0);
      expect(drawing?.body.toString() ?? '').not.toMatch(/NaN|Infinity/);
    }
  });

  it('is whole without tiles', () => {
    const empty = renderTilesReport({ ...TILES_INPUT, tiles: [] });
    expect(empty).toContain('Data to —');
    expect(empty).not.toMatch(/NaN|undefined|<h2>Proofs/);
  });
});
