import type { HealthFinding, HealthSeries, ProofValue } from '../contract/index.ts';
import { addDays, type Day, weekdayOf } from '../core/index.ts';
import { formatDay } from '../serializer/index.ts';
import { type DatasetFacts, lastDay } from './facts.ts';
import { spanText } from './find-days.ts';
import { countOf, finding } from './findings.ts';
import { neighbouring } from './gaps.ts';
import { isBilledMonthly, notJudged } from './judged-by.ts';
import { type PartialDay, partialDays } from './partial.ts';
import type { SumRow } from './queries.ts';
import { type WatchedMeasure, watchedSums } from './series.ts';
import { type DayValue, type Unusual, unusualDays } from './unusual.ts';

/** Days back from the newest that findings are reported of; four weeks more are read to know what is usual. */
export const REPORTED_DAYS = 120;
export const READ_DAYS = REPORTED_DAYS + 28;

/** One watched series: the rows of the dataset, or one sum of one channel in one currency. */
interface Watched {
  readonly split: string | null;
  readonly currency: string | null;
  readonly measure: WatchedMeasure;
  readonly days: readonly DayValue[];
}

const ROWS: WatchedMeasure = { column: 'rows', name: 'rows', isMoney: false };
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const weekdayName = (day: Day): string => WEEKDAYS[weekdayOf(day) - 1] ?? '';

const isMonthEnd = (day: Day): boolean => addDays(day, 1).endsWith('-01');

/** Sums of money stay apart by currency, counts do not. */
function seriesOf(measure: WatchedMeasure, sums: readonly SumRow[]): readonly Watched[] {
  const series = new Map<string, { split: string | null; currency: string | null; days: Map<Day, number> }>();
  for (const { split, currency, day, value, measure: column } of sums) {
    if (column !== measure.column) continue;
    const own = measure.isMoney ? currency : null;
    const key = JSON.stringify([split, own]);
    const known = series.get(key) ?? { split, currency: own, days: new Map<Day, number>() };
    known.days.set(day, (known.days.get(day) ?? 0) + value);
    series.set(key, known);
  }
  return [...series.values()].map(({ split, currency, days }) => ({
    split,
    currency,
    measure,
    days: [...days].map(([day, value]) => ({ day, value })).toSorted((a, b) => a.day.localeCompare(b.day)),
  }));
}

function allSeries({ dataset, days, sums }: DatasetFacts, from: Day): readonly Watched[] {
  const rows = { split: null, currency: null, measure: ROWS, days: days.filter(({ day }) => day >= from) };
  return [rows, ...(watchedSums(dataset)?.measures ?? []).flatMap((measure) => seriesOf(measure, sums))];
}

/** A measure of all channels together, to tell a day that has not fully come. */
function totals(sums: readonly SumRow[], column: string): readonly DayValue[] {
  const days = new Map<Day, number>();
  for (const { day, measure, value } of sums) if (measure === column) days.set(day, (days.get(day) ?? 0) + value);
  return [...days].map(([day, value]) => ({ day, value })).toSorted((a, b) => a.day.localeCompare(b.day));
}

interface Partial {
  readonly day: Day;
  readonly parts: readonly (PartialDay & { readonly measure: WatchedMeasure })[];
}

/** Newest days that have not fully come: too few rows, or too little of every count that is watched. */
function partials(facts: DatasetFacts): readonly Partial[] {
  if (notJudged(facts.dataset, facts.cadence, facts.days.length) !== null) return [];
  const counts = (watchedSums(facts.dataset)?.measures ?? []).filter(({ isMoney }) => !isMoney);
  const rows = partialDays(facts.days).map((part) => ({ ...part, measure: ROWS }));
  const sums = counts.map((measure) =>
    partialDays(totals(facts.sums, measure.column)).map((part) => ({ ...part, measure })),
  );
  const days = new Set([...rows, ...sums.flat()].map(({ day }) => day));
  return [...days].toSorted().flatMap((day) => {
    const ofRows = rows.filter((part) => part.day === day);
    const ofSums = sums.flatMap((parts) => parts.filter((part) => part.day === day));
    const isPartial = ofRows.length > 0 || (counts.length > 0 && ofSums.length === counts.length);
    return isPartial ? [{ day, parts: [...ofRows, ...ofSums] }] : [];
  });
}

export function partialFindings(facts: DatasetFacts, { growing }: Looked): readonly HealthFinding[] {
  return growing.map(({ day, parts }) => {
    const what = parts.map(({ measure }) => measure.name);
    return finding(facts.dataset, {
      kind: 'partial',
      weight: 'alarm',
      about: '',
      from: day,
      to: day,
      short: `${formatDay(day)} is not complete`,
      text: `${formatDay(day)} has far fewer ${inWords(what)} than a ${weekdayName(day)} usually has: it was exported before all had come.`,
      next: 'Import the next export of that day. Charts hatch it until then, and comparisons leave it out.',
      figures: parts.flatMap(({ measure, value, usual }) => [
        { id: `${measure.column}.now`, label: `${capital(measure.name)} so far`, value: countOf(value) },
        { id: `${measure.column}.usual`, label: 'usual', value: countOf(Math.round(usual)) },
      ]),
    });
  });
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

interface Odd {
  readonly series: Watched;
  readonly found: Unusual;
}

/** Every unusual day of every watched series, but for those that are only not complete yet. */
function oddDays(facts: DatasetFacts, partly: readonly Partial[]): readonly Odd[] {
  const through = lastDay(facts);
  if (through === null || notJudged(facts.dataset, facts.cadence, facts.days.length) !== null) return [];
  const growing = new Set(partly.map(({ day }) => day));
  const reported = addDays(through, 1 - REPORTED_DAYS);
  return allSeries(facts, addDays(through, 1 - READ_DAYS)).flatMap((series) =>
    (unusualDays(series.days) ?? []).flatMap((found) => {
      const known = growing.has(found.day) && found.direction === 'drop';
      const renewal = isBilledMonthly(facts.dataset) && isMonthEnd(found.day);
      return found.day < reported || known || renewal ? [] : [{ series, found }];
    }),
  );
}

/** What the days of a dataset show, looked at once. */
export interface Looked {
  /** Newest days that have not fully come. */
  readonly growing: readonly Partial[];
  /** Unusual days of every series. */
  readonly odd: readonly Odd[];
}

/** Looks through the days of every series of a dataset. */
export function lookAt(facts: DatasetFacts): Looked {
  const growing = partials(facts);
  return { growing, odd: oddDays(facts, growing) };
}

function shown({ measure, currency }: Watched, value: number): ProofValue {
  const whole = Math.round(value);
  return measure.isMoney && currency !== null ? { kind: 'money', value: whole, currency } : countOf(whole);
}

/** Unusual days, one finding for each channel, direction and run of neighbouring days. */
export function unusualFindings(facts: DatasetFacts, { odd }: Looked): readonly HealthFinding[] {
  const groups = new Map<string, Odd[]>();
  for (const entry of odd) {
    const key = JSON.stringify([entry.series.split, entry.found.direction]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) =>
    neighbouring(group.map(({ found }) => found.day)).map((run) => {
      const inRun = group.filter(({ found }) => found.day >= run.from && found.day <= run.to);
      return unusualFinding(facts.dataset, run, inRun);
    }),
  );
}

function unusualFinding(
  dataset: string,
  run: { readonly from: Day; readonly to: Day; readonly days: number },
  group: readonly Odd[],
): HealthFinding {
  const direction = group[0]?.found.direction ?? 'spike';
  const split = group[0]?.series.split ?? null;
  const names = [...new Set(group.map(({ series }) => series.measure.name))].toSorted();
  const far = direction === 'spike' ? 'far above' : 'far below';
  const of = split === null ? '' : ` of ${split}`;
  const clicksToo = 'Look at the platform or the query behind it; mark the day with a note if it is real.';
  return finding(dataset, {
    kind: direction,
    weight: 'alarm',
    about: split ?? '',
    from: run.from,
    to: run.to,
    short: `${capital(inWords(names))}${of} ${far} usual, ${spanText(run)}`,
    text:
      run.days === 1
        ? `${capital(inWords(names))}${of} on ${formatDay(run.from)} were ${far} what a ${weekdayName(run.from)} around then has.`
        : `${capital(inWords(names))}${of} on ${spanText(run)} were ${far} what such days around then have.`,
    next: clicksToo,
    figures: group.flatMap(({ series, found }) => {
      const id = [series.measure.column, series.currency ?? '', found.day].filter((part) => part !== '').join('.');
      const when = run.days === 1 ? '' : `, ${formatDay(found.day)}`;
      return [
        { id: `${id}.value`, label: `${capital(series.measure.name)}${when}`, value: shown(series, found.value) },
        { id: `${id}.usual`, label: 'usual', value: shown(series, found.usual) },
      ];
    }),
  });
}

/** The series below the rows: each sum in which something was found, with its days as they were. */
export function oddSeries(facts: DatasetFacts, looked: Looked): readonly HealthSeries[] {
  const odd = looked.odd.filter(({ series }) => series.measure !== ROWS);
  const through = lastDay(facts);
  if (through === null) return [];
  const from = addDays(through, 1 - REPORTED_DAYS);
  return [...new Map(odd.map(({ series }) => [keyOf(series), series]))].map(([id, series]) => {
    const states = new Map(odd.filter((entry) => keyOf(entry.series) === id).map(({ found }) => [found.day, found]));
    return {
      id,
      name: [series.measure.name, series.split, series.currency].filter((part) => part !== null).join(', '),
      days: series.days
        .filter(({ day }) => day >= from)
        .map(({ day, value }) => ({ day, value, state: states.get(day)?.direction ?? ('usual' as const) })),
    };
  });
}

const keyOf = ({ measure, split, currency }: Watched): string => [measure.column, split, currency].join('|');

/** Days on which the number of rows itself was unusual. */
export const oddRowDays = ({ odd }: Looked): ReadonlyMap<Day, Unusual> =>
  new Map(odd.flatMap(({ series, found }) => (series.measure === ROWS ? [[found.day, found]] : [])));
