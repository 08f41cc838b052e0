import { BOOTSTRAP_SEED } from '../../finance/index.ts';
import type { ProofMethod } from '../tile.ts';

const COHORTS = [
  'A customer belongs to the month of the first payment and to the channel that won them',
  'Cohorts are alike: what older ones did is what younger ones will do',
];

export const LTV_METHOD: ProofMethod = {
  name: 'Margin per customer by age of cohort, added up',
  version: '1.0',
  seed: BOOTSTRAP_SEED,
  parameters: [
    { name: 'Interval', value: '90 %, whole cohorts drawn again 1,000 times' },
    { name: 'Extrapolation', value: 'none: an age counts when three cohorts have reached it' },
  ],
  assumptions: COHORTS,
  reference: 'Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 13',
};

export const RATIO_METHOD: ProofMethod = {
  ...LTV_METHOD,
  name: 'LTV of the cohorts over CAC of the period',
  assumptions: [...COHORTS, 'The errors of LTV and CAC are independent'],
};

export const PAYBACK_METHOD: ProofMethod = {
  ...LTV_METHOD,
  name: 'First month in which the margin of a customer reaches the CAC of the period',
  assumptions: [...COHORTS, 'Margin comes evenly within a month'],
};

export const COHORT_METHOD: ProofMethod = {
  name: 'Margin of a cohort by age over its customers',
  version: '1.0',
  seed: null,
  parameters: [{ name: 'Months', value: 'calendar months that are over; the first one is shorter for most customers' }],
  assumptions: COHORTS.slice(0, 1),
  reference: 'Definition',
};

export const PACING_METHOD: ProofMethod = {
  name: 'Spend so far and a forecast of the days that are left',
  version: '1.0',
  seed: null,
  parameters: [
    { name: 'Model', value: 'ETS(A,N,A), a level and a weekly season, fitted to the last 180 days by least squares' },
    { name: 'Interval', value: '90 %, of the sum of the days that are left' },
  ],
  assumptions: ['Spend goes on as in the last weeks: nobody changes a budget', 'One-step errors are normal and alike'],
  reference: 'Hyndman, Koehler, Ord, Snyder 2008, Forecasting with Exponential Smoothing, ch. 6',
};
