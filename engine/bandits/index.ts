export type { Arm } from './arm.ts';
export { type ArmStatus, type Asked, Bandit, type BanditOptions } from './bandit.ts';
export { cellsToLook } from './board/index.ts';
export * from './cells/index.ts';
export {
  type Decision,
  Decisions,
  type DecisionsOptions,
  type Rewarded,
  type TicketReward,
} from './feedback/decisions.ts';
export type { Binarizer, Plays, Rows } from './learning/learning-policy.ts';
export type { Mode } from './mode.ts';
export { type Neighbourhood, neighbourhoodSchema } from './neighbourhood/policy.ts';
export {
  type EvaluateOptions,
  evaluatePolicy,
  type LogFile,
  type LoggedRounds,
  matched,
  type OffPolicyRead,
  type OwnRead,
  ownRead,
  type PolicyShares,
  policyOf,
  rankedThompsonShares,
  readLogs,
  readPolicy,
  type TargetPolicy,
} from './off-policy/index.ts';
export { readOffer } from './plan/index.ts';
export { type Policy, policySchema } from './policy.ts';
export * from './posterior/index.ts';
export { compareTrace, type TraceComparison } from './replay/compare.ts';
export { type ReplayedTrace, replayTrace } from './replay/replay-trace.ts';
export { type TraceDataset, traceDatasetSchema, traceFromText, traceSchema } from './replay/trace.ts';
export type { SelectionRules } from './selection.ts';
export * from './simulator/index.ts';
export { type SavedBandit, savedBanditSchema } from './state/saved-bandit.ts';
