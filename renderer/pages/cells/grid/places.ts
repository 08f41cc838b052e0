import type { ExploreCellRow } from '../../../../engine/contract/index.ts';

/** One place of the grid: a channel and a segment, or all of them, with its cells. */
export interface Place {
  readonly channel: string | null;
  readonly segment: string | null;
  readonly cells: readonly ExploreCellRow[];
}

export interface PlaceRow {
  readonly channel: string | null;
  readonly places: readonly Place[];
}

export interface Places {
  /** The columns; null, the last, is for cells that are held to no segment. */
  readonly segments: readonly (string | null)[];
  /** The row of null, the last, has the cells that are held to no channel. */
  readonly rows: readonly PlaceRow[];
}

/** Channels by segments, each place with its cells in the order given; every cell is in exactly one place. */
export function placesOf(
  cells: readonly ExploreCellRow[],
  { channels, segments }: { readonly channels: readonly string[]; readonly segments: readonly string[] },
): Places {
  const columns = [...segments, null];
  return {
    segments: columns,
    rows: [...channels, null].map((channel) => ({
      channel,
      places: columns.map((segment) => ({
        channel,
        segment,
        cells: cells.filter(({ cell: { design } }) => design.channel === channel && design.segment === segment),
      })),
    })),
  };
}
