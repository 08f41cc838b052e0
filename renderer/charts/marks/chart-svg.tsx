import type { ReactNode } from 'react';
import { Tooltip } from '../frame/tooltip.tsx';
import classes from './marks.module.css';
import type { useMarks } from './use-marks.ts';

interface ChartSvgProps {
  readonly width: number;
  readonly height: number;
  /** What the chart shows, in one sentence. */
  readonly label: string;
  readonly marks: ReturnType<typeof useMarks>;
  readonly children: ReactNode;
}

/** The drawing of a chart made of marks, and the tooltip of the one that is pointed at. */
export function ChartSvg({ width, height, label, marks, children }: ChartSvgProps) {
  return (
    <div className={classes.plot}>
      {/* biome-ignore lint/a11y/useSemanticElements: a chart is not a fieldset */}
      <svg
        ref={marks.root}
        data-chart="marks"
        width={width}
        height={height}
        role="group"
        aria-label={label}
        className={classes.svg}
        onKeyDown={marks.onKeyDown}
      >
        {children}
      </svg>
      {marks.active !== null && <Tooltip {...marks.active.tip} x={marks.active.x} y={marks.active.y} width={width} />}
    </div>
  );
}
