export { expectedLoss } from './best/expected-loss.ts';
export { pBest } from './best/p-best.ts';
export { type PosteriorGrid, posteriorGrid } from './best/posterior-grid.ts';
export {
  type Beta,
  betaCdf,
  betaKernel,
  betaMean,
  betaPdf,
  betaQuantile,
  betaSurvival,
  betaTails,
  betaVariance,
  logBeta,
} from './beta.ts';
export { type EtsFit, type Forecast, fitEts, forecastEts } from './forecast/ets.ts';
export { chiSquareSurvival, devianceTerm, gammaLower, gammaUpper, logGamma, stirlingError } from './gamma.ts';
export { gammaCdf, gammaPdf, gammaQuantile } from './gamma-distribution.ts';
export { gammaDraw, normalDraw } from './gamma-draw.ts';
export { type LegendreRule, legendreRule } from './legendre.ts';
export { nelderMead } from './nelder-mead.ts';
export { normalCdf, normalPdf, normalQuantile } from './normal.ts';
export { normalLevel } from './normal-level.ts';
export { studentCdf, studentPdf, studentQuantile, studentSurvival } from './student-t.ts';
export { seededUniform, xoshiro128 } from './xoshiro.ts';
