import type { Proof, Tile, TileId, TilePage, TileSize, WorkspaceStatus } from '../../contract/index.ts';
import type { Instant } from '../../core/index.ts';

/** What a file of data is made of: a tile, or a table that is none and has the same parts. */
export type DataTile = Omit<Tile, 'id'> & { readonly id: string };

/** Why a tile could not be read, in the words of the error table. */
export interface TileFailure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

/** A tile as a report takes it: what was read, or why it was not, and the proofs of its numbers. */
export interface ReportTile {
  readonly id: TileId;
  readonly page: TilePage;
  readonly title: string;
  readonly size: TileSize;
  readonly reading: { readonly tile: Tile; readonly proofs: TileProofs } | { readonly failure: TileFailure };
}

/** Proofs of a tile's numbers by row key and column id. */
export interface TileProofs {
  get(row: string, column: string): Proof | undefined;
  readonly all: readonly Proof[];
}

/** What a report of tiles is made of. All text in it comes out escaped. */
export interface TilesReportInput {
  readonly title: string;
  readonly status: WorkspaceStatus;
  readonly tiles: readonly ReportTile[];
  readonly generatedAt: Instant;
  /** IANA zone the instants are written in. */
  readonly zone: string;
  /** The Inter variable font (woff2, base64) to carry along; the reader's own sans-serif otherwise. */
  readonly fontBase64?: string;
}

export const PAGE_TITLES: Readonly<Record<TilePage, string>> = {
  executive: 'Executive summary',
  finance: 'Finance',
  growth: 'Growth',
  journeys: 'Journeys',
};
