import { z } from 'zod';
import type { Arm } from '../arm.ts';
import type { Plays } from '../learning/learning-policy.ts';
import { savedArm, savedReals, saveReals } from '../state/saved.ts';
import { Points } from './points.ts';

const savedHistory = z.strictObject({
  decisions: z.array(savedArm),
  rewards: savedReals,
  columns: z.int().min(0),
  contexts: savedReals,
});

/** All plays so far, row by row. */
export class History {
  readonly points = new Points();
  readonly decisions: Arm[] = [];
  readonly rewards: number[] = [];

  get size(): number {
    return this.decisions.length;
  }

  /** The context of each play. */
  get contexts(): readonly Float64Array[] {
    return this.points.views;
  }

  clear(): void {
    this.points.clear();
    for (const list of [this.decisions, this.rewards]) list.length = 0;
  }

  /** @throws RangeError without contexts. */
  append({ decisions, rewards, contexts }: Plays): void {
    if (contexts === null) throw new RangeError('a contextual policy needs contexts');
    this.points.append(contexts);
    for (const [index, decision] of decisions.entries()) {
      this.decisions.push(decision);
      this.rewards.push(rewards[index] ?? Number.NaN);
    }
  }

  save() {
    return {
      decisions: this.decisions,
      rewards: saveReals(this.rewards),
      columns: this.points.columns,
      contexts: saveReals(this.points.values),
    };
  }

  /** @throws RangeError when plays and contexts do not fit together. */
  load(saved: unknown): void {
    const { decisions, rewards, columns, contexts } = savedHistory.parse(saved);
    const count = decisions.length;
    if (rewards.length !== count || contexts.length !== count * columns)
      throw new RangeError('plays and contexts do not fit together');
    this.clear();
    this.append({ decisions, rewards, contexts: { values: contexts, count, columns } });
  }

  /** Some of the plays. */
  pick(indices: readonly number[]): Plays {
    return {
      decisions: indices.flatMap((index) => this.decisions[index] ?? []),
      rewards: indices.map((index) => this.rewards[index] ?? Number.NaN),
      contexts: this.points.pick(indices),
    };
  }
}
