import type { Day } from '../../engine/core/index.ts';
import { banditDecisions, type SpineState } from '../../engine/store/journal/index.ts';

/** The last data day on which somebody decided over an arm of each cell; what was refused or taken back does not count. */
export function decidedOn(state: SpineState): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  for (const { cell, dataThrough, state: progress } of banditDecisions(state)) {
    const before = days.get(cell);
    const counts = progress !== 'refused' && progress !== 'taken_back';
    if (counts && (before === undefined || before < dataThrough)) days.set(cell, dataThrough);
  }
  return days;
}
