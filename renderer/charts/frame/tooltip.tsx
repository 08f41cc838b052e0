import { type ChartColour, cssColour } from '../palette/palette.ts';
import classes from './frame.module.css';

export interface TipLine {
  readonly name: string;
  readonly text: string;
  readonly colour?: ChartColour;
  /** The line that is pointed at. */
  readonly strong?: boolean;
  /** Belongs to the line above: its interval, what it was before. */
  readonly quiet?: boolean;
}

/** Exact values of one point. */
export interface Tip {
  readonly title: string;
  readonly lines: readonly TipLine[];
  readonly note?: string | undefined;
}

/** The same as one sentence, for screen readers. */
export const tipText = ({ title, lines, note }: Tip): string =>
  [`${title}: ${lines.map((line) => `${line.name} ${line.text}`).join(', ')}`, note].filter(Boolean).join('. ');

interface TooltipProps extends Tip {
  /** Where it points to, in the chart's own pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const GAP = 14;

/** Exact values beside the point; on its left when there is no room on the right. Screen readers get `tipText`. */
export function Tooltip({ title, lines, note, x, y, width }: TooltipProps) {
  const side = x > width * 0.6 ? `translate(calc(${x - GAP}px - 100%), ` : `translate(${x + GAP}px, `;
  return (
    <div className={classes.tip} style={{ transform: `${side}calc(${Math.max(0, y)}px - 50%))` }} aria-hidden="true">
      <h4>{title}</h4>
      <dl>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
          <TipRow key={index} {...line} />
        ))}
      </dl>
      {note !== undefined && <p className={classes.note}>{note}</p>}
    </div>
  );
}

function TipRow({ name, text, colour, strong, quiet }: TipLine) {
  return (
    <>
      <dt data-strong={strong} data-quiet={quiet}>
        {colour !== undefined && <span className={classes.swatch} style={{ background: cssColour(colour) }} />}
        {name}
      </dt>
      <dd data-strong={strong} data-quiet={quiet}>
        {text}
      </dd>
    </>
  );
}
