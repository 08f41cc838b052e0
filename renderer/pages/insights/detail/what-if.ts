import type { ArmRead, BanditRead, CellPrior, WhatIf } from '../../../../engine/contract/index.ts';
import { byChance } from '../values.ts';

/** A question as it stands in the fields. */
export interface Question {
  readonly moreDays: number;
  readonly otherPrior: boolean;
  readonly mean: number;
  readonly strength: number;
}

/** Nothing is asked: the data as they are, the prior of the rule. */
export const firstQuestion = (read: BanditRead): Question => {
  const { prior, minTrials } = read.cell.design.rule;
  return {
    moreDays: 0,
    otherPrior: false,
    mean: prior?.mean ?? pooledMean(read.arms),
    strength: prior?.strength ?? minTrials,
  };
};

/** Mean of the arms' means, each by its evidence: where a prior would usually lie. Three digits are enough to begin with. */
export function pooledMean(arms: readonly ArmRead[]): number {
  const trials = arms.reduce((sum, arm) => sum + arm.trials, 0);
  if (trials === 0) return 0;
  const mean = arms.reduce((sum, arm) => sum + arm.mean * arm.trials, 0) / trials;
  return Math.max(0, Number(mean.toPrecision(3)));
}

/** The prior that is asked for; null is the rule's own. Without strength or mean it would be none. */
export const priorOf = ({ otherPrior, mean, strength }: Question): CellPrior | null =>
  otherPrior && strength > 0 && mean > 0 ? { mean, strength } : null;

/** Whether it asks for anything but the present. */
export const asks = (question: Question): boolean => question.moreDays > 0 || priorOf(question) !== null;

export interface ComparedArm {
  readonly now: ArmRead;
  readonly then: WhatIf['arms'][number];
}

/** The arms as they are and as they would be, the most probable now first. */
export const comparedArms = (read: BanditRead, answer: WhatIf): readonly ComparedArm[] =>
  read.arms.toSorted(byChance).flatMap((now) => {
    const then = answer.arms.find(({ arm }) => arm === now.arm);
    return then === undefined ? [] : [{ now, then }];
  });
