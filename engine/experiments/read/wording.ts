import type { ExperimentCheck, VerdictRead } from '../../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDays,
  formatInterval,
  formatRate,
  formatRelativeChange,
} from '../../serializer/index.ts';
import type { AdjustedComparison } from './families.ts';
import { leastPrecise, type Progress } from './progress.ts';
import { GAPS, plausible } from './sentences.ts';
import { nameOf, type Standing } from './standing.ts';
import type { Case, Judgement, Point } from './verdict.ts';

/** "+12.30 % on Sign-ups (4.10 – 20.50 %)". */
export const pointText = ({ metric, relative }: Point): string =>
  `${formatRelativeChange(relative.estimate)} on ${metric.name} (${formatInterval(relative.interval, 'rate')})`;

const pointsText = (points: readonly Point[]): string => points.map(pointText).join(', ');

/** How an effect was judged, for the reason. */
function basis({ design: { rule } }: Standing): string {
  const level = formatRate(1 - rule.alpha).replace(/\.00 %$/, ' %');
  switch (rule.method) {
    case 'sequential':
      return `${level} intervals that hold at every look`;
    case 'fixed':
      return `${level} intervals at the planned end`;
    case 'bayesian':
      return `a chance to win of at least ${formatRate(rule.chanceToWin)}`;
  }
}

interface Words {
  readonly reason: string;
  readonly change: string;
}

interface Given {
  readonly standing: Standing;
  readonly judgement: Judgement;
  readonly checks: readonly ExperimentCheck[];
  readonly comparisons: readonly AdjustedComparison[];
  readonly progress: Progress;
}

/** What is not ruled out about the guardrails of a variation to be shipped. */
const openText = ({ open }: Case, margin: number): string =>
  open.length === 0
    ? 'No guardrail is worse.'
    : `No guardrail is worse, but a loss beyond the margin of ${formatRate(margin)} is not ruled out for ${open.map(({ metric }) => metric.name).join(', ')}.`;

/** The effect on the first goal of the variation that gains most, said of an experiment that tells nothing yet; or why there is none. */
function soFar({ design }: Standing, comparisons: readonly AdjustedComparison[]): string {
  const first = design.metrics.find(({ role }) => role === 'goal');
  const own = comparisons.filter(({ metric }) => metric.id === first?.id);
  const sign = first?.better === 'lower' ? -1 : 1;
  const [most] = own
    .flatMap(({ variation, metric, relative }) => (relative === null ? [] : [{ variation, metric, relative }]))
    .toSorted((a, b) => sign * (b.relative.estimate - a.relative.estimate));
  if (most !== undefined)
    return `${nameOf(design, most.variation)} is at ${pointText(most)}: ${plausible(most.relative).toLowerCase()}.`;
  const gap = own.find((one) => one.gap !== null)?.gap ?? null;
  return gap === null || first === undefined
    ? 'There is no effect on a goal to read yet.'
    : `There is no effect on ${first.name} to read yet. ${GAPS[gap]}`;
}

/** Whether there is an effect on a goal that could have been told from none. */
const hasEffect = (comparisons: readonly AdjustedComparison[]): boolean =>
  comparisons.some(({ metric, relative }) => metric.role === 'goal' && relative !== null);

/** What was not found: by a one-sided rule only that none is better. */
const notFound = ({ design: { rule } }: Standing): string =>
  rule.sides === 'greater' && rule.method !== 'bayesian'
    ? 'no variation is shown to be better than the control, which is all that the rule tests'
    : 'no variation can be told from the control';

const UNTIL_END = 'The planned end, or an effect whose interval leaves zero out.';

function wordsAbout(one: Case, { standing, judgement }: Given): Words {
  const { rule } = standing.design;
  const name = nameOf(standing.design, one.variation);
  const margin = formatRate(rule.guardrailMargin);
  switch (judgement.why) {
    case 'better':
      return {
        reason: `${name} is better: ${pointsText(one.better)}, by ${basis(standing)}. ${openText(one, rule.guardrailMargin)}`,
        change: 'A check that fails, a goal that turns worse, or a guardrail that gets worse.',
      };
    case 'guardrail_lost':
      return {
        reason: `${name} lost more than the margin of ${margin}: ${pointsText(one.lost)}.`,
        change: `More units that bring the guardrail back within ${margin}.`,
      };
    case 'worse':
      return {
        reason: `${name} is worse: ${pointsText(one.worse)}, by ${basis(standing)}.`,
        change: 'More units whose interval takes zero in again. That seldom happens.',
      };
    case 'goals_disagree':
      return {
        reason: `The goals of ${name} disagree: better, ${pointsText(one.better)}; worse, ${pointsText(one.worse)}.`,
        change: 'A person says which of the goals counts for more.',
      };
    case 'guardrail_worse':
      return {
        reason: `${name} is better, ${pointsText(one.better)}, but a guardrail is worse: ${pointsText(one.harmed)}.`,
        change: 'A person says whether the gain is worth the loss.',
      };
    default:
      return {
        reason: `${name} is worse (${pointsText([...one.lost, ...one.worse])}); the others can't be told from the control yet.`,
        change: `Take ${name} out of the next version; for the others: ${UNTIL_END.toLowerCase()}`,
      };
  }
}

function plainWords(given: Given): Words {
  const { standing, judgement, checks, comparisons, progress } = given;
  const { design, days, units, arms } = standing;
  const { rule, plan } = design;
  switch (judgement.why) {
    case 'no_units':
      return { reason: 'No unit was exposed in the data that were loaded.', change: 'Exposures in ab_exposures.' };
    case 'check': {
      const failed = checks.filter(({ outcome }) => outcome === 'fail');
      return {
        reason: `The data can not be trusted. ${failed.map(({ evidence }) => evidence).join(' ')}`,
        change: failed.map(({ next }) => next ?? '').join(' '),
      };
    }
    case 'no_outcomes':
      return {
        reason: `${formatCounted(units, 'unit')} were exposed, and no outcomes were ever loaded, so no metric can be read.`,
        change: 'Load ab_outcomes.',
      };
    case 'draft':
      return {
        reason: `It has not started, so nothing is judged: its rule can still be changed. The data have ${formatCounted(units, 'unit')} of it.`,
        change: 'Its start: units count from then on, or from a day of which the data have exposures.',
      };
    case 'few_days':
      return {
        reason: `${formatDays(days)} so far; the rule asks for at least ${formatDays(rule.minDays)}.`,
        change: standing.running
          ? 'More days.'
          : 'It was stopped before; a person weighs what there is, or runs it again.',
      };
    case 'few_units': {
      const few = arms.filter((arm) => arm.units < rule.minUnits);
      const text = few.map((arm) => `${arm.name} ${formatCount(arm.units)}`).join(', ');
      return {
        reason: `Fewer units than the ${formatCount(rule.minUnits)} in each variation the rule asks for: ${text}.`,
        change: standing.running
          ? 'More units.'
          : 'It was stopped before; a person weighs what there is, or runs it again.',
      };
    }
    case 'peek':
      return {
        reason: `The rule is one look at the planned end${plan === null ? '' : ` after ${formatDays(plan.days)}`}; this is a look on day ${formatCount(days)}, which decides nothing.`,
        change: 'The planned end.',
      };
    case 'stopped_early':
      return {
        reason: `The rule is one look at the planned end, but it was stopped on day ${formatCount(days)}${plan === null ? '' : ` of ${formatCount(plan.days)}`}, so its intervals say too little. ${soFar(standing, comparisons)}`,
        change: 'A person weighs what there is, or runs it again to its end.',
      };
    case 'planned_end':
    case 'stopped':
      return {
        reason: `${judgement.why === 'stopped' ? 'It was stopped' : 'The planned end is over'} after ${formatCounted(units, 'unit')}${hasEffect(comparisons) ? ` and ${notFound(standing)}` : ''}. ${soFar(standing, comparisons)}`,
        change: `A person decides.${finds(progress)}`,
      };
    default:
      return {
        reason: `${hasEffect(comparisons) ? `So far ${notFound(standing)}. ` : ''}${soFar(standing, comparisons)}`,
        change: UNTIL_END,
      };
  }
}

const finds = ({ detectable }: Progress): string =>
  detectable === null ? '' : ` Changes smaller than ${formatRate(detectable)} would need more units.`;

/** The verdict as it is shown. */
export function verdictRead(given: Given, daysLeft: number | null): VerdictRead {
  const { state, about } = given.judgement;
  const words = about === null ? plainWords(given) : wordsAbout(about, given);
  return {
    state,
    variation: about?.variation ?? null,
    ...words,
    daysLeft: state === 'keep_running' ? daysLeft : null,
  };
}

/** One sentence that says what was found. */
export function foundSentence(given: Given): string {
  const { standing, judgement, comparisons, progress } = given;
  const { about, state } = judgement;
  if (judgement.why === 'no_outcomes' || judgement.why === 'draft') return plainWords(given).reason;
  if (state === 'no_data') return 'Nobody was exposed, so there is nothing to read.';
  if (state === 'unhealthy') return 'The data can not be trusted, so no effect is shown.';
  const name = about === null ? '' : nameOf(standing.design, about.variation);
  if (about !== null && state === 'ship') return `${name} is better: ${pointsText(about.better)}.`;
  if (about !== null && state === 'roll_back')
    return `${name} is worse: ${pointsText([...about.lost, ...about.worse])}.`;
  const known = leastPrecise(standing.design, comparisons) !== null;
  return known ? soFar(standing, comparisons) : `${progress.sentence} There is no effect on a goal to read yet.`;
}
