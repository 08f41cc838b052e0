import type { Clock } from '../../core/index.ts';

export interface GroupCommitOptions<T, R> {
  readonly clock: Pick<Clock, 'sleep'>;
  /** How long the first of a group waits for others, in milliseconds. */
  readonly windowMs: number;
  /** How many a group has at most. */
  readonly limit: number;
  /** Answers a group, each in its place. One group runs at a time. */
  run(group: readonly T[]): Promise<readonly R[]>;
}

interface Waiting<T, R> {
  readonly item: T;
  resolve(answer: R): void;
  reject(thrown: unknown): void;
}

/**
 * Work that costs about the same for one and for many is done for all who ask within a moment, and each is answered when
 * it is done: the group commit of databases (Gawlick 1985, "Processing 'hot spots' in high performance systems").
 */
export class GroupCommit<T, R> {
  readonly #options: GroupCommitOptions<T, R>;
  #waiting: Waiting<T, R>[] = [];
  #working: Promise<void> | null = null;

  constructor(options: GroupCommitOptions<T, R>) {
    this.#options = options;
  }

  /** The answer to one. @throws what the run of its group threw */
  ask(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** Resolves once everything asked before is answered. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#options.clock.sleep(this.#options.windowMs);
      const group = this.#waiting.splice(0, this.#options.limit);
      await this.#answer(group);
    }
    this.#working = null;
  }

  async #answer(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const answers = await this.#options.run(group.map(({ item }) => item));
      if (answers.length !== group.length) throw new Error('a group is answered one by one');
      answers.forEach((answer, index) => {
        group[index]?.resolve(answer);
      });
    } catch (thrown) {
      for (const { reject } of group) reject(thrown);
    }
  }
}
