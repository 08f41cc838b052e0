import type { ExperimentCheck, ExperimentMetric, ExperimentVerdict } from '../../contract/index.ts';
import type { AdjustedComparison } from './families.ts';
import type { Inference } from './infer.ts';
import { readsOf } from './reads.ts';
import type { Standing } from './standing.ts';

/** What a variation's interval says about a guardrail. Positive shares are good here, whichever way the metric counts. */
export type GuardrailState = 'lost' | 'worse' | 'open' | 'kept';

/** One metric of a variation that speaks for or against it. */
export interface Point {
  readonly metric: ExperimentMetric;
  readonly relative: Inference;
}

/** All that the goals and guardrails say about one variation. */
export interface Case {
  readonly variation: string;
  readonly better: readonly Point[];
  readonly worse: readonly Point[];
  /** Guardrails that lost more than the margin; that are worse within it; whose loss beyond it is not ruled out. */
  readonly lost: readonly Point[];
  readonly harmed: readonly Point[];
  readonly open: readonly Point[];
  /** On the first goal, in the direction that is good; null: none. */
  readonly gain: number | null;
}

/** The interval turned so that up is good. */
export function turned({ better }: ExperimentMetric, { interval }: Inference): readonly [low: number, high: number] {
  return better === 'higher' ? [interval.low, interval.high] : [-interval.high, -interval.low];
}

/**
 * A guardrail of non-inferiority: lost, the whole interval is beyond the margin; worse, it leaves zero out on the bad
 * side; open, a loss beyond the margin is not ruled out; kept, it is.
 */
export function guardrailState(metric: ExperimentMetric, relative: Inference, margin: number): GuardrailState {
  const [low, high] = turned(metric, relative);
  if (high < -margin) return 'lost';
  if (high < 0) return 'worse';
  return low <= -margin ? 'open' : 'kept';
}

const pointOf = ({ metric, relative }: AdjustedComparison): readonly Point[] =>
  relative === null ? [] : [{ metric, relative }];

/** What the comparisons say about each treatment, in the order of the design. */
export function casesOf(standing: Standing, comparisons: readonly AdjustedComparison[]): readonly Case[] {
  const { design, peek } = standing;
  const { rule } = design;
  const firstGoal = design.metrics.find(({ role }) => role === 'goal')?.id;
  return design.variations.slice(1).map(({ key }) => {
    const own = comparisons.filter(({ variation }) => variation === key);
    const goals = own.filter(({ metric }) => metric.role === 'goal');
    const guardrails = own.filter(({ metric }) => metric.role === 'guardrail');
    const thatAre = (state: GuardrailState): readonly Point[] =>
      peek
        ? []
        : guardrails
            .flatMap(pointOf)
            .filter(({ metric, relative }) => guardrailState(metric, relative, rule.guardrailMargin) === state);
    const first = goals.find(({ metric }) => metric.id === firstGoal);
    const sign = first?.metric.better === 'lower' ? -1 : 1;
    return {
      variation: key,
      better: goals.filter((one) => readsOf(one, rule, peek) === 'better').flatMap(pointOf),
      worse: goals.filter((one) => readsOf(one, rule, peek) === 'worse').flatMap(pointOf),
      lost: thatAre('lost'),
      harmed: thatAre('worse'),
      open: thatAre('open'),
      gain: first?.relative === null || first === undefined ? null : sign * first.relative.estimate,
    };
  });
}

/** A verdict with what it rests on, before it is put in words. */
export interface Judgement {
  readonly state: ExperimentVerdict;
  /** The variation it is about. */
  readonly about: Case | null;
  readonly why:
    | 'no_units'
    | 'check'
    | 'no_outcomes'
    | 'draft'
    | 'few_days'
    | 'few_units'
    | 'stopped_early'
    | 'peek'
    | 'better'
    | 'worse'
    | 'guardrail_lost'
    | 'goals_disagree'
    | 'guardrail_worse'
    | 'some_worse'
    | 'planned_end'
    | 'stopped'
    | 'undecided';
}

const isGood = (one: Case): boolean =>
  one.better.length > 0 && one.worse.length === 0 && one.lost.length === 0 && one.harmed.length === 0;
const isBad = (one: Case): boolean => one.lost.length > 0 || (one.worse.length > 0 && one.better.length === 0);
const isMixed = (one: Case): boolean =>
  !isBad(one) && one.better.length > 0 && (one.worse.length > 0 || one.harmed.length > 0);

/** The largest gain on the first goal; of equal ones the first by key, so that the order of variations decides nothing. */
function furthest(cases: readonly Case[], sign: 1 | -1): Case | null {
  const gain = (one: Case): number => sign * (one.gain ?? Number.NEGATIVE_INFINITY);
  return cases.toSorted((a, b) => gain(b) - gain(a) || (a.variation < b.variation ? -1 : 1))[0] ?? null;
}

/**
 * The verdict, by the first of these that holds. No units: no data. A check fails: unhealthy. A draft, or no outcomes
 * were ever loaded: no data. Fewer days or units than
 * the rule asks for: keep running, or a person weighs what was stopped. A fixed horizon before its end: the same. A
 * variation is better on a goal, worse on none, and no guardrail is worse: ship the one that gains most. All variations
 * are worse on a goal and better on none, or lost a guardrail: roll back. One is better and worse at once: a person
 * weighs. The planned end is over, or it was stopped: a person weighs. Else keep running.
 */
export function judge(
  standing: Standing,
  checks: readonly ExperimentCheck[],
  comparisons: readonly AdjustedComparison[],
): Judgement {
  const { record, units, days, arms, design, running, peek, plannedOver, measured } = standing;
  const { minDays, minUnits } = design.rule;
  if (units === 0) return { state: 'no_data', about: null, why: 'no_units' };
  if (checks.some(({ outcome }) => outcome === 'fail')) return { state: 'unhealthy', about: null, why: 'check' };
  if (record.status === 'draft') return { state: 'no_data', about: null, why: 'draft' };
  if (!measured) return { state: 'no_data', about: null, why: 'no_outcomes' };
  const short =
    days < minDays ? 'few_days' : arms.some((arm) => arm.planned > 0 && arm.units < minUnits) ? 'few_units' : null;
  if (short !== null) return { state: running ? 'keep_running' : 'ready_for_review', about: null, why: short };
  if (peek)
    return running
      ? { state: 'keep_running', about: null, why: 'peek' }
      : { state: 'ready_for_review', about: null, why: 'stopped_early' };
  const cases = casesOf(standing, comparisons);
  const best = furthest(cases.filter(isGood), 1);
  if (best !== null) return { state: 'ship', about: best, why: 'better' };
  const bad = cases.filter(isBad);
  const worst = furthest(bad, -1);
  if (worst !== null && bad.length === cases.length)
    return { state: 'roll_back', about: worst, why: worst.lost.length > 0 ? 'guardrail_lost' : 'worse' };
  const mixed = furthest(cases.filter(isMixed), 1);
  if (mixed !== null)
    return {
      state: 'ready_for_review',
      about: mixed,
      why: mixed.worse.length > 0 ? 'goals_disagree' : 'guardrail_worse',
    };
  if (plannedOver) return { state: 'ready_for_review', about: null, why: 'planned_end' };
  if (!running) return { state: 'ready_for_review', about: null, why: 'stopped' };
  return { state: 'keep_running', about: worst, why: worst === null ? 'undecided' : 'some_worse' };
}
