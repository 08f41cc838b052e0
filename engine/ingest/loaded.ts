import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { daySchema } from '../contract/index.ts';
import type { Day } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';

/** A part has about so many rows: below, what is won by small parts is lost to their number. */
const PART_ROWS = 250_000;
const MOST_PARTS = 64;

/** The rows of a load where they were put, with the columns of the contract, as something that can stand after FROM. */
export function loadedRows({ columns, dataset }: DataContract, load: number, where = 'true'): string {
  const names = columns.map(({ name }) => identifier(name)).join(', ');
  return `(SELECT ${names} FROM ${identifier(dataset)} WHERE _load = ${load} AND ${where})`;
}

/** Conditions on the day, of which each row meets exactly one. The first takes rows without a day, too. */
export function dayRanges(column: string, days: readonly Day[], parts: number): readonly string[] {
  const size = Math.max(1, Math.ceil(days.length / parts));
  const starts = days.filter((_, index) => index > 0 && index % size === 0).map((day) => `DATE ${literal(day)}`);
  const [first] = starts;
  if (first === undefined) return ['true'];
  return [
    `(${column} < ${first} OR ${column} IS NULL)`,
    ...starts.map((start, index) => {
      const end = starts[index + 1];
      return end === undefined ? `${column} >= ${start}` : `${column} >= ${start} AND ${column} < ${end}`;
    }),
  ];
}

/**
 * The rows of a large load in parts by days, which have no key in common where the day is of the key. Keys can then be
 * compared within each part, in tables small enough for the processor's caches: half the time.
 */
export async function loadedParts(
  connection: DuckDBConnection,
  contract: DataContract,
  load: number,
  rows: number,
): Promise<readonly string[]> {
  const { partition, key } = contract;
  if (partition === null || !key.includes(partition) || rows < 2 * PART_ROWS) return [loadedRows(contract, load)];
  const reader = await connection.runAndReadAll(
    `SELECT day::VARCHAR AS day FROM workbench.partitions WHERE load = ${load} ORDER BY 1`,
  );
  const days = z.array(z.object({ day: daySchema })).parse(plainRows(reader));
  const ranges = dayRanges(
    identifier(partition),
    days.map(({ day }) => day),
    Math.min(MOST_PARTS, Math.floor(rows / PART_ROWS)),
  );
  return ranges.map((range) => loadedRows(contract, load, range));
}
