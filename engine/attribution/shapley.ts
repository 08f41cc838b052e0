import type { CreditRule, Paths } from './journeys.ts';
import { sharedCredit } from './shared-credit.ts';

const MOST_PLAYERS = 20;

/** Members of a coalition given as bits. */
const membersOf = (coalition: number): number => {
  let members = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) members += 1;
  return members;
};

/**
 * The Shapley value of every player, exactly, from the worth of each of the 2ⁿ coalitions (a coalition is a number whose
 * bit i says whether player i is in it). The values add up to worth(all) − worth(none).
 * Source: Shapley 1953, A value for n-person games.
 * @throws RangeError above 20 players.
 */
export function shapleyValues(players: number, worth: (coalition: number) => number): Float64Array {
  if (players > MOST_PLAYERS) throw new RangeError(`${players} players have too many coalitions`);
  const worths = new Float64Array(1 << players);
  for (let coalition = 0; coalition < worths.length; coalition += 1) worths[coalition] = worth(coalition);
  const weights = orderShares(players);
  const values = new Float64Array(players);
  for (let coalition = 0; coalition < worths.length; coalition += 1) {
    const weight = weights[membersOf(coalition)] ?? 0;
    for (let player = 0; player < players; player += 1) {
      const bit = 1 << player;
      if ((coalition & bit) !== 0) continue;
      const gain = (worths[coalition | bit] ?? 0) - (worths[coalition] ?? 0);
      values[player] = (values[player] ?? 0) + weight * gain;
    }
  }
  return values;
}

/** By size of the coalition that is already there: the share of all orders in which exactly it comes before a player. */
function orderShares(players: number): readonly number[] {
  const shares: number[] = [];
  let share = 1 / players;
  for (let size = 0; size < players; size += 1) {
    shares.push(share);
    share *= (size + 1) / (players - 1 - size);
  }
  return shares;
}

/**
 * Shapley value attribution over channel sets. The worth of a set of channels is what all journeys that used no other
 * channel brought; with that worth the Shapley value has the closed form Σ R(S)/|S| over the sets S a channel is in,
 * R(S) being the conversions of journeys with exactly these channels. Order and repetition do not count, nor do journeys
 * without a conversion. Exact for any number of channels.
 * Source: Zhao, Mahboobi & Bagheri 2018, Shapley value methods for attribution modeling in online advertising.
 */
export const shapleyCredit = (paths: Paths): CreditRule =>
  sharedCredit(paths, (path) => {
    const distinct = [...new Set(path)];
    return distinct.map((channel) => [channel, 1 / distinct.length]);
  });
