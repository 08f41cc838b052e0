export { type Caveat, type CaveatCode, LEAST_REWARDED, LEAST_ROUNDS, MOST_UNSUPPORTED } from './caveats.ts';
export type { EstimatorName, IntervalKind, PolicyEstimate } from './estimates.ts';
export { type EvaluateOptions, evaluatePolicy, type OffPolicyRead } from './evaluate-policy.ts';
export { type LogFile, matched, type OwnRead, ownRead, policyOf, readLogs, readPolicy } from './logged-file.ts';
export type { Overlap } from './overlap.ts';
export type { PolicyShares } from './policy-shares.ts';
export { rankedThompsonShares } from './ranked-thompson.ts';
export type { LoggedRounds, TargetPolicy } from './rounds.ts';
