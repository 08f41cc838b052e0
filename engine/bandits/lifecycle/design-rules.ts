import { type ArmKind, type CellReward, type ExploreCellDesign, REWARDS_OF } from '../../contract/index.ts';
import { type AppError, appError } from '../../core/index.ts';
import { formatNumber, formatRate } from '../../serializer/index.ts';
import { ARM_WORDS, REWARD_WORDS } from './words.ts';

/** A rule on one design: null when it is kept. */
type DesignRule = (design: ExploreCellDesign, currency: string) => AppError | null;

const rewardFits: DesignRule = ({ key, arms, reward }) =>
  REWARDS_OF[arms.kind].includes(reward)
    ? null
    : appError('CELL_REWARD', {
        ...{ key, arms: ARM_WORDS[arms.kind], reward: REWARD_WORDS[reward] },
        rewards: REWARDS_OF[arms.kind].join(', '),
      });

/** What tells the arms apart, or what their data does not have, the cell can not be held to. */
const OPEN_SIDES: Readonly<Record<ArmKind, readonly ('channel' | 'segment')[]>> = {
  creatives: [],
  campaigns: [],
  audiences: ['segment'],
  landing_pages: ['segment'],
  cells: ['channel', 'segment'],
};

const sidesAreOpen: DesignRule = (design) => {
  const side = OPEN_SIDES[design.arms.kind].find((each) => design[each] !== null);
  return side === undefined
    ? null
    : appError('CELL_SCOPE', { key: design.key, arms: ARM_WORDS[design.arms.kind], side });
};

const daysFollow: DesignRule = ({ key, firstDay, lastDay }) =>
  lastDay >= firstDay ? null : appError('CELL_DAYS', { key, firstDay, lastDay });

const capIsMoney: DesignRule = ({ key, budgetCap }, currency) => {
  if (budgetCap.currency !== currency) return appError('CELL_CURRENCY', { key, given: budgetCap.currency, currency });
  return budgetCap.minor > 0 ? null : appError('CELL_CAP', { key });
};

/** Shares are typed by people: three times 0.333333. */
const SLACK = 1e-5;

const sharesFault = ({ key, rule }: ExploreCellDesign, arms: number): AppError =>
  appError('CELL_SHARES', { key, arms, floor: formatRate(rule.floor), cap: formatRate(rule.cap) });

/** The shares of `arms` arms can not add up to one with this floor and cap; null when they can. */
export const sharesProblem = (design: ExploreCellDesign, arms: number): AppError | null =>
  design.rule.floor * arms <= 1 + SLACK && design.rule.cap * arms >= 1 - SLACK ? null : sharesFault(design, arms);

/** Two arms are the fewest: what they can not share, more can not either. A cap too low for two may do for more. */
const sharesCanAddUp: DesignRule = (design) => {
  const { floor, cap } = design.rule;
  return floor <= cap && cap > 0 && floor * 2 <= 1 + SLACK ? null : sharesFault(design, 2);
};

const RATES: readonly CellReward[] = ['click_rate', 'conversion_rate', 'signup_rate'];

const priorFits: DesignRule = ({ key, reward, rule: { prior } }) => {
  if (prior === null) return null;
  const fits = prior.mean > 0 && (prior.mean < 1 || !RATES.includes(reward));
  return fits ? null : appError('CELL_PRIOR', { key, mean: formatNumber(prior.mean), reward: REWARD_WORDS[reward] });
};

const RULES: readonly DesignRule[] = [rewardFits, sidesAreOpen, daysFollow, capIsMoney, sharesCanAddUp, priorFits];

/** All that is wrong with a design by itself, in the order a person would mend it. docs/spec/bandits.md BA61. */
export const designProblems = (design: ExploreCellDesign, currency: string): readonly AppError[] =>
  RULES.flatMap((rule) => rule(design, currency) ?? []);
