import { sampleRatioPValue } from '../../../engine/experiments/stats/index.ts';
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

const alarmed = (units: readonly number[], weights: readonly number[]): boolean =>
  sampleRatioPValue(units.map((n, i) => ({ units: n, weight: weights[i] ?? 0 }))) < ALARM;

const SPLITS = [
  { name: 'halves', weights: [1, 1], units: 20_000 },
  { name: 'thirds', weights: [1, 1, 1], units: 20_000 },
  { name: 'tenth', weights: [9, 1], units: 20_000 },
] as const;

/** Alarms of the sample-ratio check where units do split as promised: at one look, and at any of 28 daily ones. */
export function ratioLines({ times, seed }: { readonly times: number; readonly seed: number }): readonly Line[] {
  const once = SPLITS.map(({ name, weights, units }, i) => {
    const draws = new BinomialDraws(seededUniform(seed + i));
    let count = 0;
    for (let t = 0; t < times; t += 1) if (alarmed(unitsOf(draws, units, weights), weights)) count += 1;
    const what = `Uneven split called at p < 0.001, weights ${weights.join(' to ')}, one look`;
    return rateLine({ id: `sample_ratio.${name}`, what, bar: NOMINAL }, count, times);
  });
  return [...once, lookedAtDaily(Math.ceil(times / 28), seed + 9)];
}

function lookedAtDaily(times: number, seed: number): Line {
  const draws = new BinomialDraws(seededUniform(seed));
  let count = 0;
  for (let t = 0; t < times; t += 1) {
    const units = [0, 0];
    let alarm = false;
    for (let day = 0; day < 28 && !alarm; day += 1) {
      const first = draws.draw(700, 0.5);
      units[0] = (units[0] ?? 0) + first;
      units[1] = (units[1] ?? 0) + 700 - first;
      alarm = alarmed(units, [1, 1]);
    }
    if (alarm) count += 1;
  }
  const what = 'Uneven split called at p < 0.001 at any of 28 daily looks, halves';
  return rateLine({ id: 'sample_ratio.daily', what, bar: null }, count, times);
}
