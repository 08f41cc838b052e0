import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Day } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { ContractRule } from './contracts/rules.ts';
import type { RejectedColumn } from './csv.ts';
import { breaks, keepsAllRules, keyHash } from './judge.ts';

/** A drop's rows and what they are held to. */
export interface Incoming {
  /** The rows, in the files or where they were put, as something that can stand after FROM. */
  readonly rows: string;
  readonly contract: DataContract;
  readonly dataThrough: Day;
  /** The number of the load. */
  readonly load: number;
}

/** Columns worth showing of a bad row: its key, and what the rule speaks of. */
function shownColumns(contract: DataContract, rule: ContractRule): readonly string[] {
  const spoken = contract.columns.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(rule.predicate));
  return [...new Set([...contract.key, ...spoken.map((column) => column.name)])];
}

/** `day 2026-11-01, test_id t-12, clicks 7`: a row as text. */
const exampleText = (columns: readonly string[]): string =>
  `concat_ws(', ', ${columns
    .map((name) => `${literal(`${name} `)} || coalesce(${identifier(name)}::VARCHAR, 'missing')`)
    .join(', ')})`;

/** Join condition over the key, under which two missing values are the same. */
const sameKey = (contract: DataContract, a: string, b: string): string =>
  contract.key.map((name) => `${a}.${identifier(name)} IS NOT DISTINCT FROM ${b}.${identifier(name)}`).join(' AND ');

const rowJson = (contract: DataContract): string =>
  `to_json({${contract.columns.map(({ name }) => `${literal(name)}: ${identifier(name)}`).join(', ')}})::VARCHAR`;

const one = async (connection: DuckDBConnection, sql: string): Promise<number> =>
  z.object({ n: z.int() }).parse(plainRows(await connection.runAndReadAll(sql))[0]).n;

/**
 * Picks out, in one pass, the rows that break a rule and those whose key another row may have too, into the temporary
 * table `doubtful` with the first rule each breaks; null for a row that breaks none.
 */
async function pickDoubtful(connection: DuckDBConnection, incoming: Incoming, suspects: boolean): Promise<void> {
  const { rows, contract, dataThrough } = incoming;
  const first = (value: (rule: ContractRule) => string): string =>
    contract.rules.length === 0
      ? 'NULL::VARCHAR'
      : `CASE ${contract.rules.map((rule) => `WHEN ${breaks(rule, dataThrough)} THEN ${value(rule)}`).join(' ')} END`;
  const bad = `${keepsAllRules(contract, dataThrough)} IS NOT TRUE`;
  await connection.run(`
    CREATE TEMP TABLE doubtful AS SELECT
      ${first((rule) => literal(rule.id))} AS "broken rule",
      ${first((rule) => literal(rule.reason))} AS "broken reason",
      ${first((rule) => exampleText(shownColumns(contract, rule)))} AS "broken example", *
    FROM ${rows} WHERE ${bad} ${suspects ? `OR ${keyHash(contract)} IN (SELECT h FROM suspects)` : ''}`);
}

/**
 * Moves the rows of a load that break the contract into quarantine: each under the first rule it breaks, and every good
 * row whose key another good row has too, as it can't be told which of them is right.
 * @param loaded the rows where they were put. Returns how many are taken away.
 */
export async function quarantineBroken(
  connection: DuckDBConnection,
  loaded: Incoming,
  suspects: boolean,
): Promise<number> {
  const { contract, dataThrough, load } = loaded;
  const key = contract.key.map(identifier).join(', ');
  await pickDoubtful(connection, loaded, suspects);
  await connection.run(`
    CREATE TEMP TABLE repeated AS
      SELECT ${key} FROM doubtful WHERE "broken rule" IS NULL GROUP BY ${key} HAVING count(*) > 1`);
  await connection.run(`
    CREATE TEMP TABLE kept_out AS
      SELECT "broken rule" AS rule, "broken reason" AS reason, "broken example" AS example, ${rowJson(contract)} AS row_json
      FROM doubtful WHERE "broken rule" IS NOT NULL
      UNION ALL
      SELECT 'unique_key', ${literal(`Another row has the same ${contract.key.join(', ')}`)}, ${exampleText(contract.key)},
        ${rowJson(contract)}
      FROM doubtful SEMI JOIN repeated ON ${sameKey(contract, 'doubtful', 'repeated')} WHERE "broken rule" IS NULL`);
  await connection.run(`
    INSERT INTO workbench.quarantine
      SELECT ${load}, rule, any_value(reason), count(*), min(example) FROM kept_out GROUP BY rule`);
  await connection.run(`INSERT INTO workbench.quarantined_rows SELECT ${load}, rule, row_json FROM kept_out`);
  const table = identifier(contract.dataset);
  const bad = `${keepsAllRules(contract, dataThrough)} IS NOT TRUE`;
  await connection.run(`DELETE FROM ${table} WHERE _load = ${load} AND ${bad}`);
  if (suspects) {
    const same = sameKey(contract, table, 'repeated');
    await connection.run(`DELETE FROM ${table} USING repeated WHERE _load = ${load} AND ${same}`);
  }
  return one(connection, 'SELECT count(*) AS n FROM kept_out');
}

/** Records lines whose values could not be read as the type the contract wants. */
export async function quarantineRejects(
  connection: DuckDBConnection,
  load: number,
  rejects: readonly RejectedColumn[],
): Promise<void> {
  for (const { column, lines, example } of rejects) {
    const values = [`type:${column}`, `${column || 'The line'} can not be read`, example.slice(0, 300)].map(literal);
    const [rule, reason, shown] = values;
    await connection.run(`INSERT INTO workbench.quarantine VALUES (${load}, ${rule}, ${reason}, ${lines}, ${shown})`);
  }
}

/** The rule that kept most rows of a load out. */
export async function commonestReason(connection: DuckDBConnection, load: number): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT reason FROM workbench.quarantine WHERE load = ${load} ORDER BY rows DESC, rule LIMIT 1`,
  );
  return z.object({ reason: z.string() }).parse(plainRows(reader)[0]).reason;
}
