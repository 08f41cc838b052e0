import { Bandit, type Rows } from '../../../../engine/bandits/index.ts';
import type { Generator } from '../../../../engine/stats/rng/index.ts';
import type { Counted } from '../split.ts';

/** What a served impression of an arm brings. */
export type Serve = (arm: number) => number;

/**
 * The logged impressions of each arm in random order, each served once: which of them were clicked is the only thing the
 * log knows. A served click is an honest draw of the arm's true rate whatever was chosen before, so nothing is won by arms
 * that were lucky in the log (the idea of Li, Chu, Langford & Wang 2011, "Unbiased offline evaluation").
 */
export function loggedImpressions(arms: readonly Counted[], random: Generator): Serve {
  const left = arms.map(({ impressions, clicks }) => ({ impressions, clicks }));
  return (arm) => {
    const own = left[arm];
    if (own === undefined || own.impressions === 0) throw new RangeError(`arm ${arm} has no impression left`);
    const clicked = random.integer(own.impressions) < own.clicks;
    own.impressions -= 1;
    if (!clicked) return 0;
    own.clicks -= 1;
    return 1;
  };
}

/** Impressions clicked at a rate each. */
export const ratedImpressions =
  (rates: readonly number[], random: Generator): Serve =>
  (arm) =>
    random.random() < (rates[arm] ?? 0) ? 1 : 0;

/** Plays a bandit is begun with, of each arm: what earlier tests say, in whole impressions. */
export interface Begun {
  readonly clicks: number;
  readonly impressions: number;
}

export interface ReplayOptions {
  readonly serve: Serve;
  readonly arms: number;
  readonly impressions: number;
  /** Clicks are learned after each of so many equal parts. */
  readonly batches: number;
  readonly begun: Begun;
  readonly seed: number;
}

const rowsOf = (count: number): Rows => ({ values: new Float64Array(0), count, columns: 0 });

function begunBandit({ arms, begun, seed }: ReplayOptions): Bandit {
  const bandit = new Bandit({
    arms: Array.from({ length: arms }, (_, arm) => arm),
    policy: { name: 'ThompsonSampling' },
    seed,
  });
  if (begun.impressions === 0) return bandit;
  const decisions = Array.from({ length: arms * begun.impressions }, (_, play) => play % arms);
  const rewards = decisions.map((_, play) => (Math.floor(play / arms) < begun.clicks ? 1 : 0));
  bandit.partialFit({ decisions, rewards, contexts: null });
  return bandit;
}

/** Thompson sampling serves impressions in batches. Returns how often each arm was served and all clicks. */
export function replayed(options: ReplayOptions): { readonly served: readonly number[]; readonly clicks: number } {
  const { serve, arms, impressions, batches } = options;
  const bandit = begunBandit(options);
  const served = new Array<number>(arms).fill(0);
  let clicks = 0;
  let done = 0;
  for (let batch = 1; batch <= batches; batch += 1) {
    const until = Math.round((impressions * batch) / batches);
    if (until === done) continue;
    const decisions = bandit.predict(rowsOf(until - done));
    const rewards = new Float64Array(decisions.length);
    for (const [index, arm] of decisions.entries()) {
      const at = Number(arm);
      const clicked = serve(at);
      rewards[index] = clicked;
      clicks += clicked;
      served[at] = (served[at] ?? 0) + 1;
    }
    bandit.partialFit({ decisions, rewards, contexts: null });
    done = until;
  }
  return { served, clicks };
}
