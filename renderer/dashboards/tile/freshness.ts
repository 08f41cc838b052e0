import type { DatasetFreshness, FreshnessState, Tile } from '../../../engine/contract/index.ts';
import { formatCounted, formatDay, formatInstant } from '../../../engine/serializer/index.ts';
import type { Tone } from '../../components/chip.tsx';

/** A badge: a few words with their colour, and all there is to say about it. */
export interface Badge {
  readonly tone: Tone;
  readonly text: string;
  /** The same where room is short. */
  readonly short?: string;
  readonly says: string;
}

const WORST: readonly FreshnessState[] = ['fresh', 'unknown', 'late', 'stale'];
const worse = (a: FreshnessState, b: FreshnessState): FreshnessState => (WORST.indexOf(a) >= WORST.indexOf(b) ? a : b);

/** What is known of a tile's datasets now: a tile that was read in the morning gets old by the clock alone. */
export type Known = ReadonlyMap<string, Pick<DatasetFreshness, 'state' | 'dueAt'>>;

/** "21 Nov": a badge is short, its tooltip has the year. */
const shortDay = (day: string): string => formatDay(day).replace(/ \d+$/, '');

type TileData = Pick<Tile, 'sources' | 'dataThrough' | 'missing' | 'partialDays'>;

/** How fresh a tile is: the least fresh of its sources. */
export function freshnessBadge({ sources, dataThrough }: TileData, known: Known, zone: string): Badge {
  const states = sources.map(({ dataset, freshness }) => known.get(dataset)?.state ?? freshness);
  const state = states.length === 0 ? 'unknown' : states.reduce(worse);
  const through = dataThrough === null ? 'no day is complete in every source' : `data to ${formatDay(dataThrough)}`;
  const behind = sources.filter((_, index) => states[index] === state);
  const due = behind.flatMap(({ dataset }) => known.get(dataset)?.dueAt ?? []).sort()[0];
  const names = behind.map(({ dataset }) => dataset).join(', ');
  const wasDue = due === undefined ? '' : `; due ${formatInstant(due, zone)}`;
  const day = dataThrough === null ? '' : ` · ${shortDay(dataThrough)}`;
  switch (state) {
    case 'fresh':
      return { tone: 'line', text: `●${day === '' ? ' fresh' : day.slice(2)}`, says: `Fresh, ${through}` };
    case 'late':
      return { tone: 'warn', text: `! late${day}`, says: `${names} late: ${through}${wasDue}` };
    case 'stale':
      return { tone: 'neg', text: `✕ stale${day}`, says: `${names} stale: ${through}${wasDue}` };
    case 'unknown':
      return { tone: 'unk', text: `? freshness${day}`, says: `It can not be told how fresh this is: ${through}` };
  }
}

/** Whether sources are missing or days are not complete; null when all is there. */
export function partialBadge({ missing, partialDays, sources }: TileData): Badge | null {
  if (missing.length > 0) {
    const all = missing.length + sources.length;
    const says = missing.map(({ reason }) => reason).join('; ');
    return { tone: 'warn', text: `! ${sources.length} of ${all} sources`, says };
  }
  if (partialDays.length === 0) return null;
  const days = partialDays.map((day) => formatDay(day));
  const listed =
    days.length > 3
      ? `${days.slice(0, 3).join(', ')} and ${formatCounted(days.length - 3, 'more', 'more')}`
      : days.join(', ');
  return {
    tone: 'warn',
    text: `! ${formatCounted(partialDays.length, 'partial day')}`,
    short: '! partial',
    says: `Not complete in every source, and hatched: ${listed}`,
  };
}

const URGENCY: readonly Tone[] = ['line', 'pos', 'unk', 'warn', 'neg'];

/** Several badges where there is room for one: the most urgent, saying what all of them say. */
export function oneBadge(badges: readonly Badge[]): Badge | null {
  const [first] = badges.toSorted((a, b) => URGENCY.indexOf(b.tone) - URGENCY.indexOf(a.tone));
  if (first === undefined) return null;
  const { tone, text, short = text } = first;
  return { tone, text: short, says: badges.map(({ says }) => says).join('. ') };
}
