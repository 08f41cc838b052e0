import { describe, expect, it } from 'vitest';
import { fitEts, forecastEts, initialState, smooth } from './ets.ts';

/** Eighty days with a weekly season and a wandering level, and what statsmodels 0.13.5 says of them. */
const Y = [
  100.884, 96.403, 97.701, 91.904, 90.957, 108.779, 84.518, 100.964, 101.034, 99.17, 98.753, 99.082, 104.078, 86.25,
  99.822, 100.12, 96.552, 94.659, 89.527, 100.752, 80.954, 97.389, 97.334, 91.828, 91.885, 96.532, 101.801, 77.251,
  100.708, 94.292, 85.49, 89.066, 84.341, 93.986, 74.359, 87.685, 87.173, 85.202, 79.358, 77.931, 96.051, 69.855,
  86.275, 82.991, 76.08, 74.23, 75.327, 85.692, 64.446, 80.82, 82.266, 76.217, 77.041, 72.17, 83.753, 68.508, 82.071,
  79.442, 81.831, 75.907, 76.919, 93.573, 74.175, 91.823, 87.235, 79.222, 87.734, 83.139, 89.598, 78.354, 89.095, 81.92,
  83.255, 79.692, 85.335, 88.238, 70.052, 83.059, 82.203, 77.056,
];
const START = { level: 100, season: [5, 3, 0, -2, -4, 8, -10] };
/** ETSModel(y, error='add', seasonal='add', seasonal_periods=7).smooth([0.3, 0.1, …]).get_prediction(…) */
const ORACLE = {
  sse: 1000.9322645635098,
  mean: [78.21879658, 77.21487687, 87.67244965, 69.1685518, 84.22341395, 82.01836637, 78.87820621, 78.21879658],
  variance: [12.51165331, 13.6377021, 14.7637509, 15.8897997, 17.0158485, 18.1418973, 19.26794609, 21.26981062],
  /** Standard deviation of the sums of 200,000 simulated paths. */
  sum7: 18.63891039762105,
  sum16: 51.24577529112107,
};
const fixed = { alpha: 0.3, gamma: 0.1 };
const run = smooth(Y, fixed, START);
const sse = run.errors.reduce((sum, error) => sum + error * error, 0);
const sigma = Math.sqrt(sse / Y.length);

describe('exponential smoothing with a weekly season', () => {
  it('[FC1] runs, forecasts and spreads as statsmodels does', () => {
    expect(sse).toBeCloseTo(ORACLE.sse, 8);
    const forecast = forecastEts({ ...fixed, ...run, sigma }, 8);
    for (const [index, mean] of ORACLE.mean.entries()) expect(forecast.mean[index]).toBeCloseTo(mean, 7);
    for (const [index, variance] of ORACLE.variance.entries())
      expect((forecast.deviation[index] ?? 0) ** 2).toBeCloseTo(variance, 7);
  });

  it('[FC1] the spread of a sum of days is that of simulated paths', () => {
    const { sumDeviation } = forecastEts({ ...fixed, ...run, sigma }, 16);
    expect((sumDeviation[6] ?? 0) / ORACLE.sum7).toBeCloseTo(1, 2);
    expect((sumDeviation[15] ?? 0) / ORACLE.sum16).toBeCloseTo(1, 2);
  });

  it('[FC2] the fit is no worse than any of a grid of parameters', () => {
    const fit = fitEts(Y);
    const fitted = (fit?.errors ?? []).reduce((sum, error) => sum + error * error, 0);
    const begin = initialState(Y);
    expect(fit).not.toBeNull();
    for (let alpha = 0.05; alpha < 1; alpha += 0.05)
      for (let gamma = 0; gamma < 1 - alpha; gamma += 0.05) {
        const errors = smooth(Y, { alpha, gamma }, begin).errors;
        expect(fitted).toBeLessThanOrEqual(errors.reduce((sum, error) => sum + error * error, 0) + 1e-6);
      }
  });

  it('[FC3] says nothing about less than three weeks', () => {
    expect(fitEts(Y.slice(0, 20))).toBeNull();
    expect(fitEts(Y.slice(0, 21))).not.toBeNull();
  });
});
