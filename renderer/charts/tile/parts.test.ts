import { describe, expect, it } from 'vitest';
import type { Draw, Tile, TileColumn } from '../../../engine/contract/index.ts';
import { barsOf } from './bar-parts.ts';
import { lineParts } from './line-parts.ts';
import { bulletRows, facetsOf, funnelSteps, heatCells, sankeyFlows, waterfallSteps } from './other-parts.ts';

type Cells = Tile['rows'][number]['cells'];
type As<Name extends Draw['as']> = Extract<Draw, { as: Name }>;

const column = (id: string, role: TileColumn['role'], more: Partial<TileColumn> = {}): TileColumn => ({
  id,
  label: id,
  kind: role === 'dimension' || role === 'flag' || role === 'text' ? 'text' : 'count',
  role,
  ...more,
});
const table = (columns: readonly TileColumn[], rows: readonly Cells[]) => ({
  columns,
  rows: rows.map((cells, index) => ({ key: `row ${index}`, cells })),
  partialDays: [],
});

const line = (more: Partial<As<'line'>>): As<'line'> => ({
  as: 'line',
  x: 'day',
  y: ['value'],
  stacked: false,
  ...more,
});
const DAY = column('day', 'dimension', { kind: 'day' });
/** 20 November 2026 in days since 1970. */
const D20 = 20_777;

describe('lines of a tile', () => {
  it('[CH15] keep the key of each row and the column of its value', () => {
    const tile = table(
      [
        DAY,
        column('series', 'dimension'),
        column('value', 'measure'),
        column('value_low', 'low', { of: 'value', level: 0.9 }),
        column('value_high', 'high', { of: 'value', level: 0.9 }),
        column('value_before', 'before', { of: 'value' }),
        column('flag', 'flag'),
      ],
      [
        ['2026-11-21', 'Meta', null, null, null, 3, 'partial'],
        ['2026-11-20', 'Meta', 5, 4, 6, 3, null],
        ['2026-11-22', 'Meta', 6, 2, 9, null, 'forecast'],
        ['2026-11-20', 'TikTok', 1, null, null, null, null],
      ],
    );
    const [part] = lineParts(tile, line({ series: 'series', flag: 'flag' }));
    expect(part?.series.map(({ name, measure, colour }) => [name, measure, colour])).toEqual([
      ['Meta', 'value', 2],
      ['TikTok', 'value', 4],
    ]);
    expect(part?.series[0]?.points).toEqual([
      { key: 'row 1', x: D20, value: 5, before: 3, bands: [{ level: 0.9, low: 4, high: 6 }] },
      { key: 'row 0', x: D20 + 1, value: null, before: 3, partial: true, bands: [] },
      { key: 'row 2', x: D20 + 2, value: 6, before: null, forecast: true, bands: [{ level: 0.9, low: 2, high: 9 }] },
    ]);
    expect(part?.partial).toEqual([D20 + 1]);
    expect(part?.axis).toBe('day');
  });

  it('[CH16] of different units stand in charts of their own', () => {
    const money = { kind: 'money', currency: 'EUR' } as const;
    const tile = table(
      [
        DAY,
        column('revenue', 'measure', money),
        column('spend', 'measure', money),
        column('cac', 'measure', { kind: 'ratio' }),
      ],
      [['2026-11-20', 100, 50, 2]],
    );
    const parts = lineParts(tile, line({ y: ['revenue', 'spend', 'cac'] }));
    expect(parts.map(({ name, format }) => [name, format.kind])).toEqual([
      ['revenue, spend', 'money'],
      ['cac', 'ratio'],
    ]);
    expect(parts[0]?.series.map(({ colour }) => colour)).toEqual([3, 2]);
  });

  it('share one goal where it is the same for all', () => {
    const columns = [
      column('month', 'dimension', { kind: 'number' }),
      column('cohort', 'dimension'),
      column('value', 'measure'),
      column('goal', 'goal', { of: 'value' }),
    ];
    const one = table(columns, [
      [0, 'Jan', 1, 9],
      [1, 'Jan', 4, 9],
      [0, 'Feb', 2, 9],
    ]);
    const draw = line({ x: 'month', series: 'cohort', goal: 'goal' });
    const [part] = lineParts(one, draw);
    expect(part?.axis).toBe('number');
    expect(part?.goals).toEqual([
      {
        name: 'goal',
        points: [
          { x: 0, value: 9 },
          { x: 1, value: 9 },
        ],
      },
    ]);
    const [own] = lineParts(
      table(columns, [
        [0, 'Jan', 1, 9],
        [0, 'Feb', 2, 8],
      ]),
      draw,
    );
    expect(own?.goals.map(({ name }) => name)).toEqual(['goal, Jan', 'goal, Feb']);
  });
});

describe('other parts of a tile', () => {
  it('[CH15] bars: channels in their colours, changes in those of better and worse', () => {
    const channels = table([column('channel', 'dimension'), column('value', 'measure')], [['Meta', 5]]);
    expect(barsOf(channels, { as: 'bars', label: 'channel', value: 'value' })).toEqual([
      { key: 'row 0', name: 'Meta', value: 5, colour: 2, partial: false },
    ]);
    const changes = table(
      [column('what', 'dimension'), column('change', 'measure', { better: 'down' }), column('flag', 'flag')],
      [
        ['CAC, Meta', 5, 'up'],
        ['CAC, TikTok', -5, 'down'],
        ['CAC, Display', 1, 'info'],
      ],
    );
    const colours = barsOf(changes, { as: 'bars', label: 'what', value: 'change', flag: 'flag' }).map(
      ({ colour }) => colour,
    );
    expect(colours).toEqual(['bad', 'good', 'rest']);
  });

  it('[CH15] waterfall: totals and parts, in the colour of what they do', () => {
    const tile = table(
      [column('step', 'dimension'), column('effect', 'measure', { better: 'up' }), column('flag', 'flag')],
      [
        ['before', 100, 'total'],
        ['volume', 20, 'up'],
        ['mix', -5, 'down'],
        ['unknown', null, 'info'],
        ['now', 115, 'total'],
      ],
    );
    const steps = waterfallSteps(tile, { as: 'waterfall', label: 'step', value: 'effect', flag: 'flag' });
    expect(steps.map(({ key, isTotal, mood }) => [key, isTotal, mood])).toEqual([
      ['row 0', true, 'good'],
      ['row 1', false, 'good'],
      ['row 2', false, 'bad'],
      ['row 4', true, 'good'],
    ]);
  });

  it('[CH15] heatmap, funnel, paths, facets and goals', () => {
    const grid = table(
      [
        column('cohort', 'dimension', { kind: 'day' }),
        column('age', 'dimension', { kind: 'number' }),
        column('value', 'measure'),
        column('flag', 'flag'),
      ],
      [['2026-01-01', 3, 7, 'partial']],
    );
    expect(heatCells(grid, { as: 'heatmap', row: 'cohort', column: 'age', value: 'value' })).toEqual([
      { key: 'row 0', row: '1 Jan 2026', column: '3', value: 7, partial: true, forecast: false },
    ]);
    const funnel = table(
      [
        column('step', 'dimension'),
        column('units', 'measure'),
        column('rate', 'measure', { kind: 'rate' }),
        column('wait', 'measure', { kind: 'duration' }),
      ],
      [
        ['Visit', 100, null, null],
        ['Buy', 7, 0.07, 60_000],
      ],
    );
    expect(funnelSteps(funnel, { as: 'funnel', step: 'step', value: 'units', rate: 'rate', time: 'wait' })[1]).toEqual({
      key: 'row 1',
      name: 'Buy',
      value: 7,
      rate: 0.07,
      time: 60_000,
    });
    const paths = table(
      [
        column('from', 'dimension'),
        column('to', 'dimension'),
        column('n', 'measure'),
        column('depth', 'dimension', { kind: 'count' }),
      ],
      [['/', '/pricing', 12, 1]],
    );
    expect(sankeyFlows(paths, { as: 'sankey', from: 'from', to: 'to', value: 'n', depth: 'depth' })).toEqual([
      { key: 'row 0', from: '/', to: '/pricing', value: 12, depth: 1 },
    ]);
    const facets = table(
      [column('facet', 'dimension'), DAY, column('value', 'measure'), column('was', 'before', { of: 'value' })],
      [
        ['Meta', '2026-11-21', 2, 1],
        ['Meta', '2026-11-20', 1, null],
      ],
    );
    const [meta] = facetsOf(facets, { as: 'multiples', facet: 'facet', x: 'day', y: 'value', before: 'was' });
    expect(meta?.points).toEqual([
      { key: 'row 1', x: D20, value: 1, before: null },
      { key: 'row 0', x: D20 + 1, value: 2, before: 1 },
    ]);
    const goals = table(
      [
        column('name', 'dimension'),
        column('share', 'measure'),
        column('goal', 'goal'),
        column('said', 'text'),
        column('flag', 'flag'),
      ],
      [['Revenue', 0.5, 1, '€5,000', 'warn']],
    );
    expect(bulletRows(goals, { as: 'bullet', label: 'name', value: 'share', goal: 'goal', flag: 'flag' })).toEqual([
      {
        key: 'row 0',
        name: 'Revenue',
        value: 0.5,
        goal: 1,
        byNow: null,
        forecast: null,
        state: 'warn',
        more: [{ name: 'said', text: '€5,000' }],
      },
    ]);
  });
});
