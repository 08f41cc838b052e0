/** What is known of the rows of one day: as usual, none, more or fewer than usual, not complete, loaded again. */
export type DayState = 'usual' | 'gap' | 'spike' | 'drop' | 'partial' | 'restated' | 'none';

export interface StripDay {
  /** Days since 1970. */
  readonly day: number;
  readonly state: DayState;
  /** null: not known. */
  readonly rows: number | null;
  /** One sentence, where there is more to say. */
  readonly note?: string | undefined;
}

export interface StripRow {
  readonly id: string;
  readonly name: string;
  readonly days: readonly StripDay[];
}

/** Words and sign of each state: colour never stands alone. */
export const DAY_STATES: Readonly<Record<DayState, { readonly word: string; readonly sign: string }>> = {
  usual: { word: 'as usual', sign: '' },
  gap: { word: 'no rows', sign: '✕' },
  spike: { word: 'above usual', sign: '▲' },
  drop: { word: 'below usual', sign: '▼' },
  partial: { word: 'not complete', sign: '' },
  restated: { word: 'loaded again', sign: '↻' },
  none: { word: 'outside its days', sign: '' },
};

/** First and last day of all rows; null without any. */
export function stripReach(rows: readonly StripRow[]): { readonly from: number; readonly to: number } | null {
  const days = rows.flatMap((row) => row.days.map(({ day }) => day));
  return days.length === 0 ? null : { from: Math.min(...days), to: Math.max(...days) };
}

/** How high the column of a day is, from 0 to 1: its rows beside the most of its own row, never nothing for what is there. */
export function heightOf(rows: number | null, most: number): number {
  if (rows === null || rows <= 0 || most <= 0) return 0;
  return Math.max(0.12, Math.min(1, rows / most));
}

/** Days next to each other in a state, as one sign: a week that was loaded again has one. */
export function signsOf(
  row: StripRow,
): readonly { readonly day: number; readonly length: number; readonly state: DayState }[] {
  const signs: { day: number; length: number; state: DayState }[] = [];
  for (const { day, state } of row.days) {
    if (DAY_STATES[state].sign === '') continue;
    const before = signs.at(-1);
    if (before !== undefined && before.state === state && before.day + before.length === day) before.length += 1;
    else signs.push({ day, length: 1, state });
  }
  return signs;
}
