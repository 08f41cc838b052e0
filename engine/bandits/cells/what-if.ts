import type { CellPrior, ExploreCellRecord, WhatIf } from '../../contract/index.ts';
import { formatCount, formatProbability } from '../../serializer/index.ts';
import type { Generator } from '../../stats/rng/index.ts';
import { Generator as Draws } from '../../stats/rng/index.ts';
import { drawPosterior, posteriorInterval, posteriorMean } from '../posterior/index.ts';
import { PACE_DAYS } from './advice.ts';
import { dayLater, NO_SUMS, noiseOf, posteriorsOf, priorOf, type Sums } from './beliefs.ts';
import { compareBeliefs } from './compare-beliefs.ts';
import { type CellEvidence, sumOf } from './evidence.ts';
import { seedOf } from './seed.ts';
import { recommendedShares } from './shares.ts';
import { type ArmStanding, type CellStanding, cellStanding, nightStanding } from './standing.ts';
import { daysText } from './wording.ts';

export interface Question {
  readonly moreDays: number;
  readonly prior: CellPrior | null;
}

/** Looks that are computed for one answer at most, over all futures; with few looks a future more futures are played. */
const LOOKS = 2500;
/** Of so many arms; with more of them fewer looks are computed. */
const FEW_ARMS = 6;
const MOST_FUTURES = 1000;
const FEWEST_FUTURES = 100;
const LEVEL = 0.95;

/** The sums of each arm at the end of the data, discounted as the rule says. */
const sumsNow = ({ arms, days }: CellEvidence, discount: number): readonly Sums[] =>
  arms.map(({ trials, reward }) =>
    days.reduce<Sums>(
      (sums, _, index) => dayLater(sums, discount, { trials: trials[index] ?? 0, reward: reward[index] ?? 0 }),
      NO_SUMS,
    ),
  );

/** Traffic of all arms on a day, as it was lately. */
const trafficADay = ({ arms, days }: CellEvidence): number =>
  sumOf(arms.map(({ traffic }) => sumOf(traffic.slice(-PACE_DAYS)))) / Math.max(1, Math.min(PACE_DAYS, days.length));

interface World {
  readonly standing: CellStanding;
  readonly arms: readonly ArmStanding[];
  readonly traffic: number;
  readonly noise: number;
  readonly days: number;
}

/** One day of an arm in a future whose true value is known: so much traffic, and what came of it. */
function futureDay(random: Generator, { standing, noise }: World, value: number, traffic: number) {
  switch (standing.model.family) {
    case 'beta': {
      const trials = Math.round(traffic);
      return { trials, reward: binomial(random, trials, value) };
    }
    case 'gamma':
      return { trials: traffic, reward: poisson(random, traffic * value) };
    case 'student':
      return traffic > 0
        ? { trials: 1, reward: value + Math.sqrt(noise) * random.standardNormal() }
        : { trials: 0, reward: 0 };
  }
}

/** Counts by the normal beside them once they are many: of no weight for what is asked here. */
const MANY = 50;

function binomial(random: Generator, trials: number, p: number): number {
  const variance = trials * p * (1 - p);
  if (variance > MANY)
    return Math.min(trials, Math.max(0, Math.round(trials * p + Math.sqrt(variance) * random.standardNormal())));
  if (p > 0.5) return trials - binomial(random, trials, 1 - p);
  return Math.min(
    trials,
    waits(random, (u) => Math.ceil(Math.log1p(-u) / Math.log1p(-p)), trials),
  );
}

function poisson(random: Generator, mean: number): number {
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.standardNormal()));
  return waits(random, (u) => -Math.log1p(-u), mean);
}

/** How many waits fit into `room`. Devroye 1986, "Non-uniform random variate generation", §X.3, §X.4.3. */
function waits(random: Generator, wait: (u: number) => number, room: number): number {
  let count = 0;
  for (let used = wait(random.random()); used <= room; used += wait(random.random())) count += 1;
  return count;
}

interface FutureEnd {
  readonly decided: boolean;
  readonly arms: readonly {
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly pBest: number;
    readonly share: number;
  }[];
}

/** Plays the rule forward: at every look shares are set anew, and the first arm at the bar gets all. */
function playOn(random: Generator, world: World): FutureEnd {
  const { standing, arms, days, traffic } = world;
  const { rule } = standing.record.design;
  const values = arms.map(({ posterior }) => drawValue(random, posterior));
  let sums = sumsNow(standing.evidence, rule.discount);
  const trials = arms.map((arm) => arm.trials);
  let states = arms.map(({ state }) => state);
  let shares = arms.map(({ share }) => share);
  let decided = states.includes('promoted');
  let posteriors = arms.map(({ posterior }) => posterior);
  let chances = arms.map(({ pBest }) => pBest);
  for (let day = 1; day <= days; day += 1) {
    const played = arms.map((_, index) => futureDay(random, world, values[index] ?? 0, traffic * (shares[index] ?? 0)));
    sums = sums.map((own, index) => dayLater(own, rule.discount, played[index] ?? { trials: 0, reward: 0 }));
    for (const [index, own] of played.entries()) trials[index] = (trials[index] ?? 0) + own.trials;
    if (day % rule.lookEveryDays !== 0 && day !== days) continue;
    posteriors = posteriorsOf(sums, rule, standing.model.family);
    chances = [...compareBeliefs(posteriors).pBest];
    if (!decided) {
      const best = chances.indexOf(Math.max(...chances));
      decided = (chances[best] ?? 0) >= rule.promoteAt && (trials[best] ?? 0) >= rule.minTrials;
      if (decided) states = states.map((state, index) => (index === best ? 'promoted' : state));
    }
    shares = [...recommendedShares(chances, states, rule)];
  }
  return {
    decided,
    arms: posteriors.map((posterior, index) => {
      const { low, high } = posteriorInterval(posterior, LEVEL);
      return { mean: posteriorMean(posterior), low, high, pBest: chances[index] ?? 0, share: shares[index] ?? 0 };
    }),
  };
}

/** A true value that the posterior holds possible; a share or a rate is not below zero. */
const drawValue = (random: Generator, posterior: ArmStanding['posterior']): number => drawPosterior(posterior, random);

const meanOf = (values: readonly number[]): number => sumOf(values) / Math.max(1, values.length);

const withPrior = (record: ExploreCellRecord, prior: CellPrior | null): ExploreCellRecord =>
  prior === null ? record : { ...record, design: { ...record.design, rule: { ...record.design.rule, prior } } };

/**
 * The same cell with another prior, read anew, or some days later: futures drawn from the posterior predictive at the
 * traffic of the last week and the recommended shares, with the rule applied at its looks. Means, interval ends and chances
 * are means over the futures. The same question of the same data has one answer: everything is seeded. BA79.
 */
export function whatIf(record: ExploreCellRecord, evidence: CellEvidence, { moreDays, prior }: Question): WhatIf {
  const standing = cellStanding(withPrior(record, prior), evidence);
  const { rule } = standing.record.design;
  const last = standing.nights.at(-1);
  const arms = last === undefined ? [] : nightStanding(standing, last).arms;
  const seed = seedOf(record.design.key, record.version, last?.day ?? '', 'what-if', moreDays);
  const looks = Math.max(1, Math.ceil(moreDays / rule.lookEveryDays));
  const traffic = trafficADay(evidence);
  const goesOn = moreDays > 0 && arms.length > 1 && traffic > 0;
  const weight = Math.max(1, arms.length / FEW_ARMS) * looks;
  const futures = goesOn ? Math.min(MOST_FUTURES, Math.max(FEWEST_FUTURES, Math.floor(LOOKS / weight))) : 0;
  const now = {
    decided: arms.some((arm) => arm.state === 'promoted' || (arm.pBest >= rule.promoteAt && arm.enough)),
    arms: arms.map(({ posterior, pBest, share }) => {
      const { low, high } = posteriorInterval(posterior, LEVEL);
      return { mean: posteriorMean(posterior), low, high, pBest, share };
    }),
  };
  const sums = sumsNow(evidence, rule.discount);
  const noise = noiseOf(sums, priorOf(sums, rule.prior, standing.model.family).mean);
  const random = Draws.seeded(seed);
  const ends = goesOn
    ? Array.from({ length: futures }, () => playOn(random, { standing, arms, traffic, noise, days: moreDays }))
    : [now];
  const of = (index: number, pick: (arm: FutureEnd['arms'][number]) => number): number =>
    meanOf(ends.flatMap((end) => end.arms.slice(index, index + 1).map(pick)));
  const chanceToDecide = arms.length > 1 ? meanOf(ends.map(({ decided }) => (decided ? 1 : 0))) : 0;
  return {
    arms: arms.map(({ arm, label }, index) => ({
      arm,
      label,
      mean: of(index, ({ mean }) => mean),
      interval: { low: of(index, ({ low }) => low), high: of(index, ({ high }) => high), level: LEVEL },
      width: of(index, ({ low, high }) => high - low),
      pBest: Math.min(
        1,
        of(index, ({ pBest }) => pBest),
      ),
      share: Math.min(
        1,
        of(index, ({ share }) => share),
      ),
    })),
    chanceToDecide,
    futures,
    seed: String(seed),
    sentence: goesOn
      ? `Within ${daysText(moreDays)} at the traffic of the last week the rule promotes an arm in ${formatProbability(chanceToDecide)} of ${formatCount(futures)} simulated futures.`
      : moreDays > 0 && arms.length > 1
        ? 'The arms had no traffic in the last week: more days bring nothing.'
        : chanceToDecide > 0
          ? 'With these data the rule promotes an arm now.'
          : 'With these data the rule promotes no arm yet.',
  };
}
