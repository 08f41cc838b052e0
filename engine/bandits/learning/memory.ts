import { z } from 'zod';
import type { Arm } from '../arm.ts';
import { savedArm, savedReal, saveReal } from '../state/saved.ts';
import type { Plays } from './learning-policy.ts';

/**
 * How plays are forgotten where arms change: what was learned n steps ago weighs `discount`ⁿ, a step being a play or a call
 * (a day, as a rule), or only the last `window` plays of all arms count. Garivier & Moulines 2011, "On upper-confidence
 * bound policies for switching bandit problems".
 */
export const memorySchema = z.union([
  z.strictObject({ discount: z.number().gt(0).max(1), per: z.enum(['play', 'call']) }),
  z.strictObject({ window: z.int().min(1) }),
]);
export type Memory = Readonly<z.infer<typeof memorySchema>>;

/** A play as it is remembered. */
export type Remembered = readonly [arm: Arm, reward: number, weight: number];

/** Sums of plays that can come, go and fade. */
export interface Fading {
  /** Multiplies what every arm has by this. */
  fade(by: number): void;
  /** Adds a play with a weight: its exposure, as a rule 1. */
  put(arm: Arm, reward: number, weight: number): void;
  /** Takes one out again that was put in. */
  take(arm: Arm, reward: number, weight: number): void;
  reset(): void;
}

const savedWindow = z.strictObject({
  recent: z.array(z.tuple([savedArm, savedReal, savedReal])),
  oldest: z.int().min(0),
});

/** Keeps sums as their memory says. */
export class Forgetting {
  readonly #memory: Memory | undefined;
  readonly #sums: Fading;
  /** The plays in the window, the oldest at `#oldest`. */
  #recent: Remembered[] = [];
  #oldest = 0;

  constructor(memory: Memory | undefined, sums: Fading) {
    this.#memory = memory;
    this.#sums = sums;
  }

  /** The plays in the window, oldest first. */
  get recent(): readonly Remembered[] {
    return this.#recent.slice(this.#oldest);
  }

  save() {
    return {
      recent: this.#recent.map(([arm, reward, weight]) => [arm, saveReal(reward), saveReal(weight)]),
      oldest: this.#oldest,
    };
  }

  load(saved: unknown): void {
    const { recent, oldest } = savedWindow.parse(saved);
    this.#recent = recent;
    this.#oldest = oldest;
  }

  restore(recent: readonly Remembered[]): void {
    this.#recent = [...recent];
    this.#oldest = 0;
  }

  /** Leaves out the plays of an arm that is no more. */
  forget(arm: Arm): void {
    this.restore(this.recent.filter(([own]) => own !== arm));
  }

  reset(): void {
    this.restore([]);
    this.#sums.reset();
  }

  learn({ decisions, rewards, exposures }: Plays): void {
    const memory = this.#memory ?? { discount: 1, per: 'call' };
    if ('discount' in memory && memory.per === 'call') this.#sums.fade(memory.discount);
    for (const [index, arm] of decisions.entries()) {
      if ('discount' in memory && memory.per === 'play') this.#sums.fade(memory.discount);
      const play: Remembered = [arm, rewards[index] ?? Number.NaN, exposures?.[index] ?? 1];
      this.#sums.put(...play);
      if ('window' in memory) this.#slide(play, memory.window);
    }
  }

  /** A play comes into the window and the oldest goes; once in a window sums are made anew, so that rounding does not gather. */
  #slide(play: Remembered, window: number): void {
    this.#recent.push(play);
    if (this.#recent.length - this.#oldest <= window) return;
    const gone = this.#recent[this.#oldest];
    if (gone !== undefined) this.#sums.take(...gone);
    this.#oldest += 1;
    if (this.#oldest < window) return;
    this.restore(this.recent);
    this.#sums.reset();
    for (const one of this.#recent) this.#sums.put(...one);
  }
}
