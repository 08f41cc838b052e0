import type { Day } from '../../core/index.ts';

/** What one arm did, by day, in the order of `CellEvidence.days`. */
export interface ArmEvidence {
  readonly arm: string;
  readonly label: string;
  /** More about it, such as the text of a creative; may be empty. */
  readonly note: string;
  /** Impressions, clicks, sessions or currency units; 1 on each day with spend for a return on spend. */
  readonly trials: readonly number[];
  /** Clicks, conversions, sign-ups; the return of the day for a return on spend. */
  readonly reward: readonly number[];
  /** What is shared between the arms: the trials; the money spent for a return on spend. */
  readonly traffic: readonly number[];
}

/** What there is of a cell: its days from the first to the last that the data has, none left out. */
export interface CellEvidence {
  readonly days: readonly Day[];
  /** Only arms with trials, in the order to show. */
  readonly arms: readonly ArmEvidence[];
  /** Arms beyond `MOST_ARMS`: those with the fewest trials are not read. */
  readonly leftOut: number;
}

/** A cell is an exploration of a few arms; a site has more pages than that. */
export const MOST_ARMS = 24;

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Evidence without the arms that have no trials, and without those with the fewest beyond `MOST_ARMS`. */
export function cellEvidence(days: readonly Day[], arms: readonly ArmEvidence[]): CellEvidence {
  const played = arms.filter(({ trials }) => sumOf(trials) > 0);
  if (played.length <= MOST_ARMS) return { days, arms: played, leftOut: 0 };
  const most = played.toSorted((a, b) => sumOf(b.traffic) - sumOf(a.traffic)).slice(0, MOST_ARMS);
  const kept = new Set(most.map(({ arm }) => arm));
  return { days, arms: played.filter(({ arm }) => kept.has(arm)), leftOut: played.length - kept.size };
}
