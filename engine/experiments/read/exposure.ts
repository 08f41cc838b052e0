import type { ExposureDay } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import { type ArmTraffic, sequentialSampleRatio } from '../stats/index.ts';
import type { ExperimentData } from '../sums.ts';
import type { Standing } from './standing.ts';

/**
 * Units by the day of their first exposure, and the sample-ratio p-value over everything up to the day, valid however
 * often one looks. Each variation has a row on each day that has units.
 */
export function exposureDays({ arms }: Standing, { exposure }: ExperimentData): readonly ExposureDay[] {
  const byDay = new Map<Day, Map<string, number>>();
  for (const { day, variation, units } of exposure) {
    const known = byDay.get(day) ?? new Map<string, number>();
    known.set(variation, (known.get(variation) ?? 0) + units);
    byDay.set(day, known);
  }
  const total = new Map<string, number>();
  const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = days.map(([day, units]) =>
    arms.map(({ variation, planned }) => {
      const today = units.get(variation) ?? 0;
      const cumulative = (total.get(variation) ?? 0) + today;
      total.set(variation, cumulative);
      return { day, variation, units: today, cumulative, weight: planned };
    }),
  );
  const looks = rows.map((row) => row.map(({ cumulative, weight }): ArmTraffic => ({ units: cumulative, weight })));
  const pValues = sequentialSampleRatio(looks);
  return rows.flatMap((row, index) =>
    row.map(({ weight: _, ...shown }) => ({ ...shown, sampleRatioPValue: pValues[index] ?? null })),
  );
}
