import { type JointMoments, jointMomentsOf, momentsOf } from './moments.ts';

/** A measure and its covariate of ten units of control and twelve of treatment, made up. */
const CONTROL = [
  [12.1, 10.3],
  [9.4, 8.8],
  [15.3, 13.9],
  [11, 10.1],
  [8.7, 8],
  [14.2, 12.5],
  [10.9, 10.2],
  [13.5, 11.7],
  [9.9, 9.6],
  [12.8, 11.1],
] as const;
const TREATMENT = [
  [14.6, 11],
  [11.2, 9.1],
  [17.9, 14],
  [13.1, 10.7],
  [10.4, 8.9],
  [18.8, 14.9],
  [12.7, 10],
  [16, 13.2],
  [15.5, 12.1],
  [11.9, 9.7],
  [13.3, 10.8],
  [12.2, 10],
] as const;

export const JOINT: { readonly control: JointMoments; readonly treatment: JointMoments } = {
  control: jointMomentsOf(CONTROL),
  treatment: jointMomentsOf(TREATMENT),
};

export const MEANS = {
  control: { kind: 'mean', moments: momentsOf(CONTROL.map(([x]) => x)) },
  treatment: { kind: 'mean', moments: momentsOf(TREATMENT.map(([x]) => x)) },
} as const;

/**
 * Our own run of scipy 1.10.1: `ttest_ind(equal_var=False)`; relative, ratio and covariate-adjusted errors by the delta
 * method with numerical gradients over the covariance matrix of the means; θ by least squares with a dummy for the arm.
 */
export const ORACLE = {
  welch: {
    estimate: 2.1866666666666674,
    standardError: 1.0243135173462186,
    degrees: 19.999945799352325,
    pValue: 0.04534141366091959,
    greater: 0.022670706830459793,
    interval: [0.04998573972958864, 4.323347593603746],
  },
  relative: { estimate: 0.18562535370684785, standardError: 0.09454525147489881 },
  cuped: {
    theta: 1.289941513695061,
    absolute: { estimate: 1.4385005887235351, standardError: 0.18718382581631896 },
    relative: { estimate: 0.11802509821706571, standardError: 0.01597204093323552 },
  },
  ratio: {
    absolute: { estimate: 0.13779593758407338, standardError: 0.018174423202814056 },
    relative: { estimate: 0.12422689788988617, standardError: 0.017642571046543234 },
  },
} as const;
