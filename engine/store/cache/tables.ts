import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { CATALOGUE } from './catalog.ts';
import { seedCurrencies } from './currencies.ts';
import { createRollups } from './rollup-tables.ts';
import { identifier, literal } from './sql.ts';
import type { TableDefinition } from './table-definition.ts';
import { plainRows } from './values.ts';

/** Why a cache can not be used as it is; only a rebuild can mend it. */
class Unusable extends Error {}

const columnList = (table: TableDefinition): string =>
  [...table.columns.map(({ name, type }) => `${identifier(name)} ${type}`), '_load INTEGER'].join(', ');

const described = z.object({ column_name: z.string(), data_type: z.string() });
const counted = z.object({ n: z.int() });

async function columnsOf(connection: DuckDBConnection, table: string): Promise<ReadonlyMap<string, string>> {
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE database_name = current_database() AND schema_name = 'main' AND table_name = ${literal(table)}`,
  );
  const rows = z.array(described).parse(plainRows(reader));
  return new Map(rows.map((row) => [row.column_name, row.data_type]));
}

async function isEmpty(connection: DuckDBConnection, table: string): Promise<boolean> {
  const reader = await connection.runAndReadAll(`SELECT count(*) AS n FROM (FROM ${identifier(table)} LIMIT 1)`);
  return counted.parse(plainRows(reader)[0]).n === 0;
}

/**
 * Brings the table of a cache that an older version made to its contract: a column that is missing is added.
 * @throws Unusable when its rows can not do without that column, or a column is of another type, or unknown.
 */
async function conform(connection: DuckDBConnection, table: TableDefinition): Promise<void> {
  const found = await columnsOf(connection, table.name);
  for (const { name, type, required = false } of table.columns) {
    const present = found.get(name);
    if (present === undefined) {
      if (required && !(await isEmpty(connection, table.name))) {
        throw new Unusable(`${table.name} has rows without ${name}, which its data contract requires`);
      }
      await connection.run(`ALTER TABLE ${identifier(table.name)} ADD COLUMN ${identifier(name)} ${type}`);
    } else if (present !== type) {
      throw new Unusable(`${table.name}.${name} is not as its data contract describes it`);
    }
  }
  const known = new Set(['_load', ...table.columns.map((column) => column.name)]);
  const unknown = [...found.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw new Unusable(`${table.name}.${unknown} is not in its data contract`);
}

/**
 * Makes what is missing of the catalogue, the datasets' tables and their rollups, in one transaction: also in a cache
 * that an older version made.
 * @returns what is wrong when only a rebuild can mend it; else null.
 */
export async function prepareTables(
  connection: DuckDBConnection,
  tables: readonly TableDefinition[],
): Promise<string | null> {
  await connection.run('BEGIN');
  try {
    await connection.run(CATALOGUE);
    for (const table of tables) {
      await connection.run(`CREATE TABLE IF NOT EXISTS ${identifier(table.name)} (${columnList(table)})`);
      await conform(connection, table);
    }
    await seedCurrencies(connection);
    await createRollups(connection, tables);
    await connection.run('COMMIT');
    return null;
  } catch (fault) {
    await connection.run('ROLLBACK');
    if (fault instanceof Unusable) return fault.message;
    throw fault;
  }
}
