import { type Report, type ReportRequest, TILE_PAGES, type TileId, tilesOf } from '../../engine/contract/index.ts';
import type { Result } from '../../engine/core/index.ts';
import { PAGE_TITLES, type ReportTile } from '../../engine/reports/index.ts';

/** What a report is asked to hold, without the folder it goes to. */
export type ReportOrder = Omit<ReportRequest, 'target'>;

/** Writes what is ordered into a folder. */
export type WriteInto = (folder: string, order: ReportOrder) => Promise<Result<readonly Report[]>>;

/** The tiles of an order, each once, in the order of the pages. */
export const tilesIn = ({ pages = [], tiles = [] }: ReportOrder): readonly TileId[] => {
  const wanted = new Set([...TILE_PAGES.filter((page) => pages.includes(page)).flatMap(tilesOf), ...tiles]);
  return TILE_PAGES.flatMap(tilesOf).filter((tile) => wanted.has(tile));
};

/** What the report is called, and its files: after its one page or tile, otherwise "report". */
export function naming(
  { pages = [], tiles = [] }: ReportOrder,
  read: readonly ReportTile[],
): { name: string; title: string } {
  const chosen = TILE_PAGES.filter((page) => pages.includes(page));
  const titles = chosen.map((page) => PAGE_TITLES[page]);
  const [page] = chosen;
  const [tile] = read;
  if (page !== undefined && chosen.length === 1 && tiles.length === 0) return { name: page, title: PAGE_TITLES[page] };
  if (tile !== undefined && read.length === 1 && chosen.length === 0) return { name: tile.id, title: tile.title };
  return { name: 'report', title: titles.length === 0 ? 'Chosen tiles' : titles.join(', ') };
}

/** PDF last: it needs most, and what else was asked for is there when it fails. */
export const inOrder = (formats: ReportRequest['formats']): ReportRequest['formats'] =>
  [...new Set(formats)].toSorted((a, b) => Number(a === 'pdf') - Number(b === 'pdf'));
