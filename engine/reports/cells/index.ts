export { renderBanditsReport } from './bandits-report.ts';
export { renderCellsReport } from './cells-report.ts';
export type { BanditsReportInput, CellsReportInput } from './input.ts';
export { banditProofRefs, cellProofRefs } from './refs.ts';
export { banditsTable, cellsTable } from './tables.ts';
