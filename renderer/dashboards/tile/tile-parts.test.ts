import { describe, expect, it } from 'vitest';
import type { Tile, TileColumn } from '../../../engine/contract/index.ts';
import { dayOf, instantOf } from '../../../engine/core/index.ts';
import { parseProofRef } from '../../../engine/proofs/ref.ts';
import { arrowOf, cellText, directionOf, intervalOf } from './cells.ts';
import { freshnessBadge, oneBadge, partialBadge } from './freshness.ts';
import { mainProof } from './main-proof.ts';
import { sortRows } from './sorting.ts';
import { shownColumns } from './table-columns.ts';
import { tileProof } from './tile-proof.ts';

const SCOPE = 'from=2026-10-25&to=2026-11-21&currency=EUR&zone=Europe%2FBerlin';

const column = (id: string, role: TileColumn['role'], rest: Partial<TileColumn> = {}): TileColumn => ({
  id,
  label: id,
  kind: 'count',
  role,
  ...rest,
});

const COLUMNS: readonly TileColumn[] = [
  column('what', 'dimension', { kind: 'text' }),
  column('cac', 'measure', { kind: 'money', currency: 'EUR', better: 'down' }),
  column('cac_low', 'low', { kind: 'money', currency: 'EUR', of: 'cac', level: 0.9 }),
  column('cac_high', 'high', { kind: 'money', currency: 'EUR', of: 'cac', level: 0.9 }),
  column('cac_change', 'change', { kind: 'money', currency: 'EUR', of: 'cac' }),
  column('cac_ratio_change', 'ratio_change', { kind: 'rate', of: 'cac' }),
  column('flag', 'flag', { kind: 'text' }),
];
const ROWS: Tile['rows'] = [
  { key: 'meta', cells: ['Meta', 1475, 1400, 1550, -120, -0.0752, null] },
  { key: 'a/b', cells: ['A/B', null, null, null, null, null, null] },
  { key: 'total', cells: ['Total', 1711, null, null, 0, 0, 'total'] },
];
const tile = {
  id: 'growth.breakdown',
  scopeText: SCOPE,
  columns: COLUMNS,
  rows: ROWS,
  draw: { as: 'table' },
} as const;

describe('cells', () => {
  it('are written with their unit, differences with their sign', () => {
    const text = (index: number) => cellText(COLUMNS[index] ?? column('none', 'text'), ROWS[0]?.cells[index] ?? null);
    expect([1, 4, 5].map(text)).toEqual(['€14.75', '−€1.20', '−7.52 %']);
    expect(cellText(column('r', 'ratio_change', { kind: 'rate' }), 0.1234)).toBe('+12.34 %');
    expect(cellText(column('p', 'change', { kind: 'percentage_points' }), 0.0123)).toBe('+1.23 pp');
    expect(cellText(column('n', 'measure', { kind: 'number' }), 5.8961)).toBe('5.9');
    expect(cellText(column('n', 'measure', { kind: 'number' }), 0.01234)).toBe('0.0123');
    expect(cellText(column('n', 'measure'), null)).toBe('—');
  });

  it('know their interval and its coverage', () => {
    const [meta, none] = ROWS;
    const cac = COLUMNS[1];
    if (meta === undefined || none === undefined || cac === undefined) throw new Error('the rows are there');
    expect(intervalOf(tile, meta, cac)).toEqual({ text: '€14.00 – €15.50', level: 0.9 });
    expect(intervalOf(tile, none, cac)).toBeNull();
  });

  it.each([
    [-1, 'down', 'good'],
    [1, 'down', 'bad'],
    [1, 'up', 'good'],
    [0, 'up', 'neutral'],
    [1, 'neutral', 'neutral'],
    [null, 'up', 'neutral'],
  ] as const)('a change of %s where %s is better is %s', (change, better, direction) => {
    expect(directionOf(change, better)).toBe(direction);
  });

  it('point where they went', () => {
    expect([arrowOf(2).word, arrowOf(-2).word, arrowOf(0).word]).toEqual(['up', 'down', 'unchanged']);
  });
});

describe('the proof of a cell', () => {
  it('[PG8] is read by the engine as it was written', () => {
    const ref = tileProof(tile, 'a/b', 'cac');
    expect(parseProofRef(ref)).toEqual({ measure: 'tile.number', keys: ['growth.breakdown', SCOPE, 'a/b', 'cac'] });
  });

  it('of a tile is that of its figure, else of its first number', () => {
    const draw = { as: 'figure', row: 'total', value: 'cac' } as const;
    expect(mainProof({ ...FULL, draw })).toBe(tileProof(tile, 'total', 'cac'));
    expect(mainProof({ ...FULL, draw: { as: 'table' } })).toBe(tileProof(tile, 'meta', 'cac'));
    expect(mainProof({ ...FULL, rows: [] })).toBeNull();
  });
});

describe('the table', () => {
  it('writes bounds under their measure and a difference under its relative difference', () => {
    expect(shownColumns(tile).map(({ id }) => id)).toEqual(['what', 'cac', 'cac_ratio_change']);
  });

  it('shows flags that say more than which row is the total', () => {
    const rows = [{ key: 'x', cells: ['X', 1, null, null, null, null, 'partial'] }];
    expect(shownColumns({ ...tile, rows }).at(-1)?.id).toBe('flag');
  });

  it('[PG10] is ordered either way, without values last', () => {
    const keys = (descending: boolean) => sortRows(ROWS, 1, descending).map(({ key }) => key);
    expect(keys(true)).toEqual(['total', 'meta', 'a/b']);
    expect(keys(false)).toEqual(['meta', 'total', 'a/b']);
    const names = ['c10', 'C2', 'b'].map((name) => ({ key: name, cells: [name] }));
    expect(sortRows(names, 0, false).map(({ key }) => key)).toEqual(['b', 'C2', 'c10']);
  });
});

const LOADED = instantOf(Date.parse('2026-11-22T05:00:00.000Z'));
const source = (dataset: string, freshness: Tile['sources'][number]['freshness']): Tile['sources'][number] => ({
  dataset,
  loadId: null,
  rowsRead: 1,
  dataThrough: dayOf('2026-11-21'),
  loadedAt: LOADED,
  snapshotHash: null,
  freshness,
});
const FULL: Tile = {
  ...tile,
  title: 'By channel',
  sentence: 'Rows by channel.',
  scope: {
    period: { from: dayOf('2026-10-25'), to: dayOf('2026-11-21') },
    compare: null,
    filters: {},
    options: {},
    currency: 'EUR',
    zone: 'Europe/Berlin',
  },
  sources: [source('spend_daily', 'fresh'), source('outcomes_daily', 'fresh')],
  dataThrough: dayOf('2026-11-21'),
  refreshedAt: LOADED,
  partialDays: [],
  missing: [],
  notes: [],
  elapsedMs: 3,
};

describe('the badges of a tile', () => {
  it('are quiet when all is fresh and there', () => {
    expect(freshnessBadge(FULL, new Map(), 'UTC')).toEqual({
      tone: 'line',
      text: '● 21 Nov',
      says: 'Fresh, data to 21 Nov 2026',
    });
    expect(partialBadge(FULL)).toBeNull();
  });

  it('[PG9] say the least fresh source, as the clock has it now, and when it was due', () => {
    const known = new Map([
      ['spend_daily', { state: 'stale' as const, dueAt: instantOf(Date.parse('2026-11-20T06:00:00.000Z')) }],
    ]);
    const badge = freshnessBadge(FULL, known, 'Europe/Berlin');
    expect(badge.tone).toBe('neg');
    expect(badge.text).toBe('✕ stale · 21 Nov');
    expect(badge.says).toContain('spend_daily stale: data to 21 Nov 2026; due 20 Nov 2026, 07:00');
  });

  it('say which sources are missing before which days are', () => {
    const missing = [{ dataset: 'outcomes_daily', reason: 'outcomes_daily has not been loaded' }];
    const partialDays = [dayOf('2026-11-21')];
    expect(partialBadge({ ...FULL, sources: FULL.sources.slice(0, 1), missing, partialDays })).toEqual({
      tone: 'warn',
      text: '! 1 of 2 sources',
      says: 'outcomes_daily has not been loaded',
    });
    expect(partialBadge({ ...FULL, partialDays })?.text).toBe('! 1 partial day');
  });

  it('become the most urgent one where there is room for one', () => {
    const one = oneBadge([
      { tone: 'line', text: 'a', says: 'A' },
      { tone: 'warn', text: 'b and more', short: 'b', says: 'B' },
    ]);
    expect(one).toEqual({ tone: 'warn', text: 'b', says: 'A. B' });
    expect(oneBadge([])).toBeNull();
  });
});
