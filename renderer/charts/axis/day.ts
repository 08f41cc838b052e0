const DAY_MS = 86_400_000;

/** A calendar day `YYYY-MM-DD` as whole days since 1970, or NaN when it is not one. */
export const dayNumber = (day: string): number =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / DAY_MS : Number.NaN;

/** The calendar day of a number of days since 1970; fractions are cut. */
export const dayOf = (days: number): string => new Date(Math.floor(days) * DAY_MS).toISOString().slice(0, 10);

/** The first days of months from the month of `from` to that of `to`, every `step` months counted from January 1970. */
export function monthStarts(from: number, to: number, step: number): readonly number[] {
  const first = new Date(from * DAY_MS);
  const months = first.getUTCFullYear() * 12 + first.getUTCMonth();
  const starts: number[] = [];
  for (let month = Math.ceil(months / step) * step; ; month += step) {
    const start = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
    if (start > to) return starts;
    if (start >= from) starts.push(start);
  }
}
