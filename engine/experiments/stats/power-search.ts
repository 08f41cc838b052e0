import { type PowerDesign, type Precision, perTest, powerAt } from './power.ts';

/** Doublings and halvings after which gbstats gives up. */
const DOUBLINGS = 27;
const HALVINGS = 100;

/** What the search ends with. One that has not come within 1e-5 of the power still says where it stands. */
export type SearchedUnits =
  | { readonly known: true; readonly converged: boolean; readonly times: number; readonly units: number }
  | { readonly known: false };

/**
 * How many times the units so far must still come, as gbstats searches for it: doubled from 1 until the power is there, then
 * halved towards it until it is within 1e-5. Where little is missing that is coarser than `moreUnitsNeeded`, which ends at
 * the number itself: three percent of the number where it is four ten-thousandths of the units so far.
 */
export function searchedMoreUnits(target: number, now: Precision, design: PowerDesign = {}): SearchedUnits {
  const { power: wanted } = perTest(design);
  const beyond = (times: number): number => {
    const standardError = now.standardError / Math.sqrt(1 + times);
    return powerAt(target, { standardError, units: now.units * (1 + times) }, design) - wanted;
  };
  const answer = (times: number, converged = true): SearchedUnits => ({
    known: true,
    converged,
    times,
    units: Math.ceil(times * now.units),
  });
  if (beyond(0) > 0) return answer(0);
  let times = 1;
  let over = beyond(times);
  for (let i = 0; i < DOUBLINGS && over < 0; i += 1) {
    times *= 2;
    over = beyond(times);
  }
  if (over < 0) return { known: false };
  let [low, high] = [0, times];
  for (let i = 0; i < HALVINGS; i += 1) {
    if (over > 0) high = times;
    else low = times;
    times = (low + high) / 2;
    over = beyond(times);
    if (Math.abs(over) < 1e-5) return answer(times, i < HALVINGS - 1);
  }
  return answer(times, false);
}
