import { area as areaShape, line as lineShape, stack, stackOrderNone } from 'd3-shape';
import type { Cell, Draw, Tile, TileRow } from '../../../contract/index.ts';
import { formatText } from '../../../serializer/index.ts';
import { type Html, html } from '../../html.ts';
import { belonging, cellOf, columnOf, groupsOf, nameOf, numberOf, type Placed } from '../cells.ts';
import { type Across, across, axes, type Upward, upward } from './scale.ts';
import { area, box, type Drawing, fitted, hatch, INK, label, segment, seriesColour, stroke } from './svg.ts';

type LineDraw = Extract<Draw, { as: 'line' }>;

/** One line: rows in order of x, the column its height comes from. */
interface Series {
  readonly name: string;
  readonly colour: string;
  readonly rows: readonly TileRow[];
  readonly y: Placed;
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Point {
  readonly x: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly y: number | null;
  readonly isForecast: boolean;
}

function pointsOf(tile: Tile, series: Series, { x, flag }: { x: Placed; flag: Placed | null }, scale: Across): Point[] {
  const [low, high] = [belonging(tile, series.y.column.id, 'low'), belonging(tile, series.y.column.id, 'high')];
  return series.rows.flatMap((row) => {
    const place = scale.place(cellOf(row, x));
    if (place === null) return [];
    const isForecast = nameOf(row, flag) === 'forecast';
    return [{ x: place, y: numberOf(row, series.y), low: numberOf(row, low), high: numberOf(row, high), isForecast }];
  });
}

/** Solid inside the data, dotted outside; the dotted part starts at the last solid point. */
function strokes(points: readonly Point[], { scale }: Upward, colour: string): Html {
  const shape = lineShape<Point>()
    .defined((point) => point.y !== null)
    .x((point) => point.x)
    .y((point) => scale(point.y ?? 0));
  const first = points.findIndex((point) => point.isForecast);
  if (first < 0) return html`${stroke(shape([...points]), { colour })}`;
  return html`${stroke(shape(points.slice(0, first)), { colour })}${stroke(shape(points.slice(Math.max(0, first - 1))), { colour, dash: '2 4' })}`;
}

function band(points: readonly Point[], { scale }: Upward, colour: string): Html | null {
  if (points.every((point) => point.low === null || point.high === null)) return null;
  const shape = areaShape<Point>()
    .defined((point) => point.low !== null && point.high !== null)
    .x((point) => point.x)
    .y0((point) => scale(point.low ?? 0))
    .y1((point) => scale(point.high ?? 0));
  return area(shape([...points]), colour, 0.16);
}

function stackedBody(all: readonly Series[], x: Placed, scale: Across, plot: Plot): { y: Upward; body: Html } {
  const stops = [...new Set(all.flatMap(({ rows }) => rows.map((row) => cellOf(row, x))))];
  const heightAt = (series: Series, stop: Cell): number =>
    series.rows.reduce(
      (sum, row) => (cellOf(row, x) === stop ? sum + Math.max(0, numberOf(row, series.y) ?? 0) : sum),
      0,
    );
  const layers = stack<Cell, number>()
    .keys(all.map((_, i) => i))
    .value((stop, i) => {
      const series = all[i];
      return series === undefined ? 0 : heightAt(series, stop);
    })
    .order(stackOrderNone)(stops);
  const tops = layers.at(-1)?.map((layer) => layer[1]) ?? [0];
  const look = all[0]?.y.column ?? { kind: 'number' as const };
  const y = upward(tops, look, [plot.bottom, plot.top]);
  const shape = areaShape<(typeof layers)[number][number]>()
    .x((layer) => scale.place(layer.data) ?? 0)
    .y0((layer) => y.scale(layer[0]))
    .y1((layer) => y.scale(layer[1]));
  return { y, body: html`${layers.map((layer, i) => area(shape(layer), all[i]?.colour ?? INK.rest, 0.75))}` };
}

function seriesOf(tile: Tile, draw: LineDraw, y: readonly Placed[]): Series[] {
  const by = columnOf(tile, draw.series);
  const groups = by === null ? [['', tile.rows] as const] : [...groupsOf(tile.rows, by)];
  const wanted = groups.flatMap(([name, rows]) => y.map((placed) => ({ name, rows, y: placed })));
  return wanted.map(({ name, rows, y: placed }, index) => ({
    rows,
    y: placed,
    name: [name === '' ? '' : formatText(name), y.length > 1 || name === '' ? placed.column.label : '']
      .filter(Boolean)
      .join(' · '),
    colour: seriesColour(index),
  }));
}

interface Entry {
  readonly name: string;
  readonly colour: string;
  readonly dash?: string;
}

const ENTRY_WIDTH = 120;
const ENTRY_HEIGHT = 15;
const perRow = (width: number): number => Math.max(1, Math.floor((width - 16) / ENTRY_WIDTH));

/** Room the names of so many lines take above the plot; one line needs no name. */
const legendHeight = (count: number, width: number): number =>
  count < 2 ? 0 : Math.ceil(count / perRow(width)) * ENTRY_HEIGHT;

/** Names of the lines, in their colours, above the plot. */
function legend(names: readonly Entry[], width: number): Html | null {
  if (names.length < 2) return null;
  const entries = names.map(({ name, colour, dash }, i) => {
    const [x, y] = [8 + (i % perRow(width)) * ENTRY_WIDTH, 8 + Math.floor(i / perRow(width)) * ENTRY_HEIGHT];
    const look = { colour, width: 2.4, ...(dash === undefined ? {} : { dash }) };
    return html`${segment(x, y, x + 14, y, look)}${label(x + 19, y + 4, fitted(name, ENTRY_WIDTH - 24, 10), { size: 10, colour: INK.plain })}`;
  });
  return html`<g>${entries}</g>`;
}

/** One plot of columns that share a unit. */
function panel(tile: Tile, draw: LineDraw, y: readonly Placed[], width: number): Drawing {
  const all = seriesOf(tile, draw, y);
  const above = 14 + legendHeight(all.length + 2, width);
  const height = above + (width > 600 ? 230 : 170);
  const plot: Plot = { left: 52, right: width - 10, top: above, bottom: height - 22 };
  const x = columnOf(tile, draw.x);
  if (x === null) return { width, height: 0, body: html`` };
  const scale = across(
    tile.rows.map((row) => cellOf(row, x)),
    x,
    plot.left,
    plot.right,
  );
  const flag = columnOf(tile, draw.flag);
  const goal = columnOf(tile, draw.goal);
  const partial = tile.partialDays.flatMap((day) => scale.place(day) ?? []);
  const hatched = partial
    .filter((place) => place >= plot.left - 1 && place <= plot.right + 1)
    .map((place) => {
      const from = Math.max(plot.left, place - scale.step / 2);
      const to = Math.min(plot.right, place + scale.step / 2);
      return hatch({ x: from, y: plot.top, width: Math.max(2, to - from), height: plot.bottom - plot.top });
    });
  if (draw.stacked) {
    const { y: up, body } = stackedBody(all, x, scale, plot);
    return { width, height, body: html`${axes(scale, up, plot)}${body}${hatched}${legend(all, width)}` };
  }
  const drawn = all.map((series) => {
    const points = pointsOf(tile, series, { x, flag }, scale);
    const before = belonging(tile, series.y.column.id, 'before');
    const past = before === null ? [] : pointsOf(tile, { ...series, y: before }, { x, flag: null }, scale);
    return { series, points, past };
  });
  const goals = [...groupsOf(tile.rows, columnOf(tile, draw.series)).values()].map((rows) =>
    rows.flatMap((row) => {
      const [place, value] = [scale.place(cellOf(row, x)), numberOf(row, goal)];
      return place === null || value === null ? [] : [{ x: place, y: value, low: null, high: null, isForecast: false }];
    }),
  );
  const heights = [...drawn.flatMap(({ points, past }) => [...points, ...past]), ...goals.flat()].flatMap((point) =>
    [point.y, point.low, point.high].flatMap((value) => value ?? []),
  );
  const up = upward(heights, y[0]?.column ?? { kind: 'number' }, [plot.bottom, plot.top]);
  const shape = lineShape<Point>()
    .defined((point) => point.y !== null)
    .x((point) => point.x)
    .y((point) => up.scale(point.y ?? 0));
  const names = [
    ...all,
    ...(drawn.some(({ past }) => past.some((point) => point.y !== null))
      ? [{ name: 'Before', colour: INK.rest, dash: '5 3' }]
      : []),
    ...(goals.flat().length > 0 ? [{ name: goal?.column.label ?? 'Goal', colour: INK.strong, dash: '1 3' }] : []),
  ];
  const body = html`${axes(scale, up, plot)}${hatched}${drawn.map(({ past }) => stroke(shape(past), { colour: INK.rest, width: 1.2, dash: '5 3' }))}${goals.map((line) => stroke(shape(line), { colour: INK.strong, width: 1.2, dash: '1 3' }))}${drawn.map(({ points, series }) => html`${band(points, up, series.colour)}${strokes(points, up, series.colour)}${lonely(points, up, series.colour)}`)}${legend(names, width)}`;
  return { width, height, body };
}

/** A point without neighbours makes no line: it is a dot. */
const lonely = (points: readonly Point[], { scale }: Upward, colour: string): Html | null => {
  const seen = points.filter((point) => point.y !== null);
  const [only] = seen;
  return seen.length === 1 && only !== undefined
    ? box({ x: only.x - 2, y: scale(only.y ?? 0) - 2, width: 4, height: 4 }, colour)
    : null;
};

/** Lines over days or numbers, a plot for each unit: intervals as bands, forecasts dotted, partial days hatched. */
export function drawLine(tile: Tile, draw: LineDraw, width: number): Drawing | null {
  const columns = draw.y.flatMap((id) => columnOf(tile, id) ?? []);
  if (columns.length === 0 || tile.rows.length === 0) return null;
  const units = new Map<string, Placed[]>();
  for (const placed of columns) {
    const unit = `${placed.column.kind} ${placed.column.currency ?? ''}`;
    units.set(unit, [...(units.get(unit) ?? []), placed]);
  }
  const panels = [...units.values()].map((group) => panel(tile, draw, group, width));
  let top = 0;
  const body = panels.map((drawing, i) => {
    const named =
      panels.length > 1
        ? label(8, 12, [...units.values()][i]?.map(({ column }) => column.label).join(', ') ?? '', {
            size: 10,
            colour: INK.plain,
          })
        : null;
    const placed = html`<g transform="translate(0 ${top})">${([...units.values()][i]?.length ?? 0) > 1 ? null : named}${drawing.body}</g>`;
    top += drawing.height;
    return placed;
  });
  return { width, height: top, body: html`${body}` };
}
