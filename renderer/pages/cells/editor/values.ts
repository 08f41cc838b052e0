import type { ArmKind, CellReward, ExploreCellDesign } from '../../../../engine/contract/index.ts';
import { addDays, type Day } from '../../../../engine/core/day.ts';
import { minorDigits } from '../../../../engine/serializer/index.ts';

/** A number being typed: a text while it is none. Shares are in percent. */
export type Amount = number | string;

/** A cell while it is written: the same names as its design, so that what is wrong is shown beside its field. */
export interface CellValues {
  readonly key: string;
  readonly name: string;
  readonly hypothesis: string;
  /** Empty: all of them. */
  readonly channel: string;
  readonly segment: string;
  readonly arms: { readonly kind: ArmKind; readonly testId: string };
  readonly reward: CellReward;
  readonly owner: string;
  /** In major units. */
  readonly budgetCap: Amount;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly rule: {
    readonly minTrials: Amount;
    readonly floor: Amount;
    readonly cap: Amount;
    readonly promoteAt: Amount;
    readonly killAt: Amount;
    readonly stopAt: Amount;
    readonly discount: Amount;
    readonly lookEveryDays: Amount;
    readonly hasPrior: boolean;
    readonly prior: { readonly mean: Amount; readonly strength: Amount };
  };
}

const RATES: readonly CellReward[] = ['click_rate', 'conversion_rate', 'signup_rate'];

/** Rates are typed in percent, other rewards as they are. */
export const isRate = (reward: CellReward): boolean => RATES.includes(reward);

/** A new cell: four weeks from the day after the data, the rule that plans begin with. */
export const newCell = (place: {
  readonly dataThrough: Day | null;
  readonly channel?: string | undefined;
  readonly segment?: string | undefined;
}): CellValues => ({
  ...{ key: '', name: '', hypothesis: '', owner: '', budgetCap: '' },
  channel: place.channel ?? '',
  segment: place.segment ?? '',
  arms: { kind: 'campaigns', testId: '' },
  reward: 'signup_rate',
  firstDay: place.dataThrough === null ? null : addDays(place.dataThrough, 1),
  lastDay: place.dataThrough === null ? null : addDays(place.dataThrough, 28),
  rule: {
    ...{ minTrials: 500, floor: 10, cap: 80, promoteAt: 0.95, killAt: 0.02, stopAt: 1, discount: 98 },
    ...{ lookEveryDays: 7, hasPrior: false, prior: { mean: '', strength: '' } },
  },
});

const percent = (share: number): number => Number((share * 100).toPrecision(12));

/** A design as it is typed. */
export function toValues(design: ExploreCellDesign): CellValues {
  const { rule, budgetCap, arms, reward } = design;
  const { prior } = rule;
  return {
    ...{ key: design.key, name: design.name, hypothesis: design.hypothesis, owner: design.owner, reward },
    channel: design.channel ?? '',
    segment: design.segment ?? '',
    arms: { kind: arms.kind, testId: arms.kind === 'creatives' ? arms.testId : '' },
    budgetCap: budgetCap.minor / 10 ** minorDigits(budgetCap.currency),
    firstDay: design.firstDay,
    lastDay: design.lastDay,
    rule: {
      ...{ minTrials: rule.minTrials, promoteAt: rule.promoteAt, killAt: rule.killAt },
      ...{ floor: percent(rule.floor), cap: percent(rule.cap) },
      ...{ stopAt: percent(rule.stopAt), discount: percent(rule.discount), lookEveryDays: rule.lookEveryDays },
      hasPrior: prior !== null,
      prior:
        prior === null
          ? { mean: '', strength: '' }
          : { mean: isRate(reward) ? percent(prior.mean) : prior.mean, strength: prior.strength },
    },
  };
}
