import {
  betaCdf,
  betaMean,
  betaPdf,
  betaQuantile,
  gammaCdf,
  gammaPdf,
  gammaQuantile,
  normalCdf,
  normalPdf,
  normalQuantile,
  studentCdf,
  studentPdf,
  studentQuantile,
} from '../../stats/index.ts';
import type { Generator } from '../../stats/rng/index.ts';
import type { Posterior } from './posterior.ts';

/** The mean of what is plausible; NaN for Student's t with one degree of freedom or less, which has none. */
export function posteriorMean(posterior: Posterior): number {
  switch (posterior.kind) {
    case 'beta':
      return betaMean(posterior);
    case 'normal':
      return posterior.mean;
    case 'student':
      return posterior.df > 1 ? posterior.mean : Number.NaN;
    case 'gamma':
      return posterior.shape / posterior.rate;
  }
}

/** The density at x, for half-eyes and ridgelines. */
export function posteriorDensity(posterior: Posterior, x: number): number {
  switch (posterior.kind) {
    case 'beta':
      return betaPdf(posterior, x);
    case 'normal':
      return normalPdf((x - posterior.mean) / posterior.sd) / posterior.sd;
    case 'student':
      return studentPdf((x - posterior.mean) / posterior.scale, posterior.df) / posterior.scale;
    case 'gamma':
      return gammaPdf(posterior.shape, posterior.rate, x);
  }
}

/** The probability that the mean reward is x or less. */
export function posteriorCdf(posterior: Posterior, x: number): number {
  switch (posterior.kind) {
    case 'beta':
      return betaCdf(posterior, x);
    case 'normal':
      return normalCdf((x - posterior.mean) / posterior.sd);
    case 'student':
      return studentCdf((x - posterior.mean) / posterior.scale, posterior.df);
    case 'gamma':
      return gammaCdf(posterior.shape, posterior.rate, x);
  }
}

/** The value below which a share `q` of what is plausible lies. */
export function posteriorQuantile(posterior: Posterior, q: number): number {
  switch (posterior.kind) {
    case 'beta':
      return betaQuantile(posterior, q);
    case 'normal':
      return posterior.mean + posterior.sd * normalQuantile(q);
    case 'student':
      return posterior.mean + posterior.scale * studentQuantile(q, posterior.df);
    case 'gamma':
      return gammaQuantile(posterior.shape, posterior.rate, q);
  }
}

/** An interval that holds a share `level` of what is plausible, as much being left out below it as above. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError for a level that is not between 0 and 1. */
export function posteriorInterval(posterior: Posterior, level: number): Interval {
  if (!(level > 0 && level < 1)) throw new RangeError(`an interval of level ${level}`);
  const out = (1 - level) / 2;
  return { low: posteriorQuantile(posterior, out), high: posteriorQuantile(posterior, 1 - out) };
}

/** One plausible mean reward; the same for the same generator. */
export function drawPosterior(posterior: Posterior, random: Generator): number {
  switch (posterior.kind) {
    case 'beta':
      return random.beta(posterior.alpha, posterior.beta);
    case 'normal':
      return posterior.mean + posterior.sd * random.standardNormal();
    case 'student': {
      const z = random.standardNormal();
      const spread = (2 * random.standardGamma(posterior.df / 2)) / posterior.df;
      return posterior.mean + (posterior.scale * z) / Math.sqrt(spread);
    }
    case 'gamma':
      return random.standardGamma(posterior.shape) / posterior.rate;
  }
}
