import { pairwiseSum } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { type Plays, rewardsByArm } from './learning-policy.ts';

/** Rewards of one arm so far. */
export interface ArmSum {
  readonly sum: number;
  readonly count: number;
}

const NOTHING: ArmSum = { sum: 0, count: 0 };

/** Sums and counts of rewards by arm, in the order of the arms. */
export class ArmSums {
  readonly #arms: Map<Arm, ArmSum>;

  constructor(arms: Iterable<Arm>) {
    this.#arms = new Map([...arms].map((arm) => [arm, NOTHING]));
  }

  get arms(): readonly Arm[] {
    return [...this.#arms.keys()];
  }

  get size(): number {
    return this.#arms.size;
  }

  of(arm: Arm): ArmSum {
    return this.#arms.get(arm) ?? NOTHING;
  }

  /** 0 for an arm that was never played. */
  mean(arm: Arm): number {
    const { sum, count } = this.of(arm);
    return count === 0 ? 0 : sum / count;
  }

  reset(): void {
    for (const arm of this.#arms.keys()) this.#arms.set(arm, NOTHING);
  }

  /** Adds plays; those of unknown arms are passed over. Returns the arms that were played. */
  learn(plays: Plays): ReadonlySet<Arm> {
    const played = new Set<Arm>();
    for (const [arm, rewards] of rewardsByArm(plays)) {
      const known = this.#arms.get(arm);
      if (known === undefined) continue;
      played.add(arm);
      this.#arms.set(arm, { sum: known.sum + pairwiseSum(rewards), count: known.count + rewards.length });
    }
    return played;
  }

  add(arm: Arm): void {
    this.#arms.set(arm, NOTHING);
  }

  remove(arm: Arm): void {
    this.#arms.delete(arm);
  }

  copy(to: Arm, from: Arm): void {
    this.#arms.set(to, this.of(from));
  }
}
