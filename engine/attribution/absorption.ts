import type { Chain } from './chain.ts';

/**
 * The probability of ending in conversion from every transient state of a chain, by state elimination: the last state is
 * taken out and what passed through it is handed on, until only the start is left; then back again. Loops are no
 * approximation: what returns to a state is divided by all that leaves it for good. No subtraction happens, so each
 * probability is exact to rounding however long the loops are.
 * Source: Grassmann, Taksar & Heyman 1985, Regenerative analysis and steady state distributions for Markov chains.
 * @param counts how often each move was made; rows need not add up to 1.
 * @param without a channel whose states all lead to null instead (the channel removed).
 * @returns one probability for each state, the start first; 0 for a state that is never left.
 */
export function conversionProbabilities(chain: Chain, counts: Float64Array, without?: number): Float64Array {
  const { states } = chain;
  const width = states + 2;
  const flow = flows(chain, counts, without);
  const leaving = new Float64Array(states);
  const targets = new Int32Array(width);
  for (let state = states - 1; state >= 0; state -= 1) {
    const reached = reachedFrom(flow, state, width, states, targets);
    let out = 0;
    for (let t = 0; t < reached; t += 1) out += flow[state * width + (targets[t] ?? 0)] ?? 0;
    leaving[state] = out;
    if (out === 0) continue;
    for (let row = 0; row < state; row += 1) {
      const through = flow[row * width + state] ?? 0;
      if (through === 0) continue;
      const share = through / out;
      for (let t = 0; t < reached; t += 1) {
        const target = targets[t] ?? 0;
        const at = row * width + target;
        flow[at] = (flow[at] ?? 0) + share * (flow[state * width + target] ?? 0);
      }
    }
  }
  return substituteBack(flow, leaving, states);
}

/** The counts as a matrix, the moves into the removed channel's states led to null. */
function flows({ states, from, to, touched }: Chain, counts: Float64Array, without?: number): Float64Array {
  const width = states + 2;
  const flow = new Float64Array(states * width);
  counts.forEach((count, move) => {
    const target = to[move] ?? 0;
    const removed = without !== undefined && target < states && touched[target] === without;
    const at = (from[move] ?? 0) * width + (removed ? states + 1 : target);
    flow[at] = (flow[at] ?? 0) + count;
  });
  return flow;
}

/** Writes where `state` leads among the states before it and the ends; itself is left out. */
function reachedFrom(flow: Float64Array, state: number, width: number, states: number, targets: Int32Array): number {
  let reached = 0;
  const look = (target: number): void => {
    if ((flow[state * width + target] ?? 0) > 0) {
      targets[reached] = target;
      reached += 1;
    }
  };
  for (let target = 0; target < state; target += 1) look(target);
  look(states);
  look(states + 1);
  return reached;
}

function substituteBack(flow: Float64Array, leaving: Float64Array, states: number): Float64Array {
  const probability = new Float64Array(states);
  for (let state = 0; state < states; state += 1) {
    const out = leaving[state] ?? 0;
    if (out === 0) continue;
    const row = state * (states + 2);
    let converting = flow[row + states] ?? 0;
    for (let target = 0; target < state; target += 1) {
      converting += (flow[row + target] ?? 0) * (probability[target] ?? 0);
    }
    probability[state] = Math.min(1, converting / out);
  }
  return probability;
}
