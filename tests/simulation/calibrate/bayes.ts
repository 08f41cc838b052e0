import { analyseTest, CREATIVE_RULES } from '../../../engine/creative/index.ts';
import { effectOf, type Metric, posteriorOf } from '../../../engine/experiments/stats/index.ts';
import { type Beta, gammaDraw, normalDraw, seededUniform } from '../../../engine/stats/index.ts';
import { type Line, meanLine, rateLine } from './line.ts';

const SHARE = { from: 0.94, to: 0.96 };
/** A probability that is a frequency to one point; a loss that comes to within 5 % of what was said. */
const POINT = { from: -0.01, to: 0.01 };
const LOSS = { from: -0.05, to: 0.05 };

const PRIOR = { mean: 0, variance: 0.0025 };
const UNITS = 3000;
const DEVIATION = 1.2;

/** The sums of 3,000 normal units: drawn as the sums themselves (mean normal, Σ of squares χ²). */
function arm(uniform: () => number, mean: number): Metric {
  const m2 = DEVIATION * DEVIATION * 2 * gammaDraw(uniform, (UNITS - 1) / 2);
  const seen = mean + (DEVIATION / Math.sqrt(UNITS)) * normalDraw(uniform);
  return { kind: 'mean', moments: { n: UNITS, mean: seen, m2 } };
}

/** Values less what they should have come to, as a share of the mean of the latter. */
function relativeTo(came: readonly number[], said: readonly number[]): number[] {
  const mean = said.reduce((sum, value) => sum + value, 0) / said.length;
  return came.map((value, i) => (value - (said[i] ?? 0)) / mean);
}

/** Experiments whose true effects come from the prior that their reads use. */
function experimentLines(times: number, seed: number): readonly Line[] {
  const uniform = seededUniform(seed);
  let held = 0;
  const gaps: number[] = [];
  const lost: number[] = [];
  const saidLost: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const truth = PRIOR.mean + Math.sqrt(PRIOR.variance) * normalDraw(uniform);
    const effect = effectOf(arm(uniform, 1), arm(uniform, 1 + truth));
    if (!effect.known) throw new Error('arms with units and variance have an effect');
    const read = posteriorOf(effect, { prior: PRIOR });
    if (truth >= read.interval[0] && truth <= read.interval[1]) held += 1;
    const ship = read.chanceToWin >= 0.5;
    gaps.push((truth > 0 === ship ? 1 : 0) - (ship ? read.chanceToWin : 1 - read.chanceToWin));
    lost.push(Math.max(0, ship ? -truth : truth));
    saidLost.push(ship ? read.risk[1] : read.risk[0]);
  }
  return [
    rateLine(
      { id: 'bayes.interval', what: 'Effects from the prior: the 95 % interval holds them', bar: SHARE },
      held,
      times,
    ),
    meanLine({ id: 'bayes.chance', what: 'Chosen arm better, less the chance said', bar: POINT }, gaps),
    meanLine(
      { id: 'bayes.loss', what: 'Loss of the chosen arm, less the loss said, as a share of it', bar: LOSS },
      relativeTo(lost, saidLost),
    ),
  ];
}

function betaDraw(uniform: () => number, { alpha, beta }: Beta): number {
  const x = gammaDraw(uniform, alpha);
  return x / (x + gammaDraw(uniform, beta));
}

function clicksOf(uniform: () => number, impressions: number, rate: number): number {
  let clicks = 0;
  for (let i = 0; i < impressions; i += 1) if (uniform() < rate) clicks += 1;
  return clicks;
}

/** Creative tests of three variants whose true rates come from the prior. */
function creativeLines(times: number, seed: number): readonly Line[] {
  const uniform = seededUniform(seed);
  const prior: Beta = { alpha: 4, beta: 96 };
  const rules = { ...CREATIVE_RULES, prior };
  let held = 0;
  let compared = 0;
  const gaps: number[] = [];
  const lost: number[] = [];
  const saidLost: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const rates = [betaDraw(uniform, prior), betaDraw(uniform, prior), betaDraw(uniform, prior)];
    const counts = rates.map((rate) => ({ impressions: 600, clicks: clicksOf(uniform, 600, rate) }));
    const found = analyseTest(counts, rules).comparison;
    if (found === null) continue;
    compared += 1;
    const [best, other] = [rates[found.best] ?? 0, rates[found.runnerUp] ?? 0];
    const { low, high } = found.uplift();
    if (best - other >= low && best - other <= high) held += 1;
    const top = Math.max(...rates);
    gaps.push((best === top ? 1 : 0) - (found.pBest[found.best] ?? 0));
    lost.push(top - best);
    saidLost.push(found.expectedLoss[found.best] ?? 0);
  }
  return [
    rateLine(
      { id: 'creative.uplift', what: "Creative tests: the leader's 95 % interval holds its true gap", bar: SHARE },
      held,
      compared,
    ),
    meanLine(
      { id: 'creative.p_best', what: 'Creative tests: leader is best, less the P(best) said', bar: POINT },
      gaps,
    ),
    meanLine(
      { id: 'creative.expected_loss', what: "Leader's loss, less the loss said, as a share of it", bar: LOSS },
      relativeTo(lost, saidLost),
    ),
  ];
}

export interface BayesOptions {
  readonly experiments: number;
  readonly creative: number;
  readonly seed: number;
}

/** Under the prior, probabilities have to be frequencies and expected losses have to be what is lost. */
export const bayesLines = ({ experiments, creative, seed }: BayesOptions): readonly Line[] => [
  ...experimentLines(experiments, seed),
  ...creativeLines(creative, seed + 1),
];
