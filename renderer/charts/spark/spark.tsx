import { scaleLinear } from '@visx/scale';
import { useMemo } from 'react';
import { linePath } from '../line/line-paths.ts';
import { type LinePoint, partOf, stepOf } from '../line/series.ts';
import { type ChartColour, cssColour } from '../palette/palette.ts';
import classes from './spark.module.css';

interface SparkProps {
  /** Ascending in x; gaps stay gaps, expected points are dotted. */
  readonly points: readonly LinePoint[];
  readonly colour?: ChartColour;
  readonly width: number;
  readonly height?: number;
  /** What the line says, in words: it is a picture beside the number. */
  readonly label: string;
}

const ROOM = 4;

/** The line beside a number, without axes: where it came from. A dot marks the last whole value. */
export function Spark({ points, colour = 1, width, height = 24, label }: SparkProps) {
  const drawn = useMemo(() => {
    const values = points.flatMap(({ value }) => value ?? []);
    const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const x = scaleLinear<number>({ domain: [first, Math.max(last, first + 1)], range: [ROOM, width - ROOM] });
    const y = scaleLinear<number>({
      domain: low === high ? [low - 1, high + 1] : [low, high],
      range: [height - ROOM, ROOM],
    });
    const step = stepOf([{ id: '', name: '', measure: '', colour: 1, points }]);
    const end = points.findLast((point) => point.value !== null && partOf(point) === 'seen');
    return {
      seen: linePath(points, step, 'seen', x, y),
      partial: linePath(points, step, 'partial', x, y),
      expected: linePath(points, step, 'expected', x, y),
      end: end === undefined ? null : { x: x(end.x), y: y(end.value ?? 0) },
    };
  }, [points, width, height]);
  const stroke = cssColour(colour);
  return (
    <svg data-chart="spark" width={width} height={height} role="img" aria-label={label} className={classes.spark}>
      <path d={drawn.seen} className={classes.line} stroke={stroke} />
      <path d={drawn.partial} className={classes.line} strokeOpacity={0.4} stroke={stroke} />
      <path d={drawn.expected} className={classes.expected} stroke={stroke} />
      {drawn.end !== null && <circle cx={drawn.end.x} cy={drawn.end.y} r={2.5} fill={stroke} />}
    </svg>
  );
}
