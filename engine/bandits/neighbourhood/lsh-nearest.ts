import { z } from 'zod';
import type { Arm } from '../arm.ts';
import type { Plays } from '../learning/learning-policy.ts';
import type { Mode } from '../mode.ts';
import { type NeighbourOptions, Neighbours } from './neighbours.ts';

export interface LshOptions extends NeighbourOptions {
  /** Planes of each table. */
  readonly dimensions: number;
  readonly tables: number;
  readonly mode: Mode;
}

/** One table: its planes, each column a plane, and the plays by the side of every plane they are on. */
export interface HashTable {
  readonly planes: readonly (readonly number[])[];
  readonly buckets: Map<number, number[]>;
}

const savedTables = z.object({
  tables: z.array(
    z.strictObject({
      planes: z.array(z.array(z.number())),
      buckets: z.array(z.tuple([z.int().min(0), z.array(z.int().min(0))])),
    }),
  ),
});

/**
 * Learns from the plays that random planes do not tell apart from a context, in one table at least. Charikar 2002.
 * In mode `mabwiser` fitting again draws new planes and keeps the buckets of the old ones.
 */
export class LshNearest extends Neighbours {
  readonly #options: LshOptions;
  #tables: readonly HashTable[] = [];

  constructor(arms: Iterable<Arm>, options: LshOptions) {
    super(arms, options);
    this.#options = options;
  }

  get tables(): readonly HashTable[] {
    return this.#tables;
  }

  override save(): object {
    const tables = this.#tables.map(({ planes, buckets }) => ({ planes, buckets: [...buckets] }));
    return { ...super.save(), tables };
  }

  override load(saved: unknown): void {
    super.load(saved);
    this.#tables = savedTables
      .parse(saved)
      .tables.map(({ planes, buckets }) => ({ planes, buckets: new Map(buckets) }));
  }

  override fit(plays: Plays): void {
    super.fit(plays);
    const { dimensions, tables, mode } = this.#options;
    const columns = plays.contexts?.columns ?? 0;
    this.#tables = Array.from({ length: tables }, (_, index) => ({
      planes: Array.from({ length: columns }, () =>
        Array.from({ length: dimensions }, () => this.random.standardNormal()),
      ),
      buckets: (mode === 'mabwiser' ? this.#tables[index]?.buckets : undefined) ?? new Map(),
    }));
    this.#file(0);
  }

  override partialFit(plays: Plays): void {
    const from = this.history.size;
    super.partialFit(plays);
    this.#file(from);
  }

  /** Puts the plays from `from` on into their buckets. */
  #file(from: number): void {
    for (const table of this.#tables) {
      for (const [offset, context] of this.history.contexts.slice(from).entries()) {
        const hash = hashOf(context, table);
        const bucket = table.buckets.get(hash);
        if (bucket === undefined) table.buckets.set(hash, [from + offset]);
        else bucket.push(from + offset);
      }
    }
  }

  protected neighboursOf(context: Float64Array): readonly number[] {
    const near = new Set(this.#tables.flatMap((table) => table.buckets.get(hashOf(context, table)) ?? []));
    if ([...near].some((index) => index >= this.history.size))
      throw new RangeError('a bucket holds a play that is no more');
    return [...near].sort((a, b) => a - b);
  }
}

/** A bit for each plane: whether the context is on its positive side. */
function hashOf(context: Float64Array, { planes }: HashTable): number {
  const sides = planes[0]?.map((_, plane) => {
    let product = 0;
    for (const [column, values] of planes.entries()) product += (context[column] ?? 0) * (values[plane] ?? 0);
    return product > 0;
  });
  return (sides ?? []).reduce((hash, positive, plane) => hash + (positive ? 2 ** plane : 0), 0);
}
