import { formatNumber } from '../../serializer/index.ts';
import { dayCounts, weeklyDispersion } from './drift.ts';
import { MOST_ARMS, sumOf } from './evidence.ts';
import { sharesFit } from './shares.ts';
import type { CellStanding } from './standing.ts';
import { daysText } from './wording.ts';

/** Days vary so much more than their counts let them that it has to be said. */
const NOISY = 1.5;

const WHO_SEES =
  'Who sees which arm is chosen by the platform and by people, not by lot: arms may differ in who they reach.';

/** What to keep in mind with the numbers of a cell; `notes`: on the exchange rates used. */
export function cellCaveats({ record, evidence, model }: CellStanding, notes: readonly string[]): readonly string[] {
  const { rule, arms } = record.design;
  const noisy =
    model.family === 'student'
      ? 1
      : Math.max(1, ...evidence.arms.map((arm) => weeklyDispersion(dayCounts(arm, model.family))));
  return [
    WHO_SEES,
    ...(noisy < NOISY
      ? []
      : [
          `Days of an arm vary up to ${formatNumber(Math.round(noisy * 10) / 10)} times as much as independent ${model.words.trial} would: intervals are narrower than they should be.`,
        ]),
    ...(model.family === 'beta' && evidence.arms.some(({ trials, reward }) => sumOf(reward) > sumOf(trials))
      ? [`An arm has more ${model.words.reward} than ${model.words.trial}: its value is not told from 100 %.`]
      : []),
    ...(model.family === 'student' ? ['A day is one observation, however much was spent on it.'] : []),
    ...(arms.kind === 'landing_pages' ? ['A session counts for the first page it saw.'] : []),
    ...(rule.discount < 1
      ? [`Evidence is worth half after ${daysText(Math.round(Math.log(0.5) / Math.log(rule.discount)))}.`]
      : []),
    ...(sharesFit(evidence.arms.length, rule)
      ? []
      : ['So many arms can not keep the floor and the cap of the rule; shares keep to what can be held.']),
    ...(evidence.leftOut === 0
      ? []
      : [`${formatNumber(evidence.leftOut)} arms with the least traffic are left out: a cell reads ${MOST_ARMS}.`]),
    ...notes,
  ];
}
