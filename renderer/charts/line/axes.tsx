import type { Tick } from '../axis/day-ticks.ts';
import { fitText, textWidth } from '../axis/text-width.ts';
import { cssColour } from '../palette/palette.ts';
import type { LineKey } from './keys.ts';
import type { LineLayout } from './layout.ts';
import classes from './line.module.css';
import type { LineSeries } from './series.ts';

interface LineAxesProps {
  readonly layout: LineLayout;
  readonly keys: readonly LineKey[];
  readonly series: readonly LineSeries[];
  readonly yTicks: readonly Tick[];
  readonly y: (value: number) => number;
  readonly hasZero: boolean;
}

/** Names, keys and value axis of a line chart. What has `data-end` is put in its place by `paintEnds`. */
export function LineAxes({ layout, keys, series, yTicks, y, hasZero }: LineAxesProps) {
  const { left, top, inner } = layout;
  return (
    <>
      {layout.above.map((row, index) =>
        row.map((item) => {
          const one = series[item.index];
          return one === undefined ? null : (
            <g key={one.id} transform={`translate(${item.x} ${index * 18})`}>
              <line x1={0} x2={12} y1={7} y2={7} stroke={cssColour(one.colour)} strokeWidth={3} strokeLinecap="round" />
              <text className={classes.name} x={18} y={11}>
                {one.name}
              </text>
            </g>
          );
        }),
      )}
      <Keys keys={keys} x={left} y={layout.keysAt} />
      <g transform={`translate(${left} ${top})`}>
        {yTicks.map((tick) => (
          <text key={tick.at} x={-8} y={y(tick.at) + 4} textAnchor="end">
            {tick.text}
          </text>
        ))}
        {hasZero && <line className={classes.zero} x2={inner} y1={y(0)} y2={y(0)} />}
        {layout.names === 'ends' && (
          <g transform={`translate(${inner} 0)`}>
            {series.map((one) => (
              <g key={one.id} data-end={one.id}>
                <line x1={5} x2={13} stroke={cssColour(one.colour)} strokeWidth={3} strokeLinecap="round" />
                <text className={classes.name} x={18} y={4}>
                  {fitText(one.name, layout.nameWidth)}
                </text>
              </g>
            ))}
          </g>
        )}
      </g>
    </>
  );
}

const SWATCH = 20;
const GAP = 16;

function Keys({ keys, x, y }: { readonly keys: readonly LineKey[]; readonly x: number; readonly y: number }) {
  let left = x;
  return keys.map((key) => {
    const at = left;
    left += SWATCH + textWidth(key.text) + GAP;
    return (
      <g key={key.look + key.text} transform={`translate(${at} ${y})`}>
        <Look look={key.look} />
        <text className={classes.key} x={SWATCH} y={11}>
          {key.text}
        </text>
      </g>
    );
  });
}

function Look({ look }: Pick<LineKey, 'look'>) {
  if (look === 'band') return <rect y={2} width={14} height={10} rx={2} fill="var(--gw-ink-3)" fillOpacity={0.25} />;
  if (look === 'partial')
    return (
      <g stroke="var(--gw-ink-3)" strokeOpacity={0.7}>
        <path d="M1,12 L8,2 M6,12 L13,2 M-1,7 L3,2 M11,12 L14,7.5" fill="none" />
      </g>
    );
  const line = { before: classes.before, forecast: classes.forecast, goal: classes.goal }[look];
  return <line className={line} x1={1} x2={14} y1={7} y2={7} stroke="var(--gw-ink-2)" />;
}
