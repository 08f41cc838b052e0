export type { ExperimentsReportInput } from './input.ts';
export { experimentProofRefs } from './refs.ts';
export { renderExperimentsReport } from './report.ts';
export { experimentsTable } from './table.ts';
