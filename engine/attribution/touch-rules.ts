import type { CreditRule, Paths } from './journeys.ts';
import { type Shares, sharedCredit } from './shared-credit.ts';

const whole = (channel: number | undefined): Shares => (channel === undefined ? [] : [[channel, 1]]);

/** All credit to the last channel before the conversion. */
export const lastTouch = (paths: Paths): CreditRule => sharedCredit(paths, (path) => whole(path.at(-1)));

/** All credit to the channel the journey began with. */
export const firstTouch = (paths: Paths): CreditRule => sharedCredit(paths, (path) => whole(path[0]));

/** The same credit to every touch; a channel touched twice gets it twice. */
export const linear = (paths: Paths): CreditRule =>
  sharedCredit(paths, (path) => path.map((channel) => [channel, 1 / path.length]));

/** All credit to the last channel that is not `direct`; to `direct` where the journey has no other. */
export function lastNonDirect(paths: Paths, direct = 'direct'): CreditRule {
  const number = paths.channels.indexOf(direct);
  return sharedCredit(paths, (path) => whole(path.findLast((channel) => channel !== number) ?? path.at(-1)));
}
