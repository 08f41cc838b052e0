import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { type RollupPlan, rollupPlan, rollupTable } from './rollups.ts';
import { identifier, literal } from './sql.ts';
import type { TableDefinition } from './table-definition.ts';
import { plainRows } from './values.ts';

/** One rollup of a dataset, and the smallest table it can be summed from: another rollup, or the dataset itself. */
export interface Rollup {
  readonly table: string;
  /** Columns it is grouped by: the day, its dimensions, and what is always kept. */
  readonly groups: readonly string[];
  readonly measures: readonly string[];
  /** Null: the dataset. */
  readonly from: string | null;
}

/** The rollups of a dataset in an order in which each comes after the one it is summed from. */
export function rollupsOf(dataset: string, plan: RollupPlan | undefined = rollupPlan(dataset)): readonly Rollup[] {
  if (plan === undefined) return [];
  const finestFirst = plan.by.toSorted((a, b) => b.length - a.length);
  return finestFirst.map((dims, index) => {
    const finer = finestFirst.slice(0, index).filter((other) => dims.every((dim) => other.includes(dim)));
    const least = finer.at(-1);
    return {
      table: rollupTable(dataset, dims),
      groups: ['day', ...dims, ...plan.always],
      measures: plan.measures,
      from: least === undefined ? null : rollupTable(dataset, least),
    };
  });
}

/** The table a rollup is kept in. @throws Error for a rollup of columns the dataset does not have. */
export function rollupDefinition(rollup: Rollup, facts: TableDefinition): TableDefinition {
  const type = (name: string): string => {
    const column = facts.columns.find((entry) => entry.name === name);
    if (column === undefined) throw new Error(`${rollup.table} needs ${name}, which ${facts.name} does not have`);
    return column.type;
  };
  return {
    name: rollup.table,
    columns: [
      ...rollup.groups.map((name) => ({ name, type: type(name) })),
      ...[...rollup.measures, 'rows_read'].map((name) => ({ name, type: 'BIGINT' })),
    ],
  };
}

/**
 * SQL that sums the rows of a rollup. They are kept by day, so that a query of some days reads no others; to sort them by
 * all columns would take as long as the sums.
 * @param where of the rollup it is summed from, or of the dataset.
 */
function summed(rollup: Rollup, dataset: string, where: { readonly facts: string; readonly rollup: string }): string {
  const groups = rollup.groups.map(identifier).join(', ');
  const sums = rollup.measures.map((name) => `sum(${identifier(name)})`).join(', ');
  const rows = rollup.from === null ? 'count(*)' : 'sum(rows_read)';
  const condition = rollup.from === null ? where.facts : where.rollup;
  return `SELECT ${groups}, ${sums}, ${rows} FROM ${identifier(rollup.from ?? dataset)} WHERE ${condition}
    GROUP BY ${groups} ORDER BY day`;
}

/**
 * Makes the rollups of a dataset right again after a load has replaced days, inside the load's transaction: only those
 * days are removed and summed again. Rows the load brought are all rows of its days.
 * @param load the number of the load; its days are in `workbench.partitions`.
 */
export async function refreshRollups(connection: DuckDBConnection, dataset: string, load: number): Promise<void> {
  const days = `day IN (SELECT day FROM workbench.partitions WHERE load = ${load})`;
  for (const rollup of rollupsOf(dataset)) {
    await connection.run(`DELETE FROM ${identifier(rollup.table)} WHERE ${days}`);
    await connection.run(
      `INSERT INTO ${identifier(rollup.table)} ${summed(rollup, dataset, { facts: `_load = ${load}`, rollup: days })}`,
    );
  }
  await connection.run(`UPDATE workbench.rollups SET load = ${load} WHERE dataset = ${literal(dataset)}`);
}

const kept = z.object({ name: z.string(), columns: z.string(), load: z.int(), newest: z.int() });

/** What a rollup was made as. One that was made otherwise, or does not know of the newest load, is made again. */
const signature = (definition: TableDefinition): string => JSON.stringify(definition.columns);

/** Sums all rollups of a dataset anew. */
async function fillRollups(connection: DuckDBConnection, facts: TableDefinition): Promise<void> {
  const dataset = literal(facts.name);
  await connection.run(`DELETE FROM workbench.rollups WHERE dataset = ${dataset}`);
  for (const rollup of rollupsOf(facts.name)) {
    const definition = rollupDefinition(rollup, facts);
    const columns = definition.columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ');
    await connection.run(`CREATE OR REPLACE TABLE ${identifier(rollup.table)} (${columns})`);
    const rows = summed(rollup, facts.name, { facts: 'true', rollup: 'true' });
    await connection.run(`INSERT INTO ${identifier(rollup.table)} ${rows}`);
    await connection.run(`
      INSERT INTO workbench.rollups SELECT ${literal(rollup.table)}, ${dataset}, ${literal(signature(definition))},
        (SELECT coalesce(max(number), 0) FROM workbench.loads WHERE dataset = ${dataset})`);
  }
}

/**
 * Makes and fills the rollups that are missing, were planned otherwise, or were left behind by a version that did not
 * keep them; removes those that are no longer planned. Runs inside the caller's transaction.
 */
export async function createRollups(connection: DuckDBConnection, tables: readonly TableDefinition[]): Promise<void> {
  const reader = await connection.runAndReadAll(`
    SELECT name, columns, rollups.load, coalesce((SELECT max(number) FROM workbench.loads WHERE loads.dataset = rollups.dataset), 0) AS newest
    FROM workbench.rollups WHERE name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main')`);
  const found = new Map(
    z
      .array(kept)
      .parse(plainRows(reader))
      .map((row) => [row.name, row]),
  );
  const planned = new Set<string>();
  for (const facts of tables) {
    const definitions = rollupsOf(facts.name).map((rollup) => rollupDefinition(rollup, facts));
    for (const { name } of definitions) planned.add(name);
    const right = definitions.every((definition) => {
      const row = found.get(definition.name);
      return row !== undefined && row.columns === signature(definition) && row.load === row.newest;
    });
    if (!right) await fillRollups(connection, facts);
  }
  for (const name of found.keys()) {
    if (planned.has(name)) continue;
    await connection.run(`DROP TABLE IF EXISTS ${identifier(name)}`);
    await connection.run(`DELETE FROM workbench.rollups WHERE name = ${literal(name)}`);
  }
}
