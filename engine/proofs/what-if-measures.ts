import { rewardModel } from '../bandits/index.ts';
import type { ExploreCellRecord, ProofValue, WhatIf, WhatIfInput } from '../contract/index.ts';
import { formatDays, formatInterval } from '../serializer/index.ts';
import { whatIfMethod } from './cell-methods.ts';
import { differenceIn, valueIn, valueKinds } from './cell-values.ts';
import type { Measured } from './creative-measures.ts';

interface Asked {
  readonly cell: ExploreCellRecord;
  readonly question: WhatIfInput;
  readonly answer: WhatIf;
}

/** A number of the answer to a what-if: of an arm, or (without one) of the cell. Null when the names name none. BA110. */
export function measureWhatIf(asked: Asked, arm: string | null, name: string): Measured | null {
  const found = arm === null ? cellNumber(asked, name) : armNumber(asked, arm, name);
  return found === null ? null : { ...found, method: whatIfMethod(asked), caveats: caveatsOf(asked, arm) };
}

const caveatsOf = ({ cell, answer }: Asked, arm: string | null): readonly string[] => {
  const own = answer.arms.find((each) => each.arm === arm);
  const { unit } = rewardModel(cell.design.reward, cell.design.budgetCap.currency);
  return [
    ...(own === undefined ? [] : [`95 % interval then ${formatInterval(own.interval, valueKinds[unit])}`]),
    'What the data would say, not what they say',
  ];
};

/** When the question is about. */
const then = ({ question: { moreDays } }: Asked): string =>
  moreDays === 0 ? 'with another prior' : `after ${formatDays(moreDays)} more`;

function cellNumber(asked: Asked, name: string): Omit<Measured, 'method' | 'caveats'> | null {
  if (name !== 'chance_to_decide') return null;
  return {
    label: `Chance that the rule promotes an arm of ${asked.cell.design.name}, ${then(asked)}`,
    value: { kind: 'probability', value: asked.answer.chanceToDecide },
  };
}

function armNumber(asked: Asked, armId: string, name: string): Omit<Measured, 'method' | 'caveats'> | null {
  const arm = asked.answer.arms.find((each) => each.arm === armId);
  if (arm === undefined) return null;
  const { unit, words } = rewardModel(asked.cell.design.reward, asked.cell.design.budgetCap.currency);
  const named = (what: string, value: ProofValue) => ({ label: `${what} of ${arm.label} ${then(asked)}`, value });
  switch (name) {
    case 'mean':
      return named(`Mean ${words.value}`, valueIn(unit, arm.mean));
    case 'low':
      return named(`Lower end of the ${words.value}`, valueIn(unit, arm.interval.low));
    case 'high':
      return named(`Upper end of the ${words.value}`, valueIn(unit, arm.interval.high));
    case 'width':
      return named(`Width of the interval of the ${words.value}`, differenceIn(unit, arm.width));
    case 'p_best':
      return named('P(best)', { kind: 'probability', value: arm.pBest });
    case 'share':
      return named('Recommended share', { kind: 'rate', value: arm.share });
    default:
      return null;
  }
}
