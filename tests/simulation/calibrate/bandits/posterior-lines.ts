import { posteriorOf, type Sums } from '../../../../engine/bandits/cells/beliefs.ts';
import { posteriorInterval } from '../../../../engine/bandits/index.ts';
import { Generator } from '../../../../engine/stats/rng/index.ts';
import { type Line, rateLine } from '../line.ts';

const SHARE = { from: 0.88, to: 0.92 };
const LEVEL = 0.9;

interface Prior {
  readonly mean: number;
  readonly strength: number;
}

/** One kind of reward: how a true mean comes from a prior, and what an arm with it brings. */
interface Family {
  readonly family: 'beta' | 'gamma' | 'student';
  readonly what: string;
  /** The prior of the read. */
  readonly prior: Prior;
  /** Where the truth comes from instead: twice the mean and half as sure. */
  readonly other: Prior;
  /** Variance of days the read begins with. */
  readonly noise: number;
  readonly truth: (prior: Prior, random: Generator) => { readonly mean: number; readonly variance: number };
  readonly draw: (truth: { readonly mean: number; readonly variance: number }, random: Generator) => Sums;
}

/** Events of a Poisson process with this mean, by counting gaps. */
function poisson(mean: number, random: Generator): number {
  let [count, time] = [0, random.standardExponential()];
  while (time < mean) {
    count += 1;
    time += random.standardExponential();
  }
  return count;
}

const sumsOf = (trials: number, rewards: readonly number[]): Sums => ({
  trials,
  reward: rewards.reduce((sum, reward) => sum + reward, 0),
  squares: rewards.reduce((sum, reward) => sum + reward * reward, 0),
});

/** Trials from 10 to 1,000, each decade as likely: arms of all ages. */
const someTrials = (random: Generator): number => Math.round(10 ** (1 + 2 * random.random()));

/** Degrees of freedom with which the read knows the variance of days beforehand. */
const NOISE_DF = 3;

const FAMILIES: readonly Family[] = [
  {
    family: 'beta',
    what: 'Rates (Beta)',
    prior: { mean: 0.03, strength: 100 },
    other: { mean: 0.06, strength: 50 },
    noise: 0,
    truth: ({ mean, strength }, random) => ({
      mean: random.beta(mean * strength, (1 - mean) * strength),
      variance: 0,
    }),
    draw: ({ mean }, random) => {
      const trials = someTrials(random);
      const rewards = Array.from({ length: trials }, (): number => (random.random() < mean ? 1 : 0));
      return sumsOf(trials, rewards);
    },
  },
  {
    family: 'gamma',
    what: 'Counts for an exposure (Gamma–Poisson)',
    prior: { mean: 0.05, strength: 60 },
    other: { mean: 0.1, strength: 30 },
    noise: 0,
    truth: ({ mean, strength }, random) => ({ mean: random.standardGamma(mean * strength) / strength, variance: 0 }),
    draw: ({ mean }, random) => {
      const exposure = someTrials(random);
      return sumsOf(exposure, [poisson(mean * exposure, random)]);
    },
  },
  {
    family: 'student',
    what: 'Values of days (Gaussian, variance learned)',
    prior: { mean: 2, strength: 4 },
    other: { mean: 4, strength: 2 },
    noise: 1,
    truth: ({ mean, strength }, random) => {
      const variance = NOISE_DF / (2 * random.standardGamma(NOISE_DF / 2));
      return { mean: mean + Math.sqrt(variance / strength) * random.standardNormal(), variance };
    },
    draw: ({ mean, variance }, random) => {
      const days = 2 + random.integer(60);
      return sumsOf(
        days,
        Array.from({ length: days }, () => mean + Math.sqrt(variance) * random.standardNormal()),
      );
    },
  },
];

/** In how many of so many arms the interval the product makes holds the true mean. */
function held({ family, prior, noise, truth, draw }: Family, from: Prior, arms: number, random: Generator): number {
  let count = 0;
  for (let arm = 0; arm < arms; arm += 1) {
    const own = truth(from, random);
    const { low, high } = posteriorInterval(posteriorOf(draw(own, random), prior, { family, noise }), LEVEL);
    if (own.mean >= low && own.mean <= high) count += 1;
  }
  return count;
}

/** 90 % intervals of posteriors: true means from the prior of the read, and from another (told, promised by nobody). */
export function posteriorLines({ arms, seed }: { readonly arms: number; readonly seed: number }): readonly Line[] {
  return FAMILIES.flatMap((of, index) => {
    const line = (id: string, what: string, bar: typeof SHARE | null, from: Prior, at: number) =>
      rateLine(
        { id: `posterior.${of.family}.${id}`, what: `${of.what}: the 90 % interval holds the truth${what}`, bar },
        held(of, from, arms, Generator.seeded(seed + at)),
        arms,
      );
    return [
      line('prior', ', drawn from the prior', SHARE, of.prior, 2 * index),
      line('other', ', drawn from a prior with twice the mean and half as sure', null, of.other, 2 * index + 1),
    ];
  });
}
