import { z } from 'zod';
import { pairwiseSum } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { savedArm, savedReal, saveReal } from '../state/saved.ts';
import { type Plays, rewardsByArm } from './learning-policy.ts';
import { type Fading, Forgetting, type Memory } from './memory.ts';

/** Rewards of one arm so far. */
export interface ArmSum {
  readonly sum: number;
  readonly count: number;
}

const NOTHING: ArmSum = { sum: 0, count: 0 };

const savedArmSums = z.strictObject({
  arms: z.array(z.tuple([savedArm, savedReal, savedReal])),
  window: z.unknown(),
});

/** Sums and counts of rewards by arm, in the order of the arms. With a memory the plays that count alone. */
export class ArmSums implements Fading {
  readonly #arms: Map<Arm, ArmSum>;
  readonly #forgetting: Forgetting | null;

  /** @param weighted counts are exposures; plays are then added one after the other. */
  constructor(arms: Iterable<Arm>, memory?: Memory, weighted = false) {
    this.#arms = new Map([...arms].map((arm) => [arm, NOTHING]));
    this.#forgetting = memory === undefined && !weighted ? null : new Forgetting(memory, this);
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

  /** Forgets all plays. */
  clear(): void {
    if (this.#forgetting === null) this.reset();
    else this.#forgetting.reset();
  }

  fade(by: number): void {
    if (by === 1) return;
    for (const [arm, { sum, count }] of this.#arms) this.#arms.set(arm, { sum: sum * by, count: count * by });
  }

  put(arm: Arm, reward: number, weight: number): void {
    const known = this.#arms.get(arm);
    if (known !== undefined) this.#arms.set(arm, { sum: known.sum + reward, count: known.count + weight });
  }

  take(arm: Arm, reward: number, weight: number): void {
    const known = this.#arms.get(arm);
    if (known === undefined) return;
    const count = known.count - weight;
    this.#arms.set(arm, count > 0 ? { sum: known.sum - reward, count } : NOTHING);
  }

  /** Adds plays; those of unknown arms are passed over. Returns the arms that were played. */
  learn(plays: Plays): ReadonlySet<Arm> {
    if (this.#forgetting !== null) {
      this.#forgetting.learn(plays);
      return new Set(plays.decisions.filter((arm) => this.#arms.has(arm)));
    }
    const played = new Set<Arm>();
    for (const [arm, rewards] of rewardsByArm(plays)) {
      const known = this.#arms.get(arm);
      if (known === undefined) continue;
      played.add(arm);
      this.#arms.set(arm, { sum: known.sum + pairwiseSum(rewards), count: known.count + rewards.length });
    }
    return played;
  }

  save() {
    return {
      arms: [...this.#arms].map(([arm, { sum, count }]) => [arm, saveReal(sum), saveReal(count)]),
      window: this.#forgetting?.save() ?? null,
    };
  }

  load(saved: unknown): void {
    const { arms, window } = savedArmSums.parse(saved);
    this.#arms.clear();
    for (const [arm, sum, count] of arms) this.#arms.set(arm, { sum, count });
    this.#forgetting?.load(window);
  }

  add(arm: Arm): void {
    this.#arms.set(arm, NOTHING);
  }

  remove(arm: Arm): void {
    this.#arms.delete(arm);
    this.#forgetting?.forget(arm);
  }

  copy(to: Arm, from: Arm): void {
    this.#arms.set(to, this.of(from));
  }
}
