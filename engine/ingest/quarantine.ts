import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { ContractRule } from './contracts/rules.ts';
import type { RejectedColumn } from './csv.ts';
import { breaks, keepsAllRules, ruleParams } from './judge.ts';
import type { Manifest } from './manifest.ts';

/** Rule id and reason of rows whose key another row of the drop has too. Which of them is right can't be told. */
export const duplicateRule = (contract: DataContract) => ({
  id: 'unique_key',
  reason: `Another row has the same ${contract.key.join(', ')}`,
});

/** Columns worth showing of a bad row: its key, and what the rule speaks of. */
function shownColumns(contract: DataContract, rule: ContractRule): readonly string[] {
  const spoken = contract.columns.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(rule.predicate));
  return [...new Set([...contract.key, ...spoken.map((column) => column.name)])];
}

/** `day 2026-11-01, test_id t-12, clicks 7`: a row as text. */
const exampleText = (columns: readonly string[]): string =>
  `concat_ws(', ', ${columns.map((name) => `${literal(`${name} `)} || coalesce(${identifier(name)}::VARCHAR, 'missing')`).join(', ')})`;

const rowJson = (contract: DataContract): string =>
  `to_json({${contract.columns.map(({ name }) => `${literal(name)}: ${identifier(name)}`).join(', ')}})::VARCHAR`;

async function record(connection: DuckDBConnection, load: number): Promise<void> {
  await connection.run(`
    INSERT INTO workbench.quarantine
      SELECT ${load}, rule, any_value(reason), count(*), min(example) FROM kept_out GROUP BY rule`);
  await connection.run(`INSERT INTO workbench.quarantined_rows SELECT ${load}, rule, row_json FROM kept_out`);
  await connection.run('DROP TABLE kept_out');
}

/** Moves the rows of a load that break a rule into quarantine, each under the first rule it breaks. */
export async function quarantineBroken(
  connection: DuckDBConnection,
  contract: DataContract,
  manifest: Manifest,
  load: number,
): Promise<void> {
  const table = identifier(contract.dataset);
  const pick = (value: (rule: ContractRule) => string): string =>
    `CASE ${contract.rules.map((rule) => `WHEN ${breaks(rule)} THEN ${value(rule)}`).join(' ')} END`;
  const bad = `_load = ${load} AND (${keepsAllRules(contract)}) IS NOT TRUE`;
  const sql = `
    CREATE TEMP TABLE kept_out AS SELECT
      ${pick((rule) => literal(rule.id))} AS rule,
      ${pick((rule) => literal(rule.reason))} AS reason,
      ${pick((rule) => exampleText(shownColumns(contract, rule)))} AS example,
      ${rowJson(contract)} AS row_json
    FROM ${table} WHERE ${bad}`;
  // CREATE TABLE AS takes no parameters, so the one value is written in; it is a checked calendar day.
  const inline = sql.replaceAll('$data_through', `DATE ${literal(manifest.dataThrough)}`);
  await connection.run(inline);
  await record(connection, load);
  const remove = `DELETE FROM ${table} WHERE ${bad}`;
  await connection.run(remove, ruleParams(remove, manifest));
}

/** Moves every row of a load whose key is not its own into quarantine. */
export async function quarantineDuplicates(
  connection: DuckDBConnection,
  contract: DataContract,
  load: number,
): Promise<void> {
  const table = identifier(contract.dataset);
  const key = contract.key.map(identifier).join(', ');
  const rule = duplicateRule(contract);
  await connection.run(`
    CREATE TEMP TABLE repeated AS SELECT ${key} FROM ${table} WHERE _load = ${load} GROUP BY ${key} HAVING count(*) > 1`);
  const bad = `_load = ${load} AND (${key}) IN (SELECT (${key}) FROM repeated)`;
  await connection.run(`
    CREATE TEMP TABLE kept_out AS SELECT ${literal(rule.id)} AS rule, ${literal(rule.reason)} AS reason,
      ${exampleText(contract.key)} AS example, ${rowJson(contract)} AS row_json
    FROM ${table} WHERE ${bad}`);
  await record(connection, load);
  await connection.run(`DELETE FROM ${table} WHERE ${bad}`);
  await connection.run('DROP TABLE repeated');
}

/** Counts the partitions of a load anew, after quarantine has taken its rows. */
export async function settlePartitions(
  connection: DuckDBConnection,
  contract: DataContract,
  load: number,
): Promise<void> {
  const day = identifier(contract.partition);
  await connection.run(`
    UPDATE workbench.partitions SET rows = coalesce((
      SELECT counted.rows FROM (
        SELECT ${day} AS day, count(*) AS rows FROM ${identifier(contract.dataset)} WHERE _load = ${load} GROUP BY ${day}
      ) counted WHERE counted.day = partitions.day), 0)
    WHERE load = ${load}`);
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
