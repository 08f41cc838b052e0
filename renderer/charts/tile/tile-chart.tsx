import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Annotation, Draw, Tile } from '../../../engine/contract/index.ts';
import { formatDayRange } from '../../../engine/serializer/index.ts';
import { dayNumber } from '../axis/day.ts';
import { Bars } from '../bars/bars.tsx';
import { Bullets } from '../bullet/bullet.tsx';
import type { OnProof } from '../frame/chart-table.tsx';
import { Funnel } from '../funnel/funnel.tsx';
import { Heatmap } from '../heatmap/heatmap.tsx';
import { LineChart } from '../line/line-chart.tsx';
import { Multiples } from '../multiples/multiples.tsx';
import { SankeyChart } from '../sankey/sankey.tsx';
import { Waterfall } from '../waterfall/waterfall.tsx';
import { barsOf } from './bar-parts.ts';
import { lineParts } from './line-parts.ts';
import { bulletRows, facetsOf, funnelSteps, heatCells, sankeyFlows, waterfallSteps } from './other-parts.ts';
import { formatOf, readerOf } from './read-rows.ts';
import classes from './tile-chart.module.css';

interface TileChartProps {
  readonly tile: Tile;
  readonly height: number;
  /** Notes on days, shown on charts over days. */
  readonly notes?: readonly Annotation[] | undefined;
  /** Asked for the proof of the number in row `key`, column `column` of the tile. */
  readonly onProof: OnProof;
  /** A mark was chosen: a click or `Enter` drills into its row instead of opening the proof. */
  readonly onSelect?: ((key: string) => void) | undefined;
}

/** A tile as the chart its `draw` asks for, as wide as its place. Figures, lists and tables are not charts. */
export function TileChart(props: TileChartProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={classes.place} style={{ minHeight: props.height }} data-drawn={props.tile.draw.as}>
      {width > 0 && <Drawn {...props} width={width} />}
    </div>
  );
}

type DrawnProps = TileChartProps & { readonly width: number };

function Drawn(props: DrawnProps) {
  const { draw } = props.tile;
  switch (draw.as) {
    case 'line':
      return <TileLines {...props} draw={draw} />;
    case 'bars':
      return <TileBars {...props} draw={draw} />;
    case 'waterfall':
      return <TileWaterfall {...props} draw={draw} />;
    case 'heatmap':
      return <TileHeatmap {...props} draw={draw} />;
    case 'funnel':
      return <TileFunnel {...props} draw={draw} />;
    case 'sankey':
      return <TileSankey {...props} draw={draw} />;
    case 'multiples':
      return <TileMultiples {...props} draw={draw} />;
    case 'bullet':
      return <TileBullets {...props} draw={draw} />;
    case 'figure':
    case 'list':
    case 'table':
      return null;
    default:
      return draw satisfies never;
  }
}

/** Flags of rows whose value is a difference. */
const DIRECTIONS = new Set<unknown>(['up', 'down']);

/** The comparison period in words. */
const beforeName = ({ scope: { compare } }: Tile): string =>
  compare === null ? 'before' : formatDayRange(compare.from, compare.to);

type As<Name extends Draw['as']> = DrawnProps & { readonly draw: Extract<Draw, { as: Name }> };

function TileLines({ tile, draw, width, height, notes = [], onProof }: As<'line'>) {
  const parts = useMemo(() => lineParts(tile, draw), [tile, draw]);
  const flags = useMemo(() => notes.map(({ id, day, text }) => ({ id, x: dayNumber(day), text })), [notes]);
  return parts.map((part) => (
    <div key={part.name}>
      {parts.length > 1 && <h3 className={classes.part}>{part.name}</h3>}
      <LineChart
        {...part}
        notes={part.axis === 'day' ? flags : []}
        stacked={draw.stacked}
        beforeName={beforeName(tile)}
        width={width}
        height={Math.max(150, height / parts.length - (parts.length > 1 ? 22 : 0))}
        sentence={tile.sentence}
        onProof={onProof}
      />
    </div>
  ));
}

function TileBars({ tile, draw, width, height, onProof, onSelect }: As<'bars'>) {
  const bars = useMemo(() => barsOf(tile, draw), [tile, draw]);
  const { column } = readerOf(tile, draw.value);
  return (
    <Bars
      bars={bars}
      format={formatOf(column)}
      measure={draw.value}
      measureName={column?.label ?? ''}
      signed={tile.rows.some((row) => DIRECTIONS.has(readerOf(tile, draw.flag).cell(row)))}
      width={width}
      height={height}
      sentence={tile.sentence}
      onProof={onProof}
      onSelect={onSelect}
    />
  );
}

/** What every chart of one measure is told of it. */
function measureOf(tile: Tile, id: string) {
  const { column } = readerOf(tile, id);
  return { format: formatOf(column), measure: id, measureName: column?.label ?? '' };
}

function TileWaterfall({ tile, draw, width, height, onProof }: As<'waterfall'>) {
  const steps = useMemo(() => waterfallSteps(tile, draw), [tile, draw]);
  const measure = measureOf(tile, draw.value);
  return (
    <Waterfall {...measure} steps={steps} width={width} height={height} sentence={tile.sentence} onProof={onProof} />
  );
}

function TileHeatmap({ tile, draw, width, height, onProof }: As<'heatmap'>) {
  const cells = useMemo(() => heatCells(tile, draw), [tile, draw]);
  return (
    <Heatmap
      {...measureOf(tile, draw.value)}
      cells={cells}
      columnName={readerOf(tile, draw.column).column?.label ?? ''}
      width={width}
      height={height}
      sentence={tile.sentence}
      onProof={onProof}
    />
  );
}

function TileFunnel({ tile, draw, width, height, onProof }: As<'funnel'>) {
  const steps = useMemo(() => funnelSteps(tile, draw), [tile, draw]);
  const time = readerOf(tile, draw.time).column;
  return (
    <Funnel
      steps={steps}
      format={formatOf(readerOf(tile, draw.value).column)}
      timeFormat={formatOf(time)}
      measures={{ value: draw.value, rate: draw.rate, time: draw.time ?? draw.rate }}
      measureName={readerOf(tile, draw.value).column?.label ?? ''}
      timeName={time?.label ?? ''}
      width={width}
      height={height}
      sentence={tile.sentence}
      onProof={onProof}
    />
  );
}

function TileSankey({ tile, draw, width, height, onProof }: As<'sankey'>) {
  const flows = useMemo(() => sankeyFlows(tile, draw), [tile, draw]);
  const measure = measureOf(tile, draw.value);
  return (
    <SankeyChart {...measure} flows={flows} width={width} height={height} sentence={tile.sentence} onProof={onProof} />
  );
}

function TileMultiples({ tile, draw, width, height, onProof }: As<'multiples'>) {
  const facets = useMemo(() => facetsOf(tile, draw), [tile, draw]);
  const x = readerOf(tile, draw.x);
  const words = {
    axis: tile.rows.some((row) => typeof x.cell(row) === 'string') ? ('day' as const) : ('number' as const),
    axisName: x.column?.label,
    format: formatOf(readerOf(tile, draw.y).column),
    beforeName: beforeName(tile),
  };
  const partial = tile.partialDays.map(dayNumber);
  return (
    <Multiples
      facets={facets}
      words={words}
      partial={partial}
      width={width}
      height={height}
      sentence={tile.sentence}
      onProof={onProof}
    />
  );
}

function TileBullets({ tile, draw, width, height, onProof, onSelect }: As<'bullet'>) {
  const rows = useMemo(() => bulletRows(tile, draw), [tile, draw]);
  return (
    <Bullets
      {...measureOf(tile, draw.value)}
      rows={rows}
      width={width}
      height={height}
      sentence={tile.sentence}
      onProof={onProof}
      onSelect={onSelect}
    />
  );
}
