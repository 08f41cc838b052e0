export {
  type FunnelGroup,
  type FunnelQuery,
  type FunnelRow,
  type FunnelWindow,
  funnelParams,
  funnelQuery,
} from './funnel.ts';
export {
  type EndedRow,
  endedQuery,
  journeyParams,
  type PathCountRow,
  pathCountsQuery,
  SEPARATOR,
} from './journeys.ts';
export { PATH_LINKS, type PathLink } from './paths.ts';
export { ANONYMOUS_EVENTS, VISITORS, VISITORS_BY_DAY, type VisitorsRow } from './visitors.ts';
