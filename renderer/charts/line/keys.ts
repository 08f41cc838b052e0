import type { LineGoal, LineSeries } from './series.ts';

/** What a way of drawing means. */
export interface LineKey {
  readonly look: 'before' | 'forecast' | 'band' | 'goal' | 'partial';
  readonly text: string;
}

interface KeysInput {
  readonly series: readonly LineSeries[];
  readonly goals: readonly LineGoal[];
  readonly partial: boolean;
  readonly beforeName: string;
  readonly stacked: boolean;
  /** What dotted means. */
  readonly forecastName?: string | undefined;
}

/** Only what is in the chart is explained. */
export function keysOf(input: KeysInput): readonly LineKey[] {
  const { series, goals, partial, beforeName, stacked, forecastName = 'expected' } = input;
  const points = series.flatMap((one) => one.points);
  const levels = [...new Set(points.flatMap((point) => (point.bands ?? []).map(({ level }) => level)))].sort(
    (a, b) => a - b,
  );
  const percent = levels.map((level) => `${Math.round(level * 100)}`).join(' / ');
  const keys: LineKey[] = goals.map(({ name }) => ({ look: 'goal', text: name }));
  if (!stacked && points.some(({ before }) => before !== undefined && before !== null))
    keys.push({ look: 'before', text: beforeName });
  if (points.some(({ forecast }) => forecast === true)) keys.push({ look: 'forecast', text: forecastName });
  if (!stacked && levels.length > 0) keys.push({ look: 'band', text: `${percent} % interval` });
  if (partial) keys.push({ look: 'partial', text: 'not complete' });
  return keys;
}
