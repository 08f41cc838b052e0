import type { ArmRead, BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatDayTick } from '../../../../engine/serializer/index.ts';
import type { ChartColour } from '../../../charts/palette/palette.ts';
import { posteriorDensity } from '../../../charts/ridgeline/density.ts';
import { type RidgeRow, spaced } from '../../../charts/ridgeline/rows.ts';
import { armOn, nightWord } from './nights.ts';

/** Nights of one arm, and nights on which all arms are compared, at most. */
const NIGHTS = { one: 12, all: 5 } as const;

/** The ridges of these arms on nights evenly apart, the last among them; a night without data of any of them is left out. */
export function ridgeRows(
  { history }: Pick<BanditRead, 'history'>,
  arms: readonly ArmRead[],
  colours: ReadonlyMap<string, ChartColour>,
): readonly RidgeRow[] {
  const nights = history.filter((night) => arms.some(({ arm }) => armOn(night, arm) !== null));
  return spaced(nights, arms.length === 1 ? NIGHTS.one : NIGHTS.all).map((night) => ({
    key: night.day,
    text: formatDayTick(night.day),
    ridges: arms.flatMap(({ arm, label }) => {
      const then = armOn(night, arm);
      if (then === null) return [];
      const { low, high } = then.interval;
      return [
        {
          key: night.day,
          measure: arm,
          name: cleanText(label),
          colour: colours.get(arm) ?? 'rest',
          density: posteriorDensity(then.posterior, then.interval),
          mean: then.mean,
          low,
          high,
          look: night.recorded ? ('solid' as const) : ('outline' as const),
          note: night.restated ? 'Restated since it was recorded' : `The night was ${nightWord(night)}`,
        },
      ];
    }),
  }));
}
