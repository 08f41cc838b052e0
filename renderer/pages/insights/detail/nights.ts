import type { ArmRead, BanditRead } from '../../../../engine/contract/index.ts';
import { formatCounted, formatDay } from '../../../../engine/serializer/index.ts';
import { type ChartColour, coloursFor } from '../../../charts/palette/palette.ts';
import { byChance } from '../values.ts';

type History = BanditRead['history'];

/** As many arms as can be told apart in one chart. */
export const MOST_DRAWN = 8;

/** The last night of which a snapshot is kept. */
export const lastRecorded = (history: History): string | null =>
  history.findLast(({ recorded }) => recorded)?.day ?? null;

/** The arms that are drawn, the most probable first. */
export const drawnArms = (arms: readonly ArmRead[]): readonly ArmRead[] => arms.toSorted(byChance).slice(0, MOST_DRAWN);

/** A colour for each arm that is drawn, the same in every chart of the page; the others are quiet. */
export const armColours = (arms: readonly ArmRead[]): ReadonlyMap<string, ChartColour> =>
  coloursFor(drawnArms(arms).map(({ arm }) => arm));

/** How an arm stood on a night, or null when it had no data by then. */
export const armOn = (night: History[number], arm: string): History[number]['arms'][number] | null =>
  night.arms.find((one) => one.arm === arm) ?? null;

/** How many of the nights were recorded, and which of them the data have overtaken, in a sentence. */
export function recordedSentence(history: History): string {
  const recorded = history.filter(({ recorded: kept }) => kept);
  const restated = history.filter((night) => night.restated);
  const [first] = restated;
  if (history.length === 0) return 'There is no night with data yet.';
  const kept =
    recorded.length === history.length
      ? `All ${formatCounted(history.length, 'night')} were recorded.`
      : recorded.length === 0
        ? `None of the ${formatCounted(history.length, 'night')} was recorded: they are worked out from the data as they are now.`
        : `${recorded.length} of ${formatCounted(history.length, 'night')} were recorded; the others are worked out from the data as they are now.`;
  if (first === undefined) return kept;
  const which =
    restated.length === 1
      ? `${formatDay(first.day)} has`
      : `${restated.length} nights since ${formatDay(first.day)} have`;
  return `${kept} ${which} been restated since: the recorded numbers differ from those shown.`;
}

/** Of a night, for a table. */
export const nightWord = ({ recorded, restated }: History[number]): string =>
  restated ? 'recorded, restated since' : recorded ? 'recorded' : 'not recorded';
