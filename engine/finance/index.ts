export {
  type Acquisition,
  buildCohorts,
  type Cohort,
  type CohortMonth,
  lastFullMonth,
  monthsBetween,
} from './cohorts.ts';
export {
  BOOTSTRAP_SEED,
  type Estimate,
  LTV_LEVEL,
  lifetimeValue,
  marginCurve,
  observedMonths,
  ratioOf,
} from './ltv.ts';
export { cohortPayback, type Payback, payback } from './payback.ts';
