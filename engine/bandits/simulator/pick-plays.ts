import type { Plays, Rows } from '../learning/learning-policy.ts';

/** Some of the rows, in the order asked for. */
export function pickRows({ values, columns }: Rows, rows: readonly number[]): Rows {
  const picked = new Float64Array(rows.length * columns);
  for (const [to, from] of rows.entries())
    picked.set(values.subarray(from * columns, (from + 1) * columns), to * columns);
  return { values: picked, count: rows.length, columns };
}

/** Some of the plays, in the order asked for. */
export function pickPlays({ decisions, rewards, contexts }: Plays, rows: readonly number[]) {
  return {
    decisions: rows.flatMap((row) => decisions[row] ?? []),
    rewards: rows.map((row) => rewards[row] ?? Number.NaN),
    contexts: contexts === null ? null : pickRows(contexts, rows),
  };
}
