import { scaleBand } from '@visx/scale';
import { memo, useId, useMemo, useState } from 'react';
import { formatCount, formatDay, MISSING } from '../../../engine/serializer/index.ts';
import { dayOf } from '../axis/day.ts';
import { dayTicks } from '../axis/day-ticks.ts';
import { fitText, textWidth } from '../axis/text-width.ts';
import { type Tip, Tooltip, tipText } from '../frame/tooltip.tsx';
import { Hatch } from '../marks/hatch.tsx';
import type { Move } from '../marks/next-mark.ts';
import { PointSurface } from '../marks/point-surface.tsx';
import classes from './day-strip.module.css';
import { DAY_STATES, type DayState, heightOf, type StripRow, signsOf, stripReach } from './days.ts';

interface DayStripProps {
  readonly rows: readonly StripRow[];
  readonly width: number;
  /** Of one row; the days' columns are a little lower. */
  readonly rowHeight?: number;
  readonly sentence: string;
  /** The day of a row was chosen: a click or `Enter`. */
  readonly onOpen?: ((row: string, day: string) => void) | undefined;
}

const KEYS = 22;
const AXIS = 22;
const SHOWN_STATES = ['usual', 'gap', 'spike', 'drop', 'partial', 'restated'] as const satisfies readonly DayState[];

/** Rows by day for each dataset: columns as high as there are rows; what is not as usual has a colour and a sign. */
export function DayStrip({ rows, width, rowHeight = 30, sentence, onOpen }: DayStripProps) {
  const reach = useMemo(() => stripReach(rows), [rows]);
  const [focus, setFocus] = useState<{ readonly row: number; readonly day: number } | null>(null);
  const [last, setLast] = useState<{ readonly row: number; readonly day: number } | null>(null);
  const left = Math.min(width * 0.3, Math.max(60, ...rows.map(({ name }) => textWidth(name, 12) + 14)));
  const inner = Math.max(60, width - left - 4);
  const body = rows.length * rowHeight;
  if (reach === null) return null;
  const count = reach.to - reach.from + 1;
  const wide = inner / count;

  const clamp = (at: { readonly row: number; readonly day: number }) => ({
    row: Math.max(0, Math.min(rows.length - 1, at.row)),
    day: Math.max(reach.from, Math.min(reach.to, at.day)),
  });
  const go = (at: { readonly row: number; readonly day: number }): void => {
    setFocus(clamp(at));
    setLast(clamp(at));
  };
  const current = focus ?? last ?? { row: 0, day: reach.to };
  const moves: Readonly<Record<Move, { readonly row: number; readonly day: number }>> = {
    left: { row: current.row, day: current.day - 1 },
    right: { row: current.row, day: current.day + 1 },
    up: { row: current.row - 1, day: current.day },
    down: { row: current.row + 1, day: current.day },
    first: { row: current.row, day: reach.from },
    last: { row: current.row, day: reach.to },
  };
  const row = rows[current.row];
  const cell = row?.days.find(({ day }) => day === current.day);
  const tip: Tip = {
    title: `${row?.name ?? ''}, ${formatDay(dayOf(current.day))}`,
    lines: [
      { name: 'Rows', text: cell === undefined ? MISSING : formatCount(cell.rows), strong: true },
      { name: 'State', text: DAY_STATES[cell?.state ?? 'none'].word },
    ],
    note: cell?.note,
  };
  return (
    <div className={classes.chart}>
      <svg data-chart="days" width={width} height={KEYS + body + AXIS} className={classes.svg} aria-hidden="true">
        <StripKeys left={left} rows={rows} />
        <g transform={`translate(${left} ${KEYS})`}>
          {dayTicks(reach.from, reach.to, Math.floor(inner / 74)).map((tick) => (
            <g key={tick.at} transform={`translate(${(tick.at - reach.from + 0.5) * wide} 0)`}>
              <line className={classes.grid} y2={body} />
              <text y={body + 15} textAnchor="middle">
                {tick.text}
              </text>
            </g>
          ))}
          <StripRows rows={rows} from={reach.from} wide={wide} left={left} rowHeight={rowHeight} />
          {focus !== null && (
            <rect
              className={classes.focus}
              x={(focus.day - reach.from) * wide - 1}
              y={focus.row * rowHeight + 1}
              width={Math.max(4, wide + 2)}
              height={rowHeight - 2}
              rx={2}
            />
          )}
        </g>
      </svg>
      <PointSurface
        label={sentence}
        index={current.row * count + (current.day - reach.from)}
        count={rows.length * count}
        text={tipText(tip)}
        left={left}
        top={KEYS}
        width={inner}
        height={body}
        onMove={(move) => go(moves[move])}
        onPoint={(at) => {
          if (at === null) setFocus(null);
          else go({ row: Math.floor(at.y / rowHeight), day: reach.from + Math.floor(at.x / wide) });
        }}
        onFocus={() => go(current)}
        onOpen={() => {
          if (row !== undefined) onOpen?.(row.id, dayOf(current.day));
        }}
      />
      {focus !== null && (
        <Tooltip
          {...tip}
          x={left + (focus.day - reach.from + 0.5) * wide}
          y={KEYS + (focus.row + 0.5) * rowHeight}
          width={width}
        />
      )}
    </div>
  );
}

interface StripRowsProps {
  readonly rows: readonly StripRow[];
  readonly from: number;
  readonly wide: number;
  readonly left: number;
  readonly rowHeight: number;
}

const StripRows = memo(function StripRows({ rows, from, wide, left, rowHeight }: StripRowsProps) {
  const hatch = useId();
  const y = scaleBand<string>({ domain: rows.map(({ id }) => id), range: [0, rows.length * rowHeight] });
  const gap = wide > 5 ? 1 : wide > 3 ? 0.5 : 0;
  const tall = rowHeight - 13;
  return (
    <>
      <Hatch id={hatch} />
      {rows.map((row) => {
        const most = row.days.reduce(
          (high, { rows: count, state }) => (state === 'spike' ? high : Math.max(high, count ?? 0)),
          0,
        );
        const base = (y(row.id) ?? 0) + rowHeight - 3;
        return (
          <g key={row.id}>
            <text className={classes.name} x={-10} y={base - tall / 2 + 4} textAnchor="end">
              {fitText(row.name, left - 14)}
            </text>
            {row.days.map(({ day, state, rows: count }) => {
              const high = state === 'gap' || state === 'none' ? tall : heightOf(count, most) * tall;
              const box = {
                x: (day - from) * wide + gap / 2,
                y: base - high,
                width: Math.max(0.6, wide - gap),
                height: high,
              };
              return state === 'none' ? null : (
                <g key={day}>
                  <rect {...box} className={classes.day} data-state={state} />
                  {state === 'partial' && <rect {...box} fill={`url(#${hatch})`} />}
                </g>
              );
            })}
            {signsOf(row).map(({ day, length, state }) => (
              <text
                key={day}
                className={classes.sign}
                data-state={state}
                x={(day - from + length / 2) * wide}
                y={base - tall - 1}
                textAnchor="middle"
              >
                {DAY_STATES[state].sign}
              </text>
            ))}
          </g>
        );
      })}
    </>
  );
});

/** What the colours mean: only those that are there. */
function StripKeys({ left, rows }: Pick<StripRowsProps, 'left' | 'rows'>) {
  const hatch = useId();
  const there = new Set(rows.flatMap(({ days }) => days.map(({ state }) => state)));
  let x = left;
  return (
    <>
      <Hatch id={hatch} />
      {SHOWN_STATES.filter((state) => there.has(state)).map((state) => {
        const at = x;
        const { word, sign } = DAY_STATES[state];
        x += (sign === '' ? 24 : 36) + textWidth(word);
        return (
          <g key={state} transform={`translate(${at} 0)`}>
            <rect className={classes.day} data-state={state} y={3} width={8} height={9} />
            {state === 'partial' && <rect y={3} width={8} height={9} fill={`url(#${hatch})`} />}
            <text x={13} y={11}>
              {`${sign} ${word}`.trim()}
            </text>
          </g>
        );
      })}
    </>
  );
}
