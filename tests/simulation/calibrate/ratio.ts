import { sampleRatioPValue, sequentialSampleRatio } from '../../../engine/experiments/stats/index.ts';
import { seededUniform } from '../../../engine/stats/index.ts';
import { BinomialDraws } from './binomial.ts';
import { type Line, rateLine } from './line.ts';

const ALARM = 0.001;
/** Nominal ± 15 %. */
const NOMINAL = { from: 0.00085, to: 0.00115 };

/** How units split over arms with these weights. */
function unitsOf(draws: BinomialDraws, units: number, weights: readonly number[]): number[] {
  let [left, weightLeft] = [units, weights.reduce((sum, weight) => sum + weight, 0)];
  return weights.map((weight, i) => {
    const here = i === weights.length - 1 ? left : draws.draw(left, weight / weightLeft);
    left -= here;
    weightLeft -= weight;
    return here;
  });
}

const armsOf = (units: readonly number[], weights: readonly number[]) =>
  units.map((n, i) => ({ units: n, weight: weights[i] ?? 0 }));

const alarmed = (units: readonly number[], weights: readonly number[]): boolean =>
  sampleRatioPValue(armsOf(units, weights)) < ALARM;

const SPLITS = [
  { name: 'halves', weights: [1, 1], units: 20_000 },
  { name: 'thirds', weights: [1, 1, 1], units: 20_000 },
  { name: 'tenth', weights: [9, 1], units: 20_000 },
] as const;

/** Alarms of the sample-ratio checks where units do split as promised: at one look, and at any of 28 daily ones. */
export function ratioLines({ times, seed }: { readonly times: number; readonly seed: number }): readonly Line[] {
  const once = SPLITS.map(({ name, weights, units }, i) => {
    const draws = new BinomialDraws(seededUniform(seed + i));
    let count = 0;
    for (let t = 0; t < times; t += 1) if (alarmed(unitsOf(draws, units, weights), weights)) count += 1;
    const what = `Uneven split called at p < 0.001, weights ${weights.join(' to ')}, one look`;
    return rateLine({ id: `sample_ratio.${name}`, what, bar: NOMINAL }, count, times);
  });
  return [...once, ...lookedAtDaily(Math.ceil(times / 28), seed + 9)];
}

/** The same experiments looked at on each of 28 days, by the test for one look and by the one that may be watched. */
function lookedAtDaily(times: number, seed: number): readonly Line[] {
  const draws = new BinomialDraws(seededUniform(seed));
  const count = { once: 0, watched: 0, watchedOften: 0 };
  for (let t = 0; t < times; t += 1) {
    let [first, second] = [0, 0];
    const looks = Array.from({ length: 28 }, () => {
      const here = draws.draw(700, 0.5);
      first += here;
      second += 700 - here;
      return [first, second];
    });
    const last = sequentialSampleRatio(looks.map((units) => armsOf(units, [1, 1]))).at(-1) ?? 1;
    if (looks.some((units) => alarmed(units, [1, 1]))) count.once += 1;
    if (last < ALARM) count.watched += 1;
    if (last < 0.05) count.watchedOften += 1;
  }
  const what = (by: string, level: string) => `Uneven split called at p < ${level} on any of 28 days, halves, ${by}`;
  return [
    rateLine({ id: 'sample_ratio.daily', what: what('χ² (nobody should)', '0.001'), bar: null }, count.once, times),
    rateLine(
      { id: 'sample_ratio.watched', what: what('the test that may be watched', '0.001'), bar: { from: 0, to: ALARM } },
      count.watched,
      times,
    ),
    rateLine(
      { id: 'sample_ratio.watched_05', what: what('the same', '0.05'), bar: { from: 0, to: 0.05 } },
      count.watchedOften,
      times,
    ),
  ];
}
