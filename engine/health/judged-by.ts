import type { Cadence } from './facts.ts';
import { UNUSUAL_RULES } from './unusual.ts';

/** Datasets whose number of rows a day follows something else than the day, so that it says nothing of their health. */
const FOLLOWS: Readonly<Record<string, string>> = {
  ab_exposures: 'Its rows follow which experiments run, so days are not judged for spikes and drops.',
  ab_outcomes: 'Its rows follow which experiments run, so days are not judged for spikes and drops.',
  journeys: 'Its newest journeys still go on and are loaded again, so days are not judged for spikes and drops.',
};

/** Datasets billed by the month: the last day has the renewals of all later days of longer months. */
const BILLED_MONTHLY = new Set(['finance_daily']);

/** True for a dataset whose last day of the month is like no other day. */
export const isBilledMonthly = (dataset: string): boolean => BILLED_MONTHLY.has(dataset);

/** Why the days of a dataset are not judged for spikes and drops; null when they are. */
export function notJudged(dataset: string, cadence: Cadence, days: number): string | null {
  if (cadence === 'snapshot') return 'Each load brings all rows anew, so there are no days to compare.';
  if (cadence === 'month') return 'It comes month by month, so there are no days to compare.';
  const follows = FOLLOWS[dataset];
  if (follows !== undefined) return follows;
  if (days === 0) return 'Nothing has been loaded yet.';
  if (days < UNUSUAL_RULES.minDays) return "Can't tell yet what is usual: that takes four weeks of days.";
  return null;
}

/** How spikes and drops are told and how often by chance; the simulation in the tests holds the rate. */
export const METHOD =
  'Each day is compared with its weekday’s usual in the two weeks on both sides, on a log scale: six robust standard ' +
  'deviations and two fifths away is unusual. Ordinary noise does that in fewer than 1 of 100 series in 120 days.';
