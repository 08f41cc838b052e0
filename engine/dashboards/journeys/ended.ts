import type { Days, TileId } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type EndedJourneys, readEnded } from '../../journeys/index.ts';
import type { TileContext } from '../tile.ts';
import { onlyFilteredBy } from './filters.ts';

export interface EndedReading {
  readonly now: EndedJourneys;
  readonly before: EndedJourneys | null;
}

/** Journeys that ended in the period and in the comparison. Errors: NO_DATA, METRIC_NOT_SPLIT, those of the engine. */
export async function readEndedJourneys(tile: TileId, context: TileContext): Promise<Result<EndedReading>> {
  const { engine, scope, signal } = context;
  const filtered = onlyFilteredBy(tile, context, ['channel', 'segment', 'campaign']);
  if (!filtered.ok) return filtered;
  const read = (days: Days) => readEnded(engine, { days, filters: scope.filters }, signal);
  const now = await read(scope.period);
  if (!now.ok) return now;
  if (now.value === null) return err(appError('NO_DATA', { what: 'journeys' }));
  const before = scope.compare === null ? ok(null) : await read(scope.compare);
  return before.ok ? ok({ now: now.value, before: before.value }) : before;
}

/** What to know of every number about journeys. */
export const journeyNotes = ({ scope }: Pick<TileContext, 'scope'>): readonly string[] => [
  'A journey belongs to the day of its last touch.',
  ...(Object.keys(scope.filters).length > 0 ? ['A filter keeps whole journeys that have a touch of it.'] : []),
];
