export { SAMPLE_CELLS } from './designs.ts';
export { type CellHappening, sampleCellHistory } from './history.ts';
