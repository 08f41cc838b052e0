import type { ArmPosterior, CellPrior, CellRule } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import type { CellEvidence } from './evidence.ts';
import type { RewardModel } from './reward-model.ts';

/** One arm on one night: what was believed by the data up to it. */
export interface ArmBelief {
  /** Its place among the arms of the evidence. */
  readonly place: number;
  readonly posterior: ArmPosterior;
  /** Up to the night, nothing discounted. */
  readonly trials: number;
  readonly reward: number;
  /** First day with trials. */
  readonly since: Day;
}

export interface Night {
  readonly day: Day;
  /** Arms that were played by then. */
  readonly arms: readonly ArmBelief[];
}

/** Discounted sums of an arm: trials, rewards, and squares of the rewards of its days. */
export interface Sums {
  readonly trials: number;
  readonly reward: number;
  readonly squares: number;
}

export const NO_SUMS: Sums = { trials: 0, reward: 0, squares: 0 };

/** A day later: what was known is worth `discount` of it, and the day comes on top. */
export const dayLater = (
  before: Sums,
  discount: number,
  day: { readonly trials: number; readonly reward: number },
): Sums => ({
  trials: before.trials * discount + day.trials,
  reward: before.reward * discount + day.reward,
  squares: before.squares * discount + day.reward * day.reward,
});

/** Half a reward more in one trial more: the pooled mean of a cell in which nothing has happened yet is not zero. */
const PSEUDO = { reward: 0.5, trials: 1 };

/**
 * The prior of all arms of a cell. A rule's own is worth `strength` trials at its mean. The product's weak one lies at the
 * pooled mean of the cell and is worth one reward (return on spend: one day): of all beliefs about a positive quantity
 * with this mean it says least, the exponential, here as Beta(1, 1/m − 1) and Gamma(1, 1/m). A share above a half is seen
 * from its other side, Beta(m / (1 − m), 1).
 * Source: Jaynes 2003, "Probability theory", ch. 11 (least that can be said at a given mean); Kass & Wasserman 1995, "A
 * reference Bayesian test … and its relationship to the Schwarz criterion" (a prior worth one observation).
 */
export function priorOf(sums: readonly Sums[], given: CellPrior | null, family: RewardModel['family']): CellPrior {
  if (given !== null) return given;
  const trials = sums.reduce((sum, own) => sum + own.trials, 0);
  const reward = sums.reduce((sum, own) => sum + own.reward, 0);
  if (family === 'student') return { mean: trials > 0 ? reward / trials : 0, strength: 1 };
  // What is paid by views may be more than its trials: a share is at most all of them.
  const share = family === 'beta' ? Math.min(reward, trials) : reward;
  const mean = (share + PSEUDO.reward) / (trials + PSEUDO.trials);
  return { mean, strength: family === 'beta' ? 1 / Math.min(mean, 1 - mean) : 1 / mean };
}

/** Parameters below this are no density that can be drawn. */
const LEAST = 1e-3;
/** Degrees of freedom the noise of days is known with beforehand. */
const NOISE_DF = 3;

/** Variance of the days within arms, for the prior of a mean; without any, what keeps the scale of the mean. */
export function noiseOf(sums: readonly Sums[], mean: number): number {
  let squares = 0;
  let df = 0;
  for (const { trials, reward, squares: own } of sums) {
    if (trials <= 1) continue;
    squares += Math.max(0, own - (reward * reward) / trials);
    df += trials - 1;
  }
  const within = df > 0 ? squares / df : 0;
  return within > 0 ? within : Math.max(mean * mean, 1e-6);
}

/**
 * The posterior of one arm: Beta–Binomial, Gamma–Poisson with the money spent as exposure, or the mean of normal days
 * whose variance is learned too (normal-inverse-gamma, a Student's t). Source: Gelman et al. 2013, "Bayesian Data Analysis",
 * §2.4, §2.6, §3.3. Weights of days by `discount`: West & Harrison 1997, "Bayesian forecasting and dynamic models", §6.3.
 */
export function posteriorOf(
  own: Sums,
  prior: CellPrior,
  { family, noise }: { readonly family: RewardModel['family']; readonly noise: number },
): ArmPosterior {
  const { trials, reward, squares } = own;
  const before = prior.mean * prior.strength;
  switch (family) {
    case 'beta':
      return {
        kind: 'beta',
        alpha: Math.max(LEAST, before + reward),
        beta: Math.max(LEAST, prior.strength - before + Math.max(0, trials - reward)),
      };
    case 'gamma':
      return { kind: 'gamma', shape: Math.max(LEAST, before + reward), rate: prior.strength + trials };
    case 'student': {
      const weight = prior.strength + trials;
      const df = NOISE_DF + trials;
      const spread = trials > 0 ? Math.max(0, squares - (reward * reward) / trials) : 0;
      const shift = trials > 0 ? (prior.strength * trials * (reward / trials - prior.mean) ** 2) / weight : 0;
      const variance = (NOISE_DF * noise + spread + shift) / df;
      return { kind: 'student', mean: (before + reward) / weight, scale: Math.sqrt(variance / weight), df };
    }
  }
}

/** Posteriors of sums that were read together: they share the prior. */
export function posteriorsOf(sums: readonly Sums[], rule: CellRule, family: RewardModel['family']): ArmPosterior[] {
  const prior = priorOf(sums, rule.prior, family);
  const noise = family === 'student' ? noiseOf(sums, prior.mean) : 0;
  return sums.map((own) => posteriorOf(own, prior, { family, noise }));
}

interface Running {
  sums: Sums;
  trials: number;
  reward: number;
  since: Day | null;
}

/** What was to be believed on each night, by the data up to it and nothing after: a day's row never changes by later days. */
export function beliefs(evidence: CellEvidence, rule: CellRule, { family }: RewardModel): readonly Night[] {
  const running = evidence.arms.map((): Running => ({ sums: NO_SUMS, trials: 0, reward: 0, since: null }));
  return evidence.days.map((day, index) => {
    for (const [place, arm] of evidence.arms.entries()) {
      const own = running[place];
      if (own === undefined) continue;
      const [trials, reward] = [arm.trials[index] ?? 0, arm.reward[index] ?? 0];
      own.sums = dayLater(own.sums, rule.discount, { trials, reward });
      own.trials += trials;
      own.reward += reward;
      if (own.since === null && trials > 0) own.since = day;
    }
    const seen = running.flatMap(({ sums, trials, reward, since }, place) =>
      since === null ? [] : [{ sums, trials, reward, since, place }],
    );
    const posteriors = posteriorsOf(
      seen.map(({ sums }) => sums),
      rule,
      family,
    );
    const arms = seen.flatMap(({ place, trials, reward, since }, at) => {
      const posterior = posteriors[at];
      return posterior === undefined ? [] : [{ place, posterior, trials, reward, since }];
    });
    return { day, arms };
  });
}
