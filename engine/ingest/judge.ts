import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, type Day, err, ok, type Result } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { ContractRule } from './contracts/rules.ts';
import type { Manifest } from './manifest.ts';

/** What one pass over the rows of a load says about them. */
export interface Judgement {
  readonly rows: number;
  /** Sums of the columns the manifest gives totals for, over all rows, bad ones included. */
  readonly sums: ReadonlyMap<string, number>;
  /** Rows that break at least one rule. */
  readonly broken: number;
  /** Key hashes that more than one row has. None: no two rows have the same key. */
  readonly suspects: number;
}

/** A contract's predicate as it stands in SQL; the one parameter is a checked calendar day. */
export const predicateSql = (predicate: string, dataThrough: Day): string =>
  `(${predicate.replaceAll('$data_through', `DATE ${literal(dataThrough)}`)})`;

/** True for a row that keeps every rule. */
export const keepsAllRules = (contract: DataContract, dataThrough: Day): string =>
  contract.rules.length === 0
    ? 'true'
    : `(${contract.rules.map((rule) => predicateSql(rule.predicate, dataThrough)).join(' AND ')})`;

/** True for a row that breaks this rule: a null answer breaks it too. */
export const breaks = (rule: ContractRule, dataThrough: Day): string =>
  `${predicateSql(rule.predicate, dataThrough)} IS NOT TRUE`;

/** A 64-bit hash of a row's key. */
export const keyHash = (contract: DataContract): string => `hash(${contract.key.map(identifier).join(', ')})`;

/** Columns the manifest sums that are numbers of the contract; a total of anything else is refused by `checkSums`. */
const summedColumns = (manifest: Manifest, contract: DataContract): readonly string[] =>
  Object.keys(manifest.totals.sums).filter((name) =>
    contract.columns.some((column) => column.name === name && /integer|number/.test(column.logicalType)),
  );

/** What is asked of one part of the rows: counts and sums. */
function judgementSql(part: string, contract: DataContract, dataThrough: Day, sums: readonly string[]): string {
  const columns = [
    'count(*) AS rows',
    `count(DISTINCT ${keyHash(contract)}) AS keys`,
    `count(*) FILTER (WHERE ${keepsAllRules(contract, dataThrough)} IS NOT TRUE) AS broken`,
    `[${sums.map((name) => `sum(${identifier(name)})::DOUBLE`).join(', ')}] AS sums`,
  ];
  return `SELECT ${columns.join(', ')} FROM ${part}`;
}

const judged = z.object({
  rows: z.int(),
  keys: z.int(),
  broken: z.int(),
  sums: z.array(z.number().nullable()),
});

/**
 * Judges all rows of a load in one vectorised pass. Keys are compared by a 64-bit hash, part by part; only when there are
 * fewer different ones than rows, a second pass leaves the hashes that come twice (duplicates or, about once in 10^7
 * loads of a million rows, two keys with one hash) in the temporary table `suspects`.
 * @param incoming the rows, and the same in parts that have no key in common, each as something that can stand after FROM.
 */
export async function judgeRows(
  connection: DuckDBConnection,
  incoming: { readonly rows: string; readonly parts: readonly string[] },
  contract: DataContract,
  manifest: Manifest,
): Promise<Judgement> {
  const sums = summedColumns(manifest, contract);
  const asked = incoming.parts.map((part) => judgementSql(part, contract, manifest.dataThrough, sums));
  const reader = await connection.runAndReadAll(asked.join(' UNION ALL '));
  const parts = z.array(judged).parse(plainRows(reader));
  const total = (of: (part: z.infer<typeof judged>) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const rows = total((part) => part.rows);
  return {
    rows,
    broken: total((part) => part.broken),
    suspects: total((part) => part.keys) === rows ? 0 : await findSuspects(connection, incoming.rows, contract),
    sums: new Map(sums.map((name, index) => [name, total((part) => part.sums[index] ?? 0)])),
  };
}

async function findSuspects(connection: DuckDBConnection, rows: string, contract: DataContract): Promise<number> {
  await connection.run(`
    CREATE TEMP TABLE suspects AS SELECT h FROM (SELECT ${keyHash(contract)} AS h FROM ${rows}) GROUP BY h HAVING count(*) > 1`);
  const reader = await connection.runAndReadAll('SELECT count(*) AS n FROM suspects');
  return z.object({ n: z.int() }).parse(plainRows(reader)[0]).n;
}

/** Holds the sums to the manifest's. Whole numbers have to agree exactly. Errors: TOTALS_MISMATCH, MANIFEST_INVALID. */
export function checkSums(judgement: Judgement, manifest: Manifest, path: string): Result<void> {
  for (const [column, expected] of Object.entries(manifest.totals.sums)) {
    const actual = judgement.sums.get(column);
    if (actual === undefined) {
      const reason = `totals.sums names ${column}, which is no number of the contract`;
      return err(appError('MANIFEST_INVALID', { path, reason }));
    }
    const slack = Number.isSafeInteger(expected) && Number.isSafeInteger(actual) ? 0 : 1e-9 * Math.abs(expected);
    if (Math.abs(actual - expected) > slack) return err(appError('TOTALS_MISMATCH', { column, actual, expected }));
  }
  return ok(undefined);
}
