import { type Dimension, TILES, type TileId } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { DIMENSION_LABELS } from '../parts/names.ts';
import type { TileContext } from '../tile.ts';

/** Refuses the filters that a tile's data do not know: an unheeded filter is a wrong number. Errors: METRIC_NOT_SPLIT. */
export function onlyFilteredBy(tile: TileId, { scope }: TileContext, known: readonly Dimension[]): Result<null> {
  const dimensions = ['channel', 'segment', 'campaign', 'geo'] as const;
  const unknown = dimensions.find((name) => scope.filters[name] !== undefined && !known.includes(name));
  if (unknown === undefined) return ok(null);
  const dimension = DIMENSION_LABELS[unknown].toLowerCase();
  return err(appError('METRIC_NOT_SPLIT', { metric: TILES[tile].title, dimension }));
}
