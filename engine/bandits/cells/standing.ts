import type { ArmState, ExploreCellRecord } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import { type ValueRemaining, valueRemaining } from '../posterior/index.ts';
import { type ArmBelief, beliefs, type Night } from './beliefs.ts';
import { compareBeliefs } from './compare-beliefs.ts';
import type { CellEvidence } from './evidence.ts';
import { type RewardModel, rewardModel } from './reward-model.ts';
import { seedOf } from './seed.ts';
import { recommendedShares } from './shares.ts';

/** Draws of each arm for what quadrature does not give: the value remaining, the regret. */
export const DRAWS = 4000;

/** An arm beside the others on a night. */
export interface ArmStanding extends ArmBelief {
  readonly arm: string;
  readonly label: string;
  readonly state: ArmState;
  readonly pBest: number;
  readonly expectedLoss: number;
  readonly share: number;
  /** It has the trials the rule asks for. */
  readonly enough: boolean;
}

export interface NightStanding {
  readonly day: Day;
  readonly arms: readonly ArmStanding[];
}

/** A cell with what its data say on each night. */
export interface CellStanding {
  readonly record: ExploreCellRecord;
  readonly evidence: CellEvidence;
  readonly model: RewardModel;
  readonly nights: readonly Night[];
}

export function cellStanding(record: ExploreCellRecord, evidence: CellEvidence): CellStanding {
  const model = rewardModel(record.design.reward, record.design.budgetCap.currency);
  return { record, evidence, model, nights: beliefs(evidence, record.design.rule, model) };
}

const stateOf = ({ arms }: ExploreCellRecord, arm: string): ArmState =>
  arms.find((each) => each.arm === arm)?.state ?? 'active';

/** How the arms stand on a night, by the rule. */
export function nightStanding({ record, evidence }: CellStanding, night: Night): NightStanding {
  const { rule } = record.design;
  const compared = compareBeliefs(night.arms.map(({ posterior }) => posterior));
  const named = night.arms.map(({ place }) => ({
    arm: evidence.arms[place]?.arm ?? '',
    label: evidence.arms[place]?.label ?? '',
  }));
  const states = named.map(({ arm }) => stateOf(record, arm));
  const shares = recommendedShares(compared.pBest, states, rule);
  const arms = night.arms.map((belief, index) => ({
    ...belief,
    arm: named[index]?.arm ?? '',
    label: named[index]?.label ?? '',
    state: states[index] ?? 'active',
    pBest: compared.pBest[index] ?? 0,
    expectedLoss: compared.expectedLoss[index] ?? 0,
    share: shares[index] ?? 0,
    enough: belief.trials >= rule.minTrials,
  }));
  return { day: night.day, arms };
}

/** The seed of everything drawn for a night of a cell. */
export const nightSeed = ({ design, version }: ExploreCellRecord, day: Day): number => seedOf(design.key, version, day);

/** The arm most likely best, among those that were not killed; null without one. */
export function leaderOf(arms: readonly ArmStanding[]): ArmStanding | null {
  const playing = arms.filter(({ state }) => state !== 'killed');
  return playing.reduce<ArmStanding | null>(
    (best, arm) => (best === null || arm.pBest > best.pBest ? arm : best),
    null,
  );
}

/** What another arm that still plays may bring over the leader; null with fewer than two. */
export function remainingValue({ record }: CellStanding, { day, arms }: NightStanding): ValueRemaining | null {
  const playing = arms.filter(({ state }) => state !== 'killed');
  if (playing.length < 2) return null;
  return valueRemaining(
    playing.map(({ posterior }) => posterior),
    { seed: nightSeed(record, day), draws: DRAWS, threshold: record.design.rule.stopAt },
  );
}
