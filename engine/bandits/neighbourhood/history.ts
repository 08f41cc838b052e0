import { z } from 'zod';
import type { Arm } from '../arm.ts';
import type { Plays } from '../learning/learning-policy.ts';
import { savedArm, savedReals, saveReals } from '../state/saved.ts';

const savedHistory = z.strictObject({
  decisions: z.array(savedArm),
  rewards: savedReals,
  columns: z.int().min(0),
  contexts: savedReals,
});

/** All plays so far, row by row. */
export class History {
  readonly contexts: Float64Array[] = [];
  readonly decisions: Arm[] = [];
  readonly rewards: number[] = [];

  get size(): number {
    return this.contexts.length;
  }

  clear(): void {
    for (const list of [this.contexts, this.decisions, this.rewards]) list.length = 0;
  }

  /** @throws RangeError without contexts. */
  append({ decisions, rewards, contexts }: Plays): void {
    if (contexts === null) throw new RangeError('a contextual policy needs contexts');
    const { values, columns } = contexts;
    for (const [index, decision] of decisions.entries()) {
      this.contexts.push(values.slice(index * columns, (index + 1) * columns));
      this.decisions.push(decision);
      this.rewards.push(rewards[index] ?? Number.NaN);
    }
  }

  save() {
    const columns = this.contexts[0]?.length ?? 0;
    const all = this.pick([...this.contexts.keys()]);
    return {
      decisions: this.decisions,
      rewards: saveReals(this.rewards),
      columns,
      contexts: saveReals(all.contexts?.values ?? []),
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
    const columns = this.contexts[0]?.length ?? 0;
    const values = new Float64Array(indices.length * columns);
    for (const [row, index] of indices.entries()) values.set(this.contexts[index] ?? [], row * columns);
    return {
      decisions: indices.flatMap((index) => this.decisions[index] ?? []),
      rewards: indices.map((index) => this.rewards[index] ?? Number.NaN),
      contexts: { values, count: indices.length, columns },
    };
  }
}
