import type { Draw, Tile, TileRow } from '../../../engine/contract/index.ts';
import { formatText } from '../../../engine/serializer/index.ts';
import type { ValueFormat } from '../axis/value-text.ts';
import type { LineGoal, LinePoint, LineSeries } from '../line/series.ts';
import { colourFor, coloursFor } from '../palette/palette.ts';
import { bandReader, formatOf, placeOf, readerOf, relatedReader, type TileTable } from './read-rows.ts';

type LineDraw = Extract<Draw, { as: 'line' }>;

/** One line chart: measures of one unit. */
export interface LinePart {
  readonly format: ValueFormat;
  readonly name: string;
  readonly series: readonly LineSeries[];
  readonly goals: readonly LineGoal[];
  readonly axis: 'day' | 'number';
  readonly axisName: string;
  readonly partial: readonly number[];
}

const ONE_SERIES = '';

interface PointsInput {
  readonly draw: LineDraw;
  readonly measure: string;
  readonly rows: readonly TileRow[];
  /** Places that are not complete. */
  readonly partial: ReadonlySet<number>;
}

function pointsOf(table: TileTable, { draw, measure, rows, partial }: PointsInput): readonly LinePoint[] {
  const [x, value, flag] = [readerOf(table, draw.x), readerOf(table, measure), readerOf(table, draw.flag)];
  const before = relatedReader(table, measure, 'before');
  const bands = bandReader(table, measure);
  return rows
    .flatMap((row): readonly LinePoint[] => {
      const at = placeOf(x.cell(row));
      if (at === null) return [];
      const mark = flag.cell(row);
      const isPartial = mark === 'partial' || partial.has(at);
      return [
        {
          key: row.key,
          x: at,
          value: value.number(row),
          bands: bands(row),
          ...(mark === 'forecast' ? { forecast: true } : isPartial ? { partial: true } : {}),
          ...(before.column === null ? {} : { before: before.number(row) }),
        },
      ];
    })
    .sort((a, b) => a.x - b.x);
}

/** The goals of the rows: one line when they are the same for every series, else one for each. */
function goalsOf(
  table: TileTable,
  draw: LineDraw,
  groups: ReadonlyMap<string, readonly TileRow[]>,
): readonly LineGoal[] {
  const goal = readerOf(table, draw.goal);
  const x = readerOf(table, draw.x);
  if (goal.column === null) return [];
  const name = goal.column.label;
  const lines = [...groups].map(([series, rows]) => ({
    name: series === ONE_SERIES ? name : `${name}, ${series}`,
    points: rows.flatMap((row) => {
      const [at, value] = [placeOf(x.cell(row)), goal.number(row)];
      return at === null || value === null ? [] : [{ x: at, value }];
    }),
  }));
  const levels = new Set(lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const longest = lines.reduce((best, line) => (line.points.length > best.points.length ? line : best));
  return levels.size <= 1 ? [{ ...longest, name }] : lines;
}

function rowsBySeries(table: TileTable, id: string | undefined): ReadonlyMap<string, readonly TileRow[]> {
  const groups = new Map<string, TileRow[]>();
  const series = readerOf(table, id);
  for (const row of table.rows) {
    const name = series.column === null ? ONE_SERIES : series.text(row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}

/** Measures of one unit stand in one chart, others below it. At most eight series in each. */
export function lineParts(tile: TileTable & Pick<Tile, 'partialDays'>, draw: LineDraw): readonly LinePart[] {
  const groups = rowsBySeries(tile, draw.series);
  const names = [...groups.keys()];
  const colours = coloursFor(names);
  const x = readerOf(tile, draw.x);
  const flag = readerOf(tile, draw.flag);
  const measures = draw.y.flatMap((id) => readerOf(tile, id).column ?? []);
  const units = [...new Set(measures.map(({ kind, currency }) => `${kind} ${currency ?? ''}`))];
  const marked = tile.rows.filter((row) => flag.cell(row) === 'partial').map((row) => x.cell(row));
  const partial = new Set([...marked, ...tile.partialDays].flatMap((cell) => placeOf(cell) ?? []));
  const isDays = tile.rows.some((row) => typeof x.cell(row) === 'string');
  return units.map((unit) => {
    const own = measures.filter(({ kind, currency }) => `${kind} ${currency ?? ''}` === unit);
    const measureColours = coloursFor(own.map(({ metric, id }) => metric ?? id));
    const series = own.flatMap((column) =>
      [...groups].map(([group, rows]): LineSeries => {
        const colour = group === ONE_SERIES ? measureColours.get(column.metric ?? column.id) : colours.get(group);
        return {
          id: `${column.id} ${group}`,
          name:
            group === ONE_SERIES ? column.label : own.length === 1 ? group : `${group}, ${formatText(column.label)}`,
          measure: column.id,
          colour: colour ?? colourFor(column.id),
          points: pointsOf(tile, { draw, measure: column.id, rows, partial }),
        };
      }),
    );
    const drawn = new Set(series.flatMap((one) => one.points.map((point) => point.x)));
    return {
      format: formatOf(own[0] ?? null),
      name: own.map(({ label }) => label).join(', '),
      series: series.slice(0, 8),
      goals: goalsOf(tile, draw, groups),
      axis: isDays ? 'day' : 'number',
      axisName: x.column?.label ?? '',
      partial: [...partial].filter((at) => drawn.has(at)),
    };
  });
}
