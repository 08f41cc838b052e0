import type { Proof } from '../contract/index.ts';
import { CREATIVE_RULES } from '../creative/index.ts';
import { formatCount, formatNumber, formatProbability, formatRate } from '../serializer/index.ts';

export type ProofMethod = Proof['method'];

const rules = CREATIVE_RULES;

const PRIOR = {
  name: 'Prior',
  value: `Beta(${formatNumber(rules.prior.alpha)}, ${formatNumber(rules.prior.beta)}) for each variant`,
};
const QUADRATURE = { name: 'Quadrature', value: '16-point Gauss–Legendre panels on the logit scale, no randomness' };
const INDEPENDENT = [
  'Each impression is a click or not, with one rate for each variant',
  'The variants do not influence one another',
];

/** Changes when the same data would give another number. It is part of a proof's id. */
const VERSION = '1.0';

export const COUNTED: ProofMethod = {
  name: 'Sum of the rows',
  version: VERSION,
  seed: null,
  parameters: [],
  assumptions: ['The export holds each day and variant once'],
  reference: 'Definition',
};

export const POSTERIOR: ProofMethod = {
  name: 'Beta–Binomial, mean of the posterior',
  version: VERSION,
  seed: null,
  parameters: [PRIOR],
  assumptions: INDEPENDENT,
  reference: 'Gelman et al., Bayesian Data Analysis, 3rd ed., §2.4',
};

export const P_BEST: ProofMethod = {
  name: 'Beta–Binomial, P(best) by quadrature',
  version: VERSION,
  seed: null,
  parameters: [PRIOR, QUADRATURE],
  assumptions: INDEPENDENT,
  reference: 'Scott 2010, A modern Bayesian look at the multi-armed bandit',
};

export const EXPECTED_LOSS: ProofMethod = {
  name: 'Beta–Binomial, expected loss by quadrature',
  version: VERSION,
  seed: null,
  parameters: [PRIOR, QUADRATURE],
  assumptions: INDEPENDENT,
  reference: 'Stucchio 2015, Bayesian A/B Testing at VWO',
};

export const UPLIFT: ProofMethod = {
  name: 'Difference of two Beta posteriors by quadrature',
  version: VERSION,
  seed: null,
  parameters: [PRIOR, QUADRATURE, { name: 'Interval', value: `${formatRate(rules.intervalLevel)}, central` }],
  assumptions: INDEPENDENT,
  reference: 'Gelman et al., Bayesian Data Analysis, 3rd ed., §2.4',
};

export const SAMPLE_RATIO: ProofMethod = {
  name: 'χ² test of an equal split',
  version: VERSION,
  seed: null,
  parameters: [{ name: 'Alarm', value: `below ${formatNumber(rules.srmAlarm)}` }],
  assumptions: ['The test was planned with equal shares', 'Impressions are independent'],
  reference: 'Fabijan et al. 2019, Diagnosing Sample Ratio Mismatch in Online Controlled Experiments',
};

export const VERDICT: ProofMethod = {
  name: 'Verdict by rule',
  version: VERSION,
  seed: null,
  parameters: [
    PRIOR,
    { name: 'Winner', value: `P(best) of at least ${formatProbability(rules.winnerProbability)}` },
    {
      name: 'Enough data',
      value:
        `${formatCount(rules.minImpressions)} impressions, ${formatCount(rules.minClicks)} clicks, ` +
        `${formatCount(rules.minVariantImpressions)} impressions in each variant`,
    },
    {
      name: "Can't tell apart",
      value: `loss below ${formatRate(rules.caring)} of the rate and the gap within ±${formatRate(rules.alike)} of it`,
    },
    { name: 'Unhealthy', value: `equal split has p below ${formatNumber(rules.srmAlarm)}` },
  ],
  assumptions: INDEPENDENT,
  reference: 'Stucchio 2015; Kruschke 2018, Rejecting or Accepting Parameter Values in Bayesian Estimation',
};
