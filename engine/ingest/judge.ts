import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { identifier, plainRows } from '../store/cache/index.ts';
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
  /** True when no two rows have the same key; false means "perhaps", and is looked into. */
  readonly keysUnique: boolean;
}

/** True for a row that keeps every rule. */
export const keepsAllRules = (contract: DataContract): string =>
  contract.rules.length === 0 ? 'true' : contract.rules.map((rule) => `(${rule.predicate})`).join(' AND ');

/** True for a row that breaks this rule: a null answer breaks it too. */
export const breaks = (rule: ContractRule): string => `(${rule.predicate}) IS NOT TRUE`;

const counted = z.record(z.string(), z.number().nullable());

/** Columns the manifest sums that are numbers of the contract; a total of anything else is refused by the caller. */
export const summedColumns = (manifest: Manifest, contract: DataContract): readonly string[] =>
  Object.keys(manifest.totals.sums).filter((name) =>
    contract.columns.some((column) => column.name === name && /integer|number/.test(column.logicalType)),
  );

/**
 * Judges all rows of a load in one vectorised pass. Keys are compared by a 64-bit hash: as many hashes as rows means
 * as many keys; fewer means duplicates or, about once in 10^7 loads of a million rows, two keys with one hash.
 */
export async function judgeRows(
  connection: DuckDBConnection,
  contract: DataContract,
  manifest: Manifest,
  load: number,
): Promise<Judgement> {
  const sums = summedColumns(manifest, contract);
  const parts = [
    'count(*) AS rows',
    `count(*) FILTER (WHERE (${keepsAllRules(contract)}) IS NOT TRUE) AS broken`,
    `count(DISTINCT hash(${contract.key.map(identifier).join(', ')})) AS keys`,
    ...sums.map((name) => `sum(${identifier(name)}) AS ${identifier(`sum ${name}`)}`),
  ];
  const sql = `SELECT ${parts.join(', ')} FROM ${identifier(contract.dataset)} WHERE _load = ${load}`;
  const [row] = z.array(counted).parse(plainRows(await connection.runAndReadAll(sql, ruleParams(sql, manifest))));
  if (row === undefined) throw new Error('an aggregate gave no row');
  const number = (name: string): number => row[name] ?? 0;
  return {
    rows: number('rows'),
    broken: number('broken'),
    keysUnique: number('keys') === number('rows'),
    sums: new Map(sums.map((name) => [name, number(`sum ${name}`)])),
  };
}

/** The parameters a statement with rules in it needs. */
export const ruleParams = (sql: string, manifest: Manifest): Record<string, string> =>
  sql.includes('$data_through') ? { data_through: manifest.dataThrough } : {};

/** Holds the sums to the manifest's. Whole numbers have to agree exactly. Errors: TOTALS_MISMATCH, MANIFEST_INVALID. */
export function checkSums(judgement: Judgement, manifest: Manifest, path: string): Result<void> {
  for (const [column, expected] of Object.entries(manifest.totals.sums)) {
    const actual = judgement.sums.get(column);
    if (actual === undefined) {
      const reason = `totals.sums names ${column}, which is no number of the contract`;
      return err(appError('MANIFEST_INVALID', { path, reason }));
    }
    const slack = Number.isInteger(expected) && Number.isInteger(actual) ? 0 : 1e-9 * Math.abs(expected);
    if (Math.abs(actual - expected) > slack) return err(appError('TOTALS_MISMATCH', { column, actual, expected }));
  }
  return ok(undefined);
}
