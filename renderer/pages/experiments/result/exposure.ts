import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatPValue,
} from '../../../../engine/serializer/index.ts';
import { dayNumber } from '../../../charts/axis/day.ts';
import type { LineSeries } from '../../../charts/line/series.ts';
import { variationColour } from './looks.ts';
import { variationName } from './scorecard-rows.ts';

/** Below this the split is broken (Fabijan et al. 2019, and the platforms in use). */
export const SAMPLE_RATIO_ALARM = 0.001;

export interface SplitDay {
  readonly day: string;
  readonly pValue: number | null;
}

/** Every day with exposures and the p-value of the split up to it. */
export function exposureDays({ exposure }: ExperimentRead): readonly SplitDay[] {
  const days = new Map(exposure.map(({ day, sampleRatioPValue }) => [day, sampleRatioPValue]));
  return [...days].map(([day, pValue]): SplitDay => ({ day, pValue })).sort((a, b) => a.day.localeCompare(b.day));
}

/** Units of each variation up to each day. */
export const exposureSeries = (read: ExperimentRead): readonly LineSeries[] =>
  read.experiment.design.variations.map(({ key }) => ({
    id: key,
    name: cleanText(variationName(read.experiment, key)),
    measure: key,
    colour: variationColour(read.experiment, key),
    points: read.exposure
      .filter(({ variation }) => variation === key)
      .map(({ day, cumulative }) => ({ key: day, x: dayNumber(day), value: cumulative })),
  }));

/** "12,000 units, first exposed 18 Oct – 7 Nov 2026: 6,012 Control, 5,988 Checklist." */
export function unitsSentence(read: ExperimentRead): string {
  const arms = read.arms.map(
    ({ variation, units }) => `${formatCount(units)} ${cleanText(variationName(read.experiment, variation))}`,
  );
  return `${formatCounted(read.units, 'unit')}, first exposed ${formatDayRange(read.firstDay, read.lastDay)}: ${arms.join(', ')}.`;
}

/** Whether the split is as planned by now, and since when it is not. */
export function splitSentence(days: readonly SplitDay[]): string {
  const last = days.findLast(({ pValue }) => pValue !== null);
  if (last === undefined || last.pValue === null) return 'It can not be told yet whether the split is as planned.';
  const p = `p ${formatPValue(last.pValue)}`;
  if (last.pValue >= SAMPLE_RATIO_ALARM) return `The split is as planned as chance allows (${p}).`;
  const before = days.findLastIndex(({ pValue }) => pValue !== null && pValue >= SAMPLE_RATIO_ALARM);
  return `The split is not as planned (${p}), below the alarm line since ${formatDay(days[before + 1]?.day)}.`;
}
