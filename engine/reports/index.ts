export { renderCreativeReport } from './creative-report.ts';
export type { CreativeReportInput } from './input.ts';
export { reportProofRefs } from './proof-links.ts';
