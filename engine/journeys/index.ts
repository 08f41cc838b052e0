export {
  type CreditedJourneys,
  type EndedJourneys,
  type JourneysRequest,
  readEnded,
  readPathCounts,
} from './ended-journeys.ts';
export { type Funnel, type FunnelStage, readFunnels, type Share, type StepWait } from './funnel.ts';
export { type FunnelStep, parseSteps, stepText } from './funnel-steps.ts';
export { EXIT, OTHER_PAGES, type PathStep, type PathsQuery, readPaths } from './paths.ts';
export type { FunnelGroup, FunnelQuery, FunnelWindow, VisitorsRow } from './queries/index.ts';
export { readAnonymousEvents, readDailyVisitors, readVisitors } from './visitors.ts';
