import type { Outcomes, Paths } from './journeys.ts';

/**
 * The states and moves of an absorbing Markov chain over journeys. State 0 is the start; the other transient states are
 * the last `order` channels touched (fewer at the beginning of a journey). Conversion and null absorb.
 */
export interface Chain {
  readonly order: number;
  readonly channels: number;
  /** Transient states, the start included. Conversion is state `states`, null is `states + 1`. */
  readonly states: number;
  /** The channel touched last in each state; -1 for the start. */
  readonly touched: Int32Array;
  /** Moves, each once. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The moves between the touches of every path, one path after the other; path p's end before `ends[p]`. */
  readonly walked: Int32Array;
  readonly ends: Int32Array;
  /** For each path the move that converts, and the one that does not. */
  readonly converting: Int32Array;
  readonly losing: Int32Array;
}

const MOST_STATES = 2000;

class Numbering<Key> {
  readonly keys: Key[] = [];
  readonly #numbers = new Map<Key, number>();

  of(key: Key): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }
}

/**
 * The chain that the paths make, without their counts.
 * Source: Anderl, Becker, von Wangenheim & Schumann 2016, Mapping the customer journey, §3 (states of higher order are
 * the tuples of the last k channels; only tuples that occur become states).
 * @throws RangeError when the order is below 1, or more than 2,000 states occur.
 */
export function chainOf({ channels, paths }: Paths, order = 1): Chain {
  if (!Number.isInteger(order) || order < 1) throw new RangeError(`not an order: ${order}`);
  const states = new Numbering<string>();
  const touched: number[] = [-1];
  states.of('');
  const visited = paths.map((path) =>
    path.map((channel, at) => {
      const state = states.of(path.slice(Math.max(0, at + 1 - order), at + 1).join(' '));
      touched[state] = channel;
      return state;
    }),
  );
  const count = states.keys.length;
  if (count > MOST_STATES) throw new RangeError(`order ${order} has ${count} states`);
  const moves = new Numbering<number>();
  const move = (from: number, to: number): number => moves.of(from * (count + 2) + to);
  const made: number[] = [];
  const ends = new Int32Array(paths.length);
  const converting = new Int32Array(paths.length);
  const losing = new Int32Array(paths.length);
  for (const [path, visits] of visited.entries()) {
    for (const [at, state] of visits.entries()) made.push(move(visits[at - 1] ?? 0, state));
    ends[path] = made.length;
    converting[path] = move(visits.at(-1) ?? 0, count);
    losing[path] = move(visits.at(-1) ?? 0, count + 1);
  }
  return {
    order,
    channels: channels.length,
    states: count,
    touched: Int32Array.from(touched),
    from: Int32Array.from(moves.keys, (key) => Math.floor(key / (count + 2))),
    to: Int32Array.from(moves.keys, (key) => key % (count + 2)),
    walked: Int32Array.from(made),
    ends,
    converting,
    losing,
  };
}

/** How often each move of the chain was made. */
export function moveCounts(chain: Chain, { conversions, losses }: Outcomes): Float64Array {
  const { walked, ends, converting, losing } = chain;
  const counts = new Float64Array(chain.from.length);
  const add = (move: number, journeys: number): void => {
    counts[move] = (counts[move] ?? 0) + journeys;
  };
  let at = 0;
  for (let path = 0; path < ends.length; path += 1) {
    const converted = conversions[path] ?? 0;
    const lost = losses[path] ?? 0;
    for (const end = ends[path] ?? 0; at < end; at += 1) add(walked[at] ?? 0, converted + lost);
    add(converting[path] ?? 0, converted);
    add(losing[path] ?? 0, lost);
  }
  return counts;
}
