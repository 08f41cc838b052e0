import type { Arm } from './arm.ts';
import type { Plays, Rows } from './learning/learning-policy.ts';

/** Contexts from a table, row by row. */
export const rowsOf = (table: readonly (readonly number[])[]): Rows => ({
  values: Float64Array.from(table.flat()),
  count: table.length,
  columns: table[0]?.length ?? 0,
});

/** Plays from triples of arm, reward and context; without contexts from pairs. */
export function playsOf(table: readonly (readonly [Arm, number, (readonly number[])?])[]): Plays {
  const contexts = table.flatMap(([, , context]) => (context === undefined ? [] : [context]));
  return {
    decisions: table.map(([arm]) => arm),
    rewards: table.map(([, reward]) => reward),
    contexts: contexts.length === 0 ? null : rowsOf(contexts),
  };
}

/** Whole numbers from 0 on. */
export const times = (count: number): readonly number[] => [...Array(count).keys()];
