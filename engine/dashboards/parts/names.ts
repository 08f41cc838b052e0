import type { Dimension } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import { readDimensionValues } from '../../metrics/index.ts';
import { worded } from '../../serializer/index.ts';
import type { TileContext } from '../tile.ts';

export const DIMENSION_LABELS: Readonly<Record<Dimension, string>> = {
  channel: 'Channel',
  segment: 'Segment',
  campaign: 'Campaign',
  geo: 'Region',
};

/** The name of each value of a dimension; an id that has none is worded, or stands for itself. Errors: those of the engine. */
export async function readNames(
  { engine, signal }: TileContext,
  dimension: Dimension,
): Promise<Result<(id: string) => string>> {
  const values = await readDimensionValues(engine, dimension, signal);
  if (!values.ok) return values;
  const names = new Map(values.value.map(({ id, name }) => [id, name]));
  const other = dimension === 'channel' || dimension === 'segment' ? worded : (id: string) => id;
  return ok((id) => names.get(id) ?? other(id));
}

/** The dimension an option names; `fallback` when it names none. */
export function dimensionOption(
  options: Readonly<Record<string, string>>,
  name: string,
  fallback: Dimension,
): Dimension {
  const chosen = options[name];
  switch (chosen) {
    case 'channel':
    case 'segment':
    case 'campaign':
    case 'geo':
      return chosen;
    default:
      return fallback;
  }
}
