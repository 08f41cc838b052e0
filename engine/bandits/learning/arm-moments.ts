import { z } from 'zod';
import type { Arm } from '../arm.ts';
import { savedArm, savedReal, saveReal } from '../state/saved.ts';
import type { Plays } from './learning-policy.ts';
import { type Fading, Forgetting, type Memory } from './memory.ts';

/** Plays of an arm, their mean reward and the squares of the rewards' distances to it. */
export interface ArmMoment {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

const NOTHING: ArmMoment = { count: 0, mean: 0, squares: 0 };

const savedArmMoments = z.strictObject({
  arms: z.array(z.tuple([savedArm, savedReal, savedReal, savedReal])),
  window: z.unknown(),
});

/** Means and squares of rewards by arm, updated around the mean, so that large means lose nothing. Welford 1962; West 1979. */
export class ArmMoments implements Fading {
  readonly #arms: Map<Arm, ArmMoment>;
  readonly #forgetting: Forgetting;

  constructor(arms: Iterable<Arm>, memory?: Memory) {
    this.#arms = new Map([...arms].map((arm) => [arm, NOTHING]));
    this.#forgetting = new Forgetting(memory, this);
  }

  get arms(): readonly Arm[] {
    return [...this.#arms.keys()];
  }

  of(arm: Arm): ArmMoment {
    return this.#arms.get(arm) ?? NOTHING;
  }

  reset(): void {
    for (const arm of this.#arms.keys()) this.#arms.set(arm, NOTHING);
  }

  clear(): void {
    this.#forgetting.reset();
  }

  learn(plays: Plays): void {
    this.#forgetting.learn(plays);
  }

  fade(by: number): void {
    if (by === 1) return;
    for (const [arm, { count, mean, squares }] of this.#arms)
      this.#arms.set(arm, { count: count * by, mean, squares: squares * by });
  }

  put(arm: Arm, reward: number, weight: number): void {
    const known = this.#arms.get(arm);
    if (known === undefined) return;
    const count = known.count + weight;
    const mean = known.mean + ((reward - known.mean) * weight) / count;
    this.#arms.set(arm, { count, mean, squares: known.squares + weight * (reward - known.mean) * (reward - mean) });
  }

  take(arm: Arm, reward: number, weight: number): void {
    const known = this.#arms.get(arm);
    if (known === undefined) return;
    const count = known.count - weight;
    if (count <= 0) {
      this.#arms.set(arm, NOTHING);
      return;
    }
    const mean = known.mean - ((reward - known.mean) * weight) / count;
    const squares = known.squares - weight * (reward - known.mean) * (reward - mean);
    this.#arms.set(arm, { count, mean, squares: Math.max(0, squares) });
  }

  save() {
    return {
      arms: [...this.#arms].map(([arm, { count, mean, squares }]) => [
        arm,
        saveReal(count),
        saveReal(mean),
        saveReal(squares),
      ]),
      window: this.#forgetting.save(),
    };
  }

  load(saved: unknown): void {
    const { arms, window } = savedArmMoments.parse(saved);
    this.#arms.clear();
    for (const [arm, count, mean, squares] of arms) this.#arms.set(arm, { count, mean, squares });
    this.#forgetting.load(window);
  }

  add(arm: Arm): void {
    this.#arms.set(arm, NOTHING);
  }

  remove(arm: Arm): void {
    this.#arms.delete(arm);
    this.#forgetting.forget(arm);
  }

  copy(to: Arm, from: Arm): void {
    this.#arms.set(to, this.of(from));
  }
}
