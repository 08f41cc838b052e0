export type { Made } from './about.ts';
export { tileAboutCsv, tileCsv } from './csv.ts';
export { tileParquet } from './parquet.ts';
export { type Rasterizer, toPng } from './png.ts';
export { type SheetTile, tilesXlsx } from './xlsx.ts';
