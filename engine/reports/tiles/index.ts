export { alone, drawTile } from './draw/index.ts';
export * from './export/index.ts';
export {
  type DataTile,
  PAGE_TITLES,
  type ReportTile,
  type TileFailure,
  type TileProofs,
  type TilesReportInput,
} from './input.ts';
export { numbersOf, rowsOnPaper } from './numbers.ts';
export { renderTilesReport } from './report.ts';
