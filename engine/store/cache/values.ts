import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  type DuckDBResultReader,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { instantOf } from '../../core/index.ts';

/** A value of a query result as the rest of the engine sees it. */
export type CacheValue =
  | null
  | boolean
  | number
  | string
  | readonly CacheValue[]
  | { readonly [key: string]: CacheValue };

const safe = (value: bigint): number => {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large to count exactly`);
  return number;
};

/**
 * Integers of any width become numbers (those beyond 2^53 are refused, not rounded), dates `YYYY-MM-DD`, timestamps
 * UTC instants, decimals numbers, lists arrays, structs objects.
 * @throws RangeError for an integer beyond 2^53; TypeError for a type no query of the product returns.
 */
export function cacheValue(value: DuckDBValue): CacheValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return safe(value);
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue) return instantOf(safe(value.micros / 1000n));
  if (value instanceof DuckDBTimestampTZValue) return instantOf(safe(value.micros / 1000n));
  if (value instanceof DuckDBTimestampMillisecondsValue) return instantOf(safe(value.millis));
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(cacheValue);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, cacheValue(entry)]));
  }
  throw new TypeError(`a query returned a ${value.constructor.name}, which has no plain form`);
}

/** All rows of a result as plain objects by column name. */
export function plainRows(reader: DuckDBResultReader): Record<string, CacheValue>[] {
  const names = reader.columnNames();
  return reader.getRows().map((row) => {
    const plain: Record<string, CacheValue> = {};
    for (const [index, name] of names.entries()) plain[name] = cacheValue(row[index] ?? null);
    return plain;
  });
}
