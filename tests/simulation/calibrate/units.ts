import { normalDraw } from '../../../engine/stats/index.ts';

/** What one unit did: x the measure or numerator, y the denominator or covariate; y is 0 where the kind has none. */
export interface Unit {
  x: number;
  y: number;
}

/** A kind of metric with a truth that is known: treatment's mean is (1 + relative) times the control's `baseline`. */
export interface Population {
  readonly name: string;
  readonly kind: 'proportion' | 'mean' | 'ratio' | 'cuped';
  /** The control's mean, or its ratio of means. */
  readonly baseline: number;
  readonly relative: number;
  /** Draws one unit into `unit`. */
  readonly draw: (uniform: () => number, treated: boolean, unit: Unit) => void;
}

const logNormal = (uniform: () => number, mean: number, deviation: number): number =>
  Math.exp(mean + deviation * normalDraw(uniform));

const proportion: Population = {
  name: 'proportion',
  kind: 'proportion',
  baseline: 0.1,
  relative: 0.1,
  draw: (uniform, treated, unit) => {
    unit.x = uniform() < (treated ? 0.11 : 0.1) ? 1 : 0;
  },
};

/** Log-normal, skewness 6.2. */
const skewed: Population = {
  name: 'skewed_mean',
  kind: 'mean',
  baseline: Math.exp(0.5),
  relative: 0.1,
  draw: (uniform, treated, unit) => {
    unit.x = (treated ? 1.1 : 1) * logNormal(uniform, 0, 1);
  },
};

/** Nine of ten units spend nothing, the others log-normal amounts: skewness about 9. */
const revenue: Population = {
  name: 'revenue',
  kind: 'mean',
  baseline: 0.1 * Math.exp(3 + 0.32),
  relative: 0.1,
  draw: (uniform, treated, unit) => {
    unit.x = uniform() < 0.1 ? (treated ? 1.1 : 1) * logNormal(uniform, 3, 0.8) : 0;
  },
};

/** Revenue per order over units with one or more orders; treated units order more often, each for 5 % more. */
const ratio: Population = {
  name: 'ratio',
  kind: 'ratio',
  baseline: Math.exp(0.125),
  relative: 0.05,
  draw: (uniform, treated, unit) => {
    unit.y = 1 + Math.floor(-Math.log(uniform()) * (treated ? 1.6 : 1.4));
    unit.x = unit.y * (treated ? 1.05 : 1) * logNormal(uniform, 0, 0.5);
  },
};

/** Skewed, with a covariate from before the exposure that explains about half of it. */
const cuped: Population = {
  name: 'cuped',
  kind: 'cuped',
  baseline: 2 * Math.exp(0.18),
  relative: 0.05,
  draw: (uniform, treated, unit) => {
    unit.y = logNormal(uniform, 0, 0.6);
    unit.x = (treated ? 1.05 : 1) * (unit.y + logNormal(uniform, 0, 0.6));
  },
};

export const POPULATIONS: readonly Population[] = [proportion, skewed, revenue, ratio, cuped];
