import type { HealthSeries } from '../../../engine/contract/index.ts';
import { formatCount, formatDay } from '../../../engine/serializer/index.ts';
import { dayOf } from '../../charts/axis/day.ts';
import { DayStrip } from '../../charts/day-strip/day-strip.tsx';
import { DAY_STATES, type StripRow } from '../../charts/day-strip/days.ts';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';

interface DayChartProps {
  readonly title: string;
  readonly sentence: string;
  readonly rows: readonly StripRow[];
  readonly exportName: string;
  readonly rowHeight?: number;
  readonly onOpen?: (row: string) => void;
}

/** Room for the keys above and the days below. */
const AROUND = 44;

/** Rows by day with what was found in them, and the table behind it. */
export function DayChart({ rows, title, sentence, exportName, rowHeight = 30, onOpen }: DayChartProps) {
  return (
    <ChartFrame
      title={title}
      level={3}
      sentence={sentence}
      height={AROUND + rows.length * rowHeight}
      exportName={exportName}
      table={{
        columns: [
          { id: 'series', head: 'Series' },
          { id: 'day', head: 'Day' },
          { id: 'value', head: 'Value', numeric: true },
          { id: 'state', head: 'State' },
        ],
        rows: rows.flatMap((row) =>
          row.days.map(({ day, state, rows: value }) => ({
            key: `${row.id} ${day}`,
            cells: [row.name, formatDay(dayOf(day)), formatCount(value), DAY_STATES[state].word],
          })),
        ),
      }}
    >
      {({ width }) => (
        <DayStrip
          rows={rows}
          width={width}
          rowHeight={rowHeight}
          sentence={sentence}
          onOpen={onOpen === undefined ? undefined : (row) => onOpen(row)}
        />
      )}
    </ChartFrame>
  );
}

/** What a strip of several series shows, as a sentence. */
export function stripSentence(series: readonly HealthSeries[]): string {
  const odd = series.flatMap(({ days }) => days.filter(({ state }) => state !== 'usual'));
  const first = series[0]?.days[0]?.day;
  const last = series[0]?.days.at(-1)?.day;
  const span = `from ${formatDay(first)} to ${formatDay(last)}`;
  return odd.length === 0
    ? `Every day ${span} is as usual.`
    : `Days ${span}; those in colour are missing, unusual, not complete or were loaded again.`;
}
