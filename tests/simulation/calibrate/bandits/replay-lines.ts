import { percentileInterval, resampledRatios } from '../../../../engine/bandits/off-policy/spread.ts';
import { Generator } from '../../../../engine/stats/rng/index.ts';
import { type Line, lineOf } from '../line.ts';
import type { Counted } from '../split.ts';
import type { ArchivedTest } from '../upworthy.ts';
import { EarlierTests } from './earlier-tests.ts';
import { type Begun, loggedImpressions, ratedImpressions, replayed, type Serve } from './replay.ts';
import { archiveSpread, drawnRates } from './true-rates.ts';

/** One test played through: clicks above those of an equal split, the latter, and impressions. */
interface Played {
  readonly gained: number;
  readonly equal: number;
  readonly impressions: number;
  /** What serving the best alone would have gained; where the true rates are not known, nothing. */
  readonly most: number;
}

interface Run {
  readonly test: ArchivedTest;
  readonly begun: Begun;
  readonly seed: number;
  readonly random: Generator;
}

const BATCHES = 24;
const RESAMPLES = 2000;
const NOTHING: Begun = { clicks: 0, impressions: 0 };

const fewest = (variants: readonly Counted[]): number => Math.min(...variants.map(({ impressions }) => impressions));
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const recordedRates = (variants: readonly Counted[]): readonly number[] =>
  variants.map(({ clicks, impressions }) => clicks / impressions);

/**
 * As many impressions as the variant with the fewest has, so that even serving one alone never runs out. The equal split's
 * clicks on them are the mean of the recorded rates: known without error, and as honest.
 */
function shortRun({ test: { variants }, begun, seed }: Run, serve: Serve): Played {
  const impressions = fewest(variants);
  const { clicks } = replayed({ serve, arms: variants.length, impressions, batches: BATCHES, begun, seed });
  const equal = impressions * meanOf(recordedRates(variants));
  return { gained: clicks - equal, equal, impressions, most: 0 };
}

/** All impressions of the test at plausible true rates; what was gained is counted by these rates. */
function wholeRun({ test: { variants }, begun, seed, random }: Run, between: number): Played {
  const rates = drawnRates(variants, between, random);
  const impressions = variants.reduce((sum, own) => sum + own.impressions, 0);
  const serve = ratedImpressions(rates, random);
  const { served } = replayed({ serve, arms: variants.length, impressions, batches: BATCHES, begun, seed });
  const equal = impressions * meanOf(rates);
  const clicks = served.reduce((sum, count, arm) => sum + count * (rates[arm] ?? 0), 0);
  return { gained: clicks - equal, equal, impressions, most: impressions * Math.max(...rates) - equal };
}

/** All tests in the order of their weeks; what a bandit is begun with comes from the weeks before. */
function playedThrough(
  tests: readonly ArchivedTest[],
  { seed, learned, play }: { seed: number; learned: boolean; play: (run: Run) => Played },
): readonly Played[] {
  const random = Generator.seeded(seed);
  const earlier = new EarlierTests();
  return tests.map((test, index) => {
    const begun = learned ? earlier.before(test.week) : NOTHING;
    earlier.add(test);
    return play({ test, begun, random, seed: seed * 10_000 + index });
  });
}

/** Means over the seeds of each test's numbers. */
function overSeeds(runs: readonly (readonly Played[])[], of: (played: Played) => number): Float64Array {
  const tests = runs[0]?.length ?? 0;
  return Float64Array.from({ length: tests }, (_, test) =>
    meanOf(runs.map((run) => (run[test] === undefined ? Number.NaN : of(run[test])))),
  );
}

interface Told {
  readonly id: string;
  readonly what: string;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** A ratio of sums over tests, with the interval of resampled tests. */
function ratioLine(told: Told, above: Float64Array, below: Float64Array, scale = 1): Line {
  const ratios = resampledRatios({ above, below }, RESAMPLES, Generator.seeded(1));
  const [low, high] = percentileInterval(ratios, 0.95);
  const of = { ...told, bar: null, ...(scale === 1 ? {} : { unit: 'number' as const }) };
  return lineOf(of, above.length, (scale * sumOf(above)) / sumOf(below), [scale * low, scale * high]);
}

const gainedOf = (run: readonly Played[]): number =>
  run.reduce((sum, { gained }) => sum + gained, 0) / run.reduce((sum, { equal }) => sum + equal, 0);

/** The same overall number from run to run: what the seed alone does to it. */
function seedsLine(told: Told, runs: readonly (readonly Played[])[]): readonly Line[] {
  if (runs.length < 2) return [];
  const gains = runs.map(gainedOf);
  return [lineOf({ ...told, bar: null }, gains.length, meanOf(gains), [Math.min(...gains), Math.max(...gains)])];
}

export interface ReplayLinesOptions {
  readonly seeds: number;
  readonly seed: number;
}

/**
 * Real headline tests, in the order of their weeks, each served by Thompson sampling that learns clicks 24 times, against
 * serving every variant equally often.
 */
export function replayLines(tests: readonly ArchivedTest[], { seeds, seed }: ReplayLinesOptions): readonly Line[] {
  const between = archiveSpread(tests.map(({ variants }) => variants));
  const runs = (count: number, learned: boolean, play: (run: Run) => Played) =>
    Array.from({ length: count }, (_, run) => playedThrough(tests, { seed: seed + run, learned, play }));
  const logged = (run: Run): Played => shortRun(run, loggedImpressions(run.test.variants, run.random));
  const recorded = (run: Run): Played => shortRun(run, ratedImpressions(recordedRates(run.test.variants), run.random));

  const learned = runs(seeds, true, logged);
  const uniform = runs(seeds, false, logged);
  const lucky = runs(1, true, recorded);
  const whole = runs(1, true, (run) => wholeRun(run, between));
  const share = (told: Told, of: readonly (readonly Played[])[]) =>
    ratioLine(
      told,
      overSeeds(of, ({ gained }) => gained),
      overSeeds(of, ({ equal }) => equal),
    );
  const gained = 'clicks gained on an equal split';
  return [
    share(
      { id: 'replay.logged', what: `Logged impressions served once, prior from earlier weeks: ${gained}` },
      learned,
    ),
    ratioLine(
      { id: 'replay.logged.thousand', what: 'The same: clicks gained in 1,000 impressions' },
      overSeeds(learned, ({ gained: clicks }) => clicks),
      overSeeds(learned, ({ impressions }) => impressions),
      1000,
    ),
    ...seedsLine({ id: 'replay.logged.seeds', what: 'The same, by seed: mean, least and most' }, learned),
    share({ id: 'replay.logged.uniform', what: `Logged impressions served once, uniform prior: ${gained}` }, uniform),
    share(
      { id: 'replay.recorded', what: `Recorded rates taken for true (nobody should: luck counts): ${gained}` },
      lucky,
    ),
    share({ id: 'replay.whole', what: `All impressions, plausible true rates: ${gained}` }, whole),
    ratioLine(
      { id: 'replay.whole.thousand', what: 'The same: clicks gained in 1,000 impressions' },
      overSeeds(whole, ({ gained: clicks }) => clicks),
      overSeeds(whole, ({ impressions }) => impressions),
      1000,
    ),
    ratioLine(
      { id: 'replay.whole.reached', what: 'The same, as a share of what serving the best alone would gain' },
      overSeeds(whole, ({ gained: clicks }) => clicks),
      overSeeds(whole, ({ most }) => most),
    ),
  ];
}
