import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Annotation, Draw, Tile } from '../../../engine/contract/index.ts';
import { formatDayRange } from '../../../engine/serializer/index.ts';
import { dayNumber } from '../axis/day.ts';
import { Bars } from '../bars/bars.tsx';
import type { OnProof } from '../frame/chart-table.tsx';
import { LineChart } from '../line/line-chart.tsx';
import { barsOf } from './bar-parts.ts';
import { lineParts } from './line-parts.ts';
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

/** A tile as the chart its `draw` asks for, as wide as its place. Lists, tables and figures are not charts. */
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
    default:
      return null;
  }
}

type As<Name extends Draw['as']> = DrawnProps & { readonly draw: Extract<Draw, { as: Name }> };

function TileLines({ tile, draw, width, height, notes = [], onProof }: As<'line'>) {
  const parts = useMemo(() => lineParts(tile, draw), [tile, draw]);
  const flags = useMemo(() => notes.map(({ id, day, text }) => ({ id, x: dayNumber(day), text })), [notes]);
  const { compare } = tile.scope;
  return parts.map((part) => (
    <div key={part.name}>
      {parts.length > 1 && <h3 className={classes.part}>{part.name}</h3>}
      <LineChart
        {...part}
        notes={part.axis === 'day' ? flags : []}
        stacked={draw.stacked}
        beforeName={compare === null ? 'before' : formatDayRange(compare.from, compare.to)}
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
      width={width}
      height={height}
      sentence={tile.sentence}
      onProof={onProof}
      onSelect={onSelect}
    />
  );
}
