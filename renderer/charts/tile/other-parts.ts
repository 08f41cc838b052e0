import type { Draw, Tile, TileRow } from '../../../engine/contract/index.ts';
import type { BulletRow } from '../bullet/bullet.tsx';
import type { FunnelStep } from '../funnel/funnel.tsx';
import type { HeatCell } from '../heatmap/heatmap.tsx';
import type { LinePoint, LineSeries } from '../line/series.ts';
import { coloursFor } from '../palette/palette.ts';
import type { SankeyFlow } from '../sankey/layout.ts';
import type { WaterfallStep } from '../waterfall/steps.ts';
import { bandReader, placeOf, readerOf, type TileTable } from './read-rows.ts';

type As<Name extends Draw['as']> = Extract<Draw, { as: Name }>;

/** The widest interval of a measure in a row, when it has one. */
function intervalReader(tile: TileTable, measure: string) {
  const bands = bandReader(tile, measure);
  return (row: TileRow) => {
    const [interval] = bands(row);
    return interval === undefined ? {} : { interval };
  };
}

/** Rows flagged `total` stand on zero; the others hang between them, in the colour of what they do to the metric. */
export function waterfallSteps(tile: TileTable, draw: As<'waterfall'>): readonly WaterfallStep[] {
  const [label, value, flag] = [readerOf(tile, draw.label), readerOf(tile, draw.value), readerOf(tile, draw.flag)];
  const interval = intervalReader(tile, draw.value);
  const better = value.column?.better ?? 'neutral';
  const moodOf = (amount: number): WaterfallStep['mood'] => {
    if (amount === 0 || better === 'neutral') return 'rest';
    return amount > 0 === (better === 'up') ? 'good' : 'bad';
  };
  return tile.rows.flatMap((row): WaterfallStep[] => {
    const amount = value.number(row);
    if (amount === null) return [];
    const isTotal = flag.cell(row) === 'total';
    return [{ key: row.key, name: label.text(row), value: amount, isTotal, mood: moodOf(amount), ...interval(row) }];
  });
}

export function heatCells(tile: TileTable, draw: As<'heatmap'>): readonly HeatCell[] {
  const [row, column, value] = [readerOf(tile, draw.row), readerOf(tile, draw.column), readerOf(tile, draw.value)];
  const interval = intervalReader(tile, draw.value);
  const flagColumn = tile.columns.find(({ role }) => role === 'flag');
  const flag = readerOf(tile, flagColumn?.id);
  return tile.rows.map((one) => ({
    key: one.key,
    row: row.text(one),
    column: column.text(one),
    value: value.number(one),
    partial: flag.cell(one) === 'partial',
    forecast: flag.cell(one) === 'forecast',
    ...interval(one),
  }));
}

export function funnelSteps(tile: TileTable, draw: As<'funnel'>): readonly FunnelStep[] {
  const [step, value, rate, time] = [draw.step, draw.value, draw.rate, draw.time].map((id) => readerOf(tile, id));
  const interval = intervalReader(tile, draw.rate);
  return tile.rows.flatMap((row): FunnelStep[] => {
    const count = value?.number(row) ?? null;
    if (count === null) return [];
    return [
      {
        key: row.key,
        name: step?.text(row) ?? '',
        value: count,
        rate: rate?.number(row) ?? null,
        time: time?.number(row) ?? null,
        ...interval(row),
      },
    ];
  });
}

export function sankeyFlows(tile: TileTable, draw: As<'sankey'>): readonly SankeyFlow[] {
  const [from, to] = [readerOf(tile, draw.from), readerOf(tile, draw.to)];
  const [value, depth] = [readerOf(tile, draw.value), readerOf(tile, draw.depth)];
  return tile.rows.flatMap((row): SankeyFlow[] => {
    const [amount, step] = [value.number(row), depth.number(row)];
    if (amount === null || step === null) return [];
    return [{ key: row.key, from: from.text(row), to: to.text(row), value: amount, depth: step }];
  });
}

export function facetsOf(tile: TileTable & Pick<Tile, 'partialDays'>, draw: As<'multiples'>): readonly LineSeries[] {
  const [facet, x, y] = [readerOf(tile, draw.facet), readerOf(tile, draw.x), readerOf(tile, draw.y)];
  const before = readerOf(tile, draw.before);
  const partial = new Set<unknown>(tile.partialDays);
  const facets = new Map<string, LinePoint[]>();
  for (const row of tile.rows) {
    const at = placeOf(x.cell(row));
    if (at === null) continue;
    const point = {
      key: row.key,
      x: at,
      value: y.number(row),
      ...(partial.has(x.cell(row)) ? { partial: true } : {}),
      ...(before.column === null ? {} : { before: before.number(row) }),
    };
    const name = facet.text(row);
    const known = facets.get(name);
    if (known === undefined) facets.set(name, [point]);
    else known.push(point);
  }
  const colours = coloursFor([...facets.keys()]);
  return [...facets].map(([name, points]) => ({
    id: name,
    name,
    measure: draw.y,
    colour: colours.get(name) ?? 1,
    points: points.toSorted((a, b) => a.x - b.x),
  }));
}

const STATES: Readonly<Record<string, BulletRow['state']>> = { good: 'good', warn: 'warn', bad: 'bad' };

export function bulletRows(tile: TileTable, draw: As<'bullet'>): readonly BulletRow[] {
  const at = (id: string | undefined) => readerOf(tile, id);
  const [label, value, goal] = [at(draw.label), at(draw.value), at(draw.goal)];
  const [byNow, forecast, flag] = [at(draw.by_now), at(draw.forecast), at(draw.flag)];
  const interval = intervalReader(tile, draw.forecast ?? draw.value);
  const texts = tile.columns.filter(({ role }) => role === 'text');
  return tile.rows.map((row) => ({
    key: row.key,
    name: label.text(row),
    value: value.number(row),
    goal: goal.number(row),
    byNow: byNow.number(row),
    forecast: forecast.number(row),
    state: STATES[String(flag.cell(row))] ?? 'info',
    more: texts.map((column) => ({ name: column.label, text: at(column.id).text(row) })),
    ...interval(row),
  }));
}
