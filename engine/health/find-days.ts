import type { HealthFinding } from '../contract/index.ts';
import { addMonths, type Day, monthOf } from '../core/index.ts';
import { formatDay, formatDayRange } from '../serializer/index.ts';
import { type DatasetFacts, lastDay } from './facts.ts';
import { countOf, type Found, finding } from './findings.ts';
import { type DayRun, missingRuns, neighbouring } from './gaps.ts';

/** "18 – 20 Oct 2026", or the one day. */
export const spanText = ({ from, to }: { readonly from: Day; readonly to: Day }): string =>
  from === to ? formatDay(from) : formatDayRange(from, to);

/** Months without a row between the first and the last promised, each as a run of its own. */
function missingMonths(present: readonly Day[], through: Day): readonly DayRun[] {
  const [first] = present;
  if (first === undefined) return [];
  const there = new Set(present.map(monthOf));
  const found: DayRun[] = [];
  for (let month = monthOf(first); month <= monthOf(through); month = addMonths(month, 1))
    if (!there.has(month)) found.push({ from: month, to: month, days: 1 });
  return found;
}

/** Runs of days (or months) without rows. */
export function missing(facts: DatasetFacts): readonly DayRun[] {
  const through = lastDay(facts);
  const present = facts.days.map(({ day }) => day);
  if (through === null || facts.cadence === 'snapshot') return [];
  return facts.cadence === 'month' ? missingMonths(present, through) : missingRuns(present, through);
}

export function gapFindings(facts: DatasetFacts): readonly HealthFinding[] {
  return missing(facts).map((run) => {
    const unit = facts.cadence === 'month' ? 'month' : 'day';
    const counted = `${run.days} ${unit}${run.days === 1 ? '' : 's'} missing`;
    return finding(facts.dataset, {
      kind: 'gap',
      weight: 'alarm',
      about: '',
      from: run.from,
      to: run.to,
      short: `${counted}, ${spanText(run)}`,
      text: `No rows came for ${spanText(run)}, between days that are there.`,
      next: `Export ${run.days === 1 ? `that ${unit}` : `those ${unit}s`} again and import the drop; sums over them are too low until then.`,
      figures: [{ id: 'days', label: unit === 'day' ? 'Missing days' : 'Missing months', value: countOf(run.days) }],
    });
  });
}

/** Late or stale by the contract's promise. */
export function freshnessFindings({ dataset, freshness }: DatasetFacts): readonly HealthFinding[] {
  const { state, dataThrough } = freshness;
  if (dataThrough === null || (state !== 'late' && state !== 'stale')) return [];
  const found: Found = {
    kind: state,
    weight: state === 'stale' ? 'alarm' : 'notice',
    about: '',
    from: dataThrough,
    to: null,
    short:
      state === 'stale' ? `Nothing new since ${formatDay(dataThrough)}` : `Late: data to ${formatDay(dataThrough)}`,
    text:
      state === 'stale'
        ? `The newest data are of ${formatDay(dataThrough)}; more than twice the promised time has gone by.`
        : `The newest data are of ${formatDay(dataThrough)}; the next were promised by now.`,
    next: 'Ask whoever runs the export whether the job still runs, then import what is new.',
    figures: [],
  };
  return [finding(dataset, found)];
}

interface Stretch {
  readonly loadId: string;
  readonly run: DayRun;
  readonly before: number;
  readonly after: number;
}

/** Days that a later load brought again, as stretches of one load. A snapshot is replaced each time: that is no news. */
export function restatedStretches({ restated, cadence }: DatasetFacts): readonly Stretch[] {
  if (cadence === 'snapshot') return [];
  return [...new Set(restated.map(({ loadId }) => loadId))].flatMap((loadId) => {
    const own = restated.filter((entry) => entry.loadId === loadId);
    return neighbouring([...new Set(own.map(({ day }) => day))]).map((run) => {
      const inRun = own.filter(({ day }) => day >= run.from && day <= run.to);
      const sum = (of: (entry: (typeof own)[number]) => number) => inRun.reduce((total, entry) => total + of(entry), 0);
      return { loadId, run, before: sum(({ rowsBefore }) => rowsBefore), after: sum(({ rowsAfter }) => rowsAfter) };
    });
  });
}

export function restatedFindings(facts: DatasetFacts): readonly HealthFinding[] {
  return restatedStretches(facts).map(({ loadId, run, before, after }) =>
    finding(facts.dataset, {
      kind: 'restated',
      weight: 'notice',
      about: loadId,
      from: run.from,
      to: run.to,
      short: `Loaded again: ${spanText(run)}`,
      text: `A later load brought ${spanText(run)} again; its rows took the place of the earlier ones.`,
      next: 'Numbers over these days may differ from a report made before that load.',
      figures: [
        { id: 'before', label: 'Rows before', value: countOf(before) },
        { id: 'after', label: 'Rows now', value: countOf(after) },
      ],
    }),
  );
}
