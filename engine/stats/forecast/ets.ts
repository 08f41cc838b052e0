import { nelderMead } from '../nelder-mead.ts';

/** Days of a week: the season of daily data. */
export const WEEK = 7;

/** State of the model after the last observation. */
export interface EtsState {
  readonly level: number;
  /** Seasonal terms, the one for the next day first. */
  readonly season: readonly number[];
}

export interface EtsParameters {
  /** Smoothing of the level, 0 to 1. */
  readonly alpha: number;
  /** Smoothing of the season, 0 to 1 − alpha. */
  readonly gamma: number;
}

export interface EtsFit extends EtsParameters, EtsState {
  /** Standard deviation of the one-step errors, with n − 2 − season degrees of freedom. */
  readonly sigma: number;
  readonly errors: readonly number[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Level and season of the first weeks: their mean, and how each weekday lies about it. */
export function initialState(series: readonly number[], weeks = 4): EtsState {
  const used = series.slice(0, WEEK * Math.min(weeks, Math.floor(series.length / WEEK)));
  const level = mean(used);
  const raw = Array.from({ length: WEEK }, (_, day) => mean(used.filter((_, index) => index % WEEK === day)) - level);
  return { level, season: raw };
}

/** Runs the model over a series: additive errors, no trend, additive season of seven. */
export function smooth(
  series: readonly number[],
  { alpha, gamma }: EtsParameters,
  start: EtsState,
): EtsState & { readonly errors: readonly number[] } {
  let level = start.level;
  const season = [...start.season];
  const errors: number[] = [];
  for (const [index, value] of series.entries()) {
    const at = index % WEEK;
    const seasonal = season[at] ?? 0;
    const error = value - level - seasonal;
    errors.push(error);
    level += alpha * error;
    season[at] = seasonal + gamma * error;
  }
  const next = series.length % WEEK;
  return { level, season: [...season.slice(next), ...season.slice(0, next)], errors };
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Fits ETS(A,N,A) to daily data by least squares of the one-step errors. null with less than three weeks.
 * Source: Hyndman, Koehler, Ord, Snyder 2008, Forecasting with Exponential Smoothing, ch. 2 and 5.
 */
export function fitEts(series: readonly number[]): EtsFit | null {
  if (series.length < 3 * WEEK) return null;
  const start = initialState(series);
  const parametersOf = ([a = 0, g = 0]: readonly number[]): EtsParameters => {
    const alpha = logistic(a);
    return { alpha, gamma: (1 - alpha) * logistic(g) };
  };
  const loss = (x: readonly number[]): number => squares(smooth(series, parametersOf(x), start).errors);
  const { point } = nelderMead(loss, [-1, -2], { step: 1, tolerance: 1e-10, iterations: 500 });
  const parameters = parametersOf(point);
  const { level, season, errors } = smooth(series, parameters, start);
  const freedom = Math.max(1, series.length - 2 - WEEK);
  return { ...parameters, level, season, errors, sigma: Math.sqrt(squares(errors) / freedom) };
}

/** A forecast of each of the next days, and of what they come to up to each day. */
export interface Forecast {
  readonly mean: readonly number[];
  /** Standard deviation of each day. */
  readonly deviation: readonly number[];
  /** Standard deviation of the sum up to and with each day: errors of one day carry on to the next. */
  readonly sumDeviation: readonly number[];
}

/**
 * Forecasts the next `days`. The weight of an error k days on is α, plus γ when k is a multiple of seven, so
 * Var(y_{n+h}) = σ²(1 + Σ_{k<h} c_k²) and Var(Σ) = σ² Σ_j (1 + Σ_{k≤H−j} c_k)².
 * Source: as for `fitEts`, ch. 6.1 and 6.3 (lead-time demand).
 */
export function forecastEts({ level, season, alpha, gamma, sigma }: Omit<EtsFit, 'errors'>, days: number): Forecast {
  const weight = (k: number): number => alpha + (k % WEEK === 0 ? gamma : 0);
  const steps = Array.from({ length: days }, (_, index) => index + 1);
  const variances: number[] = [];
  let carried = 0;
  for (const h of steps) {
    variances.push(sigma * sigma * (1 + carried));
    carried += weight(h) ** 2;
  }
  const cumulative: number[] = [0];
  for (const k of steps) cumulative.push((cumulative[k - 1] ?? 0) + weight(k));
  const sums = steps.map((last) =>
    Array.from({ length: last }, (_, j) => (1 + (cumulative[last - 1 - j] ?? 0)) ** 2).reduce((sum, x) => sum + x, 0),
  );
  return {
    mean: steps.map((h) => level + (season[(h - 1) % WEEK] ?? 0)),
    deviation: variances.map(Math.sqrt),
    sumDeviation: sums.map((sum) => sigma * Math.sqrt(sum)),
  };
}
