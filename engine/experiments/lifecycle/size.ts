import type { DecisionRule, ExperimentDesign, ExperimentSize, ExperimentSizeInput } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { formatCount, formatDays, formatProbability, formatRate } from '../../serializer/index.ts';
import {
  type Baseline,
  daysNeeded,
  minimumDetectableEffect,
  type PowerDesign,
  perTest,
  plannedError,
  powerAt,
  unitsNeeded,
} from '../stats/index.ts';
import { SEQUENTIAL_TUNING, sizeBasis } from './size-basis.ts';

/** Points of the curve over the effect's size. */
const EFFECTS = 20;

/** The rule as the power functions take it: α two-sided, comparisons counted only where the rule corrects for them. */
export function powerDesign({
  rule,
  plan,
  goals,
  variations,
}: Pick<ExperimentSizeInput, 'rule' | 'plan' | 'goals' | 'variations'>): PowerDesign {
  const counted = rule.correction === 'none' ? { goals: 1, variations: 2 } : { goals, variations };
  return { ...counted, power: plan.power, alpha: twoSidedAlpha(rule), method: methodOf(rule) };
}

/** A one-sided test at α rejects where a two-sided one at 2α does, in the direction that is looked for. */
function twoSidedAlpha({ method, alpha, sides, chanceToWin }: DecisionRule): number {
  if (method === 'bayesian') return 2 * (1 - chanceToWin);
  return sides === 'greater' ? 2 * alpha : alpha;
}

function methodOf({ method, prior }: DecisionRule): NonNullable<PowerDesign['method']> {
  switch (method) {
    case 'sequential':
      return { kind: 'sequential', tuning: SEQUENTIAL_TUNING };
    case 'fixed':
      return { kind: 'fixed' };
    case 'bayesian':
      // Under a flat prior the chance to win is one minus the one-sided p-value.
      return prior === null
        ? { kind: 'fixed' }
        : { kind: 'bayesian', prior: { mean: prior.mean, variance: prior.sd * prior.sd } };
  }
}

/** What the size of a design depends on. Fails with EXPERIMENT_NO_PLAN. */
export function sizeInputOf({ key, plan, rule, variations, metrics }: ExperimentDesign): Result<ExperimentSizeInput> {
  if (plan === null) return err(appError('EXPERIMENT_NO_PLAN', { key }));
  const goals = metrics.filter(({ role }) => role === 'goal');
  const kind = goals[0]?.kind;
  const binary = kind === 'proportion' || kind === 'retention';
  return ok({ plan, rule, variations: variations.length, goals: Math.max(1, goals.length), binary });
}

/**
 * Units, days and power of a plan, for arms of equal size: a pair of arms gets 2 / variations of the units. Fails with
 * EXPERIMENT_SIZE_UNKNOWN when no number of units is enough. docs/spec/experiments.md EX17.
 */
export function sizeOf(input: ExperimentSizeInput): Result<ExperimentSize> {
  const { plan, variations, binary } = input;
  const design = powerDesign(input);
  if (binary && !(plan.baseline > 0 && plan.baseline < 1))
    return unknown('a share of units lies between 0 and 1, both left out');
  const baseline: Baseline = {
    mean: plan.baseline,
    variance: binary ? plan.baseline * (1 - plan.baseline) : plan.sd * plan.sd,
  };
  const pair = unitsNeeded(plan.minimumEffect, baseline, design);
  if (pair === null) return unknown(plan.baseline === 0 ? 'its baseline is 0' : 'the effect is too small');
  const unitsPerVariation = Math.ceil(pair / 2);
  const days = daysNeeded(unitsPerVariation * variations, plan.unitsPerDay);
  if (days === null) return unknown('no units come');
  const pairAfter = (elapsed: number): number => (elapsed * plan.unitsPerDay * 2) / variations;
  return ok({
    unitsPerVariation,
    days,
    curve: lengths(Math.max(plan.days, Math.min(days, 365))).flatMap((elapsed) => {
      const effect = minimumDetectableEffect(pairAfter(elapsed), baseline, design);
      return effect === null ? [] : [{ days: elapsed, effect }];
    }),
    powerByEffect: Array.from({ length: EFFECTS }, (_, step) => {
      const effect = ((step + 1) / EFFECTS) * 2 * plan.minimumEffect;
      const units = pairAfter(plan.days);
      return {
        effect,
        power: powerAt(effect, { standardError: plannedError(baseline, effect, units), units }, design),
      };
    }),
    sentence: sentenceOf(input, unitsPerVariation, days),
    basis: sizeBasis(input, perTest(design)),
  });
}

const unknown = (reason: string): Result<never> => err(appError('EXPERIMENT_SIZE_UNKNOWN', { reason }));

/** Days to draw: one by one for a fortnight, then by weeks until a third beyond the length, at most a year. */
function lengths(most: number): readonly number[] {
  const end = Math.min(365, Math.ceil(most * 1.34));
  return Array.from({ length: end }, (_, day) => day + 1).filter((day) => day <= 14 || day % 7 === 0 || day === end);
}

function sentenceOf({ plan, variations }: ExperimentSizeInput, units: number, days: number): string {
  const arms = `${formatCount(units)} units in each of ${formatCount(variations)} variations`;
  const pace = `${formatDays(days)} at ${formatCount(Math.round(plan.unitsPerDay))} units a day`;
  return `${arms}, about ${pace}, find a change of ${formatRate(plan.minimumEffect)} with a chance of ${formatProbability(plan.power)}.`;
}
