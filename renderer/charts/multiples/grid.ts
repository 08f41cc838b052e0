/** How small charts are laid out. */
export interface FacetGrid {
  readonly columns: number;
  readonly rows: number;
  /** Of one small chart with what is around it. */
  readonly width: number;
  readonly height: number;
}

const LEAST_WIDTH = 190;
const LEAST_HEIGHT = 104;

/** As many columns as have room, as even as can be; the height is shared, but never less than can be read. */
export function facetGrid(count: number, width: number, height: number): FacetGrid {
  const most = Math.max(1, Math.min(count, Math.floor(width / LEAST_WIDTH)));
  const rows = Math.max(1, Math.ceil(count / most));
  const columns = Math.max(1, Math.ceil(count / rows));
  return { columns, rows, width: width / columns, height: Math.max(LEAST_HEIGHT, height / rows) };
}
