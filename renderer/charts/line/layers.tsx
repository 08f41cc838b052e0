import { memo } from 'react';
import { cssColour } from '../palette/palette.ts';
import classes from './line.module.css';
import { bandPath, beforePath, levelsOf, linePath, stackPath } from './line-paths.ts';
import { type LineGoal, type LineSeries, stack } from './series.ts';

export interface LayersProps {
  readonly series: readonly LineSeries[];
  readonly goals: readonly LineGoal[];
  readonly stacked: boolean;
  readonly step: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Fans, lines, what was before, goals, over the whole axis. Rendered again only when the data or the scales change. */
export const Layers = memo(function Layers({ series, goals, stacked, step, x, y }: LayersProps) {
  return (
    <g>
      {stacked
        ? stack(series).map((one) => (
            <path
              key={one.id}
              d={stackPath(one.points, one.base, step, x, y)}
              className={classes.stacked}
              fill={cssColour(one.colour)}
            />
          ))
        : series.map((one) => <Fan key={one.id} one={one} step={step} x={x} y={y} />)}
      {!stacked &&
        series.map((one) => (
          <path
            key={one.id}
            d={beforePath(one.points, step, x, y)}
            className={classes.before}
            stroke={cssColour(one.colour)}
          />
        ))}
      {(stacked ? stack(series) : series).map((one) => (
        <g key={one.id} data-series={one.id} stroke={cssColour(one.colour)}>
          <path d={linePath(one.points, step, 'seen', x, y)} className={classes.line} />
          <path d={linePath(one.points, step, 'partial', x, y)} className={classes.partial} />
          <path d={linePath(one.points, step, 'expected', x, y)} className={classes.forecast} />
        </g>
      ))}
      {goals.map((goal) => (
        <path
          key={goal.name}
          d={linePath(
            goal.points.map((point) => ({ ...point, key: '' })),
            Number.POSITIVE_INFINITY,
            'seen',
            x,
            y,
          )}
          className={classes.goal}
        />
      ))}
    </g>
  );
});

interface FanProps {
  readonly one: LineSeries;
  readonly step: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Bands of one series, widest and faintest first; each nearer one adds to the ones below it. */
function Fan({ one, step, x, y }: FanProps) {
  const levels = levelsOf(one.points);
  return levels.map((level) => (
    <path
      key={level}
      d={bandPath(one.points, step, level, x, y)}
      fill={cssColour(one.colour)}
      fillOpacity={levels.length === 1 ? 0.16 : 0.13}
    />
  ));
}
