import type { Source } from '../../../contract/index.ts';
import { daysBetween } from '../../../core/index.ts';
import { formatCount, formatCounted, formatDay } from '../../../serializer/index.ts';
import type { ExperimentData } from '../../sums.ts';
import type { ArmUnits, Standing } from '../standing.ts';
import type { Finding } from './check.ts';

/** More than any arm has. */
const NOBODY = { name: '', units: Number.POSITIVE_INFINITY } as const;

/** Each variation has the units the rule asks for. */
export function enoughUnits({ arms, units, design, running }: Standing): Finding {
  if (units === 0) return { outcome: 'unknown', evidence: 'No units yet.', next: 'Wait until units are exposed.' };
  const { minUnits } = design.rule;
  const least = arms
    .filter(({ planned }) => planned > 0)
    .reduce<Pick<ArmUnits, 'name' | 'units'>>((few, arm) => (arm.units < few.units ? arm : few), NOBODY);
  if (least.units >= minUnits) {
    const evidence = `Every variation has at least ${formatCount(minUnits)} units; the smallest has ${formatCount(least.units)}.`;
    return { outcome: 'pass', evidence, next: null };
  }
  return {
    outcome: running ? 'unknown' : 'warn',
    evidence: `${least.name} has ${formatCount(least.units)} of the ${formatCounted(minUnits, 'unit')} the rule asks for.`,
    next: running
      ? 'Wait; there is no verdict before that.'
      : 'Take the effects as a hint, or run it again for longer.',
  };
}

/** Each weekday counts alike; after four weeks a few more of one hardly matter. */
export function wholeWeeks({ days, running }: Standing): Finding {
  if (days === 0) return { outcome: 'unknown', evidence: 'No days yet.', next: 'Wait until units are exposed.' };
  const [weeks, rest] = [Math.floor(days / 7), days % 7];
  const length = `${formatCounted(days, 'day')}: ${formatCounted(weeks, 'whole week')}${rest === 0 ? '' : ` and ${formatCounted(rest, 'day')}`}`;
  if (weeks === 0)
    return {
      outcome: running ? 'unknown' : 'warn',
      evidence: `${formatCounted(days, 'day')}, less than a week: some weekdays are missing.`,
      next: running ? 'Wait until the week is full.' : 'Take the effects as those of these weekdays.',
    };
  if (rest === 0 || running || weeks >= 4) return { outcome: 'pass', evidence: `${length}.`, next: null };
  return {
    outcome: 'warn',
    evidence: `${length}, so some weekdays count more than others.`,
    next: 'Stop experiments at the end of a week.',
  };
}

/** Quiet for so many days, a running experiment gets no units any more. */
const QUIET_DAYS = 2;

/** The data reach to where the experiment is, and units still come. */
export function freshness(
  { running, lastDay, measured }: Standing,
  { dataThrough }: ExperimentData,
  sources: readonly Source[],
): Finding {
  if (dataThrough === null)
    return { outcome: 'unknown', evidence: 'No exposures were loaded.', next: 'Import ab_exposures and ab_outcomes.' };
  if (!measured)
    return {
      outcome: 'warn',
      evidence: `Exposures are complete up to ${formatDay(dataThrough)}; no outcomes were ever loaded.`,
      next: 'Load ab_outcomes.',
    };
  const through = `Exposures and outcomes are complete up to ${formatDay(dataThrough)}`;
  const old = sources.filter((source) => source.freshness === 'late' || source.freshness === 'stale');
  if (running && old.length > 0)
    return {
      outcome: 'warn',
      evidence: `${through}; ${old.map((source) => `${source.dataset} is ${source.freshness}`).join(', ')}.`,
      next: 'Import the latest days.',
    };
  const quiet = running && lastDay !== null ? daysBetween(lastDay, dataThrough) : 0;
  if (quiet >= QUIET_DAYS)
    return {
      outcome: 'warn',
      evidence: `${through}, but no unit was exposed since ${formatDay(lastDay)}.`,
      next: 'See whether the flag is still on and exposures are still logged.',
    };
  return { outcome: 'pass', evidence: `${through}.`, next: null };
}
