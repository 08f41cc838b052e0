import type { Proof } from '../../../contract/index.ts';
import type { Instant } from '../../../core/index.ts';
import { formatCounted, formatDay, formatInstant, formatText, formatValue } from '../../../serializer/index.ts';
import type { DataTile } from '../input.ts';
import { type Fact, figureText, limits, scopeFacts, sourceText } from '../scope.ts';

/** When and where a file was made. */
export interface Made {
  readonly workspace: string;
  readonly at: Instant;
  readonly zone: string;
}

const total = (tile: DataTile): string =>
  tile.draw.as === 'figure' ? figureText(tile) : formatCounted(tile.rows.length, 'row');

/** What a file of a tile says about itself: filters, period, zone, freshness, totals, notes. */
export function aboutTile(tile: DataTile, { workspace, at, zone }: Made): readonly Fact[] {
  return [
    ['Tile', `${formatText(tile.title)} (${tile.id})`],
    ['Shows', formatText(tile.sentence)],
    ...scopeFacts(tile),
    ['Total', total(tile)],
    ['Data to', formatDay(tile.dataThrough)],
    ...tile.sources.map((source) => ['Data', sourceText(source, zone)] as const),
    ...limits(tile).map((line) => ['Note', line] as const),
    ['Workspace', formatText(workspace)],
    ['Made', formatInstant(at, zone)],
  ];
}

/** A proof as a line of a file: which number of the tile, what it is, its id, and the reference that makes it again. */
export interface ProofLine {
  readonly row: string;
  readonly column: string;
  readonly value: string;
  readonly id: string;
  readonly ref: string;
}

/** Row key and column id stand at the end of a number's reference. */
export function proofLine({ id, ref, value }: Proof): ProofLine {
  const keys = ref.split('/').slice(-2).map(decodeURIComponent);
  return { row: formatText(keys[0] ?? ''), column: formatText(keys[1] ?? ''), value: formatValue(value), id, ref };
}
