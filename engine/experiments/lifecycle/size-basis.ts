import type { ExperimentSize, ExperimentSizeInput } from '../../contract/index.ts';
import { formatCount, formatDays, formatNumber, formatProbability, formatRate } from '../../serializer/index.ts';

/** Units a confidence sequence is tightest at, as the reads of experiments have it. */
export const SEQUENTIAL_TUNING = 5000;

type Basis = ExperimentSize['basis'];

/** Of both arms of a pair: n units, half of them in each. */
const ERROR = 'SE² = 2 · sd² · (1 + (1 + e)²) / (mean² · n)';
const power = (z: string): string => `power = Φ(e / SE − ${z}) + Φ(−e / SE − ${z})`;

const METHODS = {
  fixed: {
    method: 'Power of one look at the planned end, normal approximation',
    formula: `${power('z')}, z the normal quantile of 1 − α / 2; ${ERROR}`,
    reference: 'Kohavi, Tang and Xu 2020, Trustworthy Online Controlled Experiments, ch. 17',
  },
  sequential: {
    method: 'Power of the confidence sequence at its last look, a lower bound',
    formula: `${power('w')}, w the width of the sequence after n units, in standard errors; ${ERROR}`,
    reference:
      'Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, Time-uniform central limit theory and asymptotic confidence sequences',
  },
  bayesian: {
    method: 'Chance that the chance to win reaches the rule’s, normal approximation',
    formula: `power = Φ(e / SE − (k − d)) + Φ(−e / SE − (k + d)), k = z · √(1 + SE² / τ²), d = μ · SE / τ², for the prior N(μ, τ²); ${ERROR}`,
    reference: 'Gelman et al., Bayesian Data Analysis, 3rd ed., §2.5',
  },
} as const;

/** By which formula a plan was computed and from which inputs. docs/spec/experiments.md EX116. */
export function sizeBasis(
  { plan, rule, goals, variations, binary }: ExperimentSizeInput,
  test: { readonly alpha: number; readonly power: number },
): Basis {
  const flat = rule.method === 'bayesian' && rule.prior === null;
  const sd = binary ? Math.sqrt(plan.baseline * (1 - plan.baseline)) : plan.sd;
  return {
    ...METHODS[flat ? 'fixed' : rule.method],
    inputs: [
      { name: 'Smallest effect e', value: formatRate(plan.minimumEffect) },
      { name: 'Power', value: formatProbability(plan.power) },
      { name: 'Goal today, mean', value: binary ? formatRate(plan.baseline) : formatNumber(plan.baseline) },
      {
        name: 'Spread between units, sd',
        value: binary ? `${formatNumber(sd)}, √(mean · (1 − mean))` : formatNumber(sd),
      },
      { name: 'Units a day', value: formatNumber(plan.unitsPerDay) },
      { name: 'Planned length', value: formatDays(plan.days) },
      { name: 'Goals and variations', value: `${formatCount(goals)} and ${formatCount(variations)}` },
      { name: 'α of each test', value: formatNumber(test.alpha) },
      { name: 'Power of each test', value: formatProbability(test.power) },
      ...(rule.method === 'sequential'
        ? [{ name: 'Tightest at', value: `${formatCount(SEQUENTIAL_TUNING)} units` }]
        : []),
      ...(rule.method === 'bayesian'
        ? [
            {
              name: 'Prior',
              value:
                rule.prior === null ? 'flat' : `normal, ${formatRate(rule.prior.mean)} ± ${formatRate(rule.prior.sd)}`,
            },
          ]
        : []),
    ],
    assumptions: [
      'The goal and its spread stay as they are today',
      'Units come evenly, and every variation gets the same share',
      'The variance of the control holds in all variations',
      'Covariates are not counted on: with them fewer units are enough',
    ],
  };
}
