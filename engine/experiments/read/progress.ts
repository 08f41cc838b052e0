import type { ExperimentDesign, ExperimentRead } from '../../contract/index.ts';
import { addDays } from '../../core/index.ts';
import { formatCounted, formatDays, formatRate } from '../../serializer/index.ts';
import { powerDesign } from '../lifecycle/size.ts';
import {
  detectableEffect,
  moreUnitsNeeded,
  type PowerDesign,
  type Precision,
  plannedError,
  powerAt,
} from '../stats/index.ts';
import type { ExperimentData } from '../sums.ts';
import type { RawComparison } from './compare.ts';
import type { Standing } from './standing.ts';

export type Progress = ExperimentRead['progress'];

/** Chance to find an effect, where the design plans none. */
const USUAL_POWER = 0.8;

/** Pace is that of so many days back: the first days and the last may differ. */
const PACE_DAYS = 7;

/** The design's rule as the power functions take it. */
export function powerRule({ rule, plan, metrics, variations }: ExperimentDesign): PowerDesign {
  const goals = Math.max(1, metrics.filter(({ role }) => role === 'goal').length);
  const power = plan?.power ?? USUAL_POWER;
  const sized = plan ?? { minimumEffect: 0.1, power, baseline: 1, sd: 1, unitsPerDay: 1, days: 1 };
  return powerDesign({ rule, plan: sized, goals, variations: variations.length });
}

/** The first goal's effect that is known least well: what holds for it holds for all variations. */
export function leastPrecise(design: ExperimentDesign, comparisons: readonly RawComparison[]): Precision | null {
  const first = design.metrics.find(({ role }) => role === 'goal');
  return comparisons
    .filter(({ metric }) => metric.id === first?.id)
    .reduce<Precision | null>(
      (worst, { effect }) => (effect !== null && effect.standardError > (worst?.standardError ?? 0) ? effect : worst),
      null,
    );
}

/** Units a day over the last week of the data, the days without any included; zero when nobody came. */
function paceOf({ days, units, firstDay }: Standing, { exposure }: ExperimentData): number | null {
  if (days === 0 || firstDay === null) return null;
  if (days <= PACE_DAYS) return units / days;
  const from = addDays(firstDay, days - PACE_DAYS);
  return exposure.filter(({ day }) => day >= from).reduce((sum, row) => sum + row.units, 0) / PACE_DAYS;
}

/** Precision of a pair of arms after so many units of all arms, from what is known now or else from the plan. */
function precisionAt(standing: Standing, now: Precision | null): ((units: number) => Precision) | null {
  const { design, units } = standing;
  const arms = design.variations.length;
  if (now !== null && units > 0)
    return (total) => ({
      standardError: now.standardError * Math.sqrt(units / total),
      units: (now.units * total) / units,
    });
  const { plan } = design;
  if (plan === null || plan.baseline === 0) return null;
  const baseline = { mean: plan.baseline, variance: plan.sd * plan.sd };
  return (total) => {
    const pair = (2 * total) / arms;
    return { standardError: plannedError(baseline, plan.minimumEffect, pair), units: pair };
  };
}

const DRAWN = 24;

/** Days to draw: some two dozen, evenly, up to half as long again as planned; today and the planned end are among them. */
function lengths(planned: number, today: number): readonly number[] {
  const end = Math.ceil(Math.max(planned, today) * 1.5);
  const step = Math.max(1, Math.ceil(end / DRAWN));
  const even = Array.from({ length: Math.ceil(end / step) }, (_, index) => (index + 1) * step);
  return [...new Set([...even, planned, today])].filter((days) => days > 0).toSorted((a, b) => a - b);
}

interface Ahead {
  readonly progress: Progress;
  /** Days until a verdict can be expected at the present pace; null: can't tell. */
  readonly daysLeft: number | null;
}

/** Where the experiment stands against its plan, and how long it will still take. */
export function progressOf(standing: Standing, data: ExperimentData, comparisons: readonly RawComparison[]): Ahead {
  const { design, days, units } = standing;
  const { plan } = design;
  const rule = powerRule(design);
  const now = leastPrecise(design, comparisons);
  const pace = paceOf(standing, data) ?? plan?.unitsPerDay ?? null;
  const at = precisionAt(standing, now);
  const detectable = now === null ? null : detectableEffect(now, rule);
  const curve =
    plan === null || at === null || pace === null || !(pace > 0)
      ? []
      : lengths(plan.days, days).flatMap((length) => {
          const total = Math.max(1, units + pace * (length - days));
          const precision = at(length <= days && days > 0 ? (units * length) / days : total);
          const found = detectableEffect(precision, rule);
          return found === null
            ? []
            : [{ days: length, power: Math.min(1, powerAt(plan.minimumEffect, precision, rule)), detectable: found }];
        });
  const daysLeft = daysLeftOf(standing, { now, pace, rule });
  return {
    daysLeft,
    progress: {
      days,
      units,
      plannedDays: plan?.days ?? null,
      plannedUnits: plan === null ? null : plan.unitsPerDay * plan.days,
      detectable,
      curve,
      sentence: sentenceOf(standing, detectable, daysLeft),
    },
  };
}

/**
 * The sooner of the planned end and, for a rule that may be looked at on the way, of finding the planned effect with the
 * planned power; never before the rule's least days and units.
 */
function daysLeftOf(
  { design, days, running, arms }: Standing,
  { now, pace, rule }: { readonly now: Precision | null; readonly pace: number | null; readonly rule: PowerDesign },
): number | null {
  const { plan } = design;
  if (!running || plan === null || pace === null) return null;
  const toEnd = Math.max(0, plan.days - days);
  const least = Math.max(
    0,
    design.rule.minDays - days,
    ...arms.map((arm) => unitsShort(arm, design.rule.minUnits, pace)),
  );
  // Nobody comes any more, and units are missing.
  if (!Number.isFinite(least)) return null;
  if (design.rule.method === 'fixed' || now === null) return Math.max(toEnd, least);
  const more = moreUnitsNeeded(plan.minimumEffect, now, rule);
  const share = now.units > 0 ? arms.reduce((sum, arm) => sum + arm.units, 0) / now.units : 1;
  const toEffect = more.known && pace > 0 ? Math.ceil((more.units * share) / pace) : 0;
  // Who could have found the planned effect by now and did not waits for the end.
  return Math.max(toEffect > 0 ? Math.min(toEnd, toEffect) : toEnd, least);
}

/** Days until an arm has the rule's units; infinite when nobody comes. */
function unitsShort(
  { units, planned }: { readonly units: number; readonly planned: number },
  minUnits: number,
  pace: number,
): number {
  const missing = planned > 0 ? Math.max(0, minUnits - units) : 0;
  return missing === 0 ? 0 : Math.ceil(missing / (pace * planned));
}

function sentenceOf(
  { design, days, units, running }: Standing,
  detectable: number | null,
  left: number | null,
): string {
  if (units === 0) return 'No unit was exposed yet.';
  const { plan } = design;
  const planned = plan === null ? '' : ` of the ${formatDays(plan.days)} planned`;
  const found =
    detectable === null ? '' : ` Changes from ${formatRate(detectable)} on can be found with the units so far.`;
  const still = running && left !== null && left > 0 ? ` About ${formatDays(left)} left.` : '';
  return `${formatDays(days)}${planned}, ${formatCounted(units, 'unit')}.${found}${still}`;
}
