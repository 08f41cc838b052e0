export * from './cells/index.ts';
export { renderCreativeReport } from './creative-report.ts';
export { creativeTable } from './creative-table.ts';
export * from './experiments/index.ts';
export type { CreativeReportInput } from './input.ts';
export { reportProofRefs } from './proof-links.ts';
export * from './tiles/index.ts';
