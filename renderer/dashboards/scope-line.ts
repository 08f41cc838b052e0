import type { ResolvedScope, Tile } from '../../engine/contract/index.ts';
import { formatDay, formatDayRange, formatInstant } from '../../engine/serializer/index.ts';

type Answered = Pick<Tile, 'scope' | 'dataThrough' | 'refreshedAt'>;

export interface PageState {
  /** The scope the answered tiles share; null before the first answer. */
  readonly resolved: ResolvedScope | null;
  /** The last day that every answered tile has. */
  readonly dataThrough: string | null;
  /** When the newest of their sources was loaded. */
  readonly refreshedAt: string | null;
}

/** What the tiles that have answered say together. */
export function pageState(tiles: readonly Answered[]): PageState {
  const through = tiles.flatMap(({ dataThrough }) => dataThrough ?? []).sort();
  const refreshed = tiles.flatMap(({ refreshedAt }) => refreshedAt ?? []).sort();
  return {
    resolved: tiles[0]?.scope ?? null,
    dataThrough: through[0] ?? null,
    refreshedAt: refreshed.at(-1) ?? null,
  };
}

/** The line says the zone itself. */
const withoutZone = (instant: string): string => instant.replace(/ UTC\S*$/, '');

/** One line of scope: period, comparison, zone, currency, up to when the data go and when they were loaded. */
export function scopeLine({ resolved, dataThrough, refreshedAt }: PageState): string | null {
  if (resolved === null) return null;
  const { period, compare, zone, currency } = resolved;
  return [
    `${formatDayRange(period.from, period.to)}${compare === null ? '' : ` against ${formatDayRange(compare.from, compare.to)}`}`,
    `${zone}, ${currency}`,
    ...(dataThrough === null ? [] : [`data to ${formatDay(dataThrough)}`]),
    ...(refreshedAt === null ? [] : [`refreshed ${withoutZone(formatInstant(refreshedAt, zone))}`]),
  ].join(' · ');
}
