import type { DatasetHealthRow, HealthSeries } from '../contract/index.ts';
import { addDays, type Day, daysFrom } from '../core/index.ts';
import { type DatasetFacts, lastDay } from './facts.ts';
import { columnFindings, currencyFindings, keptOutFindings } from './find-changes.ts';
import { freshnessFindings, gapFindings, missing, restatedFindings, restatedStretches } from './find-days.ts';
import {
  type Looked,
  lookAt,
  oddRowDays,
  oddSeries,
  partialFindings,
  REPORTED_DAYS,
  unusualFindings,
} from './find-values.ts';
import { inOrder } from './findings.ts';
import { notJudged } from './judged-by.ts';

/** The state of a day of the rows; what is most wrong is what is shown. */
function stateOf(
  facts: DatasetFacts,
  looked: Looked,
): (day: Day, rows: number | null) => HealthSeries['days'][number]['state'] {
  const growing = new Set(looked.growing.map(({ day }) => day));
  const odd = oddRowDays(looked);
  const again = restatedStretches(facts).map(({ run }) => run);
  const gaps = missing(facts);
  return (day, rows) => {
    if (gaps.some(({ from, to }) => day >= from && day <= to) && rows === null) return 'gap';
    if (growing.has(day)) return 'partial';
    const found = odd.get(day);
    if (found !== undefined) return found.direction;
    return again.some(({ from, to }) => day >= from && day <= to) ? 'restated' : 'usual';
  };
}

/** Rows by day over the last days, those that are missing too. */
function rowSeries(facts: DatasetFacts, looked: Looked): HealthSeries {
  const through = lastDay(facts);
  const first = facts.days[0]?.day;
  const empty = { id: 'rows', name: 'rows', days: [] };
  if (through === null || first === undefined) return empty;
  const byDay = new Map(facts.days.map(({ day, value }) => [day, value]));
  const state = stateOf(facts, looked);
  const earliest = addDays(through, 1 - REPORTED_DAYS);
  const days = facts.cadence === 'day' ? daysFrom(first, through) : facts.days.map(({ day }) => day);
  const span = days.filter((day) => day >= earliest);
  return {
    ...empty,
    days: span.flatMap((day) => {
      const value = byDay.get(day) ?? null;
      const is = state(day, value);
      return value === null && is !== 'gap' ? [] : [{ day, value, state: is }];
    }),
  };
}

/** A dataset as it stands in the list, with everything that was found. Pure: the same facts, the same judgement. */
export function judge(facts: DatasetFacts): DatasetHealthRow {
  const looked = lookAt(facts);
  return {
    freshness: facts.freshness,
    cadence: facts.cadence,
    firstDay: facts.days[0]?.day ?? null,
    rows: rowSeries(facts, looked),
    findings: inOrder([
      ...freshnessFindings(facts),
      ...gapFindings(facts),
      ...partialFindings(facts, looked),
      ...unusualFindings(facts, looked),
      ...currencyFindings(facts),
      ...keptOutFindings(facts),
      ...restatedFindings(facts),
      ...columnFindings(facts),
    ]),
    notJudged: notJudged(facts.dataset, facts.cadence, facts.days.length),
  };
}

/** The rows and each sum in which something was found, by day. */
export function seriesFound(facts: DatasetFacts): readonly HealthSeries[] {
  const looked = lookAt(facts);
  return [rowSeries(facts, looked), ...oddSeries(facts, looked)];
}
