import { appError, err, isDay, ok, type Result } from '../core/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { DropFile } from './drop.ts';

/** A value as it was before its special characters were escaped for the path; as it stands when it never was. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (fault) {
    if (fault instanceof URIError) return text;
    throw fault;
  }
}

/**
 * Contract columns whose values stand in the paths (`day=2026-11-01/part-0.parquet`), by Hive's convention. Either all
 * files carry a column in their path or none.
 * Errors: COLUMN_MISSING, COLUMN_TYPE.
 */
export function hiveColumns(files: readonly DropFile[], contract: DataContract): Result<readonly string[]> {
  const found = new Set<string>();
  for (const { path } of files) {
    for (const part of path.split('/').slice(0, -1)) {
      const name = part.slice(0, Math.max(0, part.indexOf('=')));
      if (contract.columns.some((column) => column.name === name)) found.add(name);
    }
  }
  for (const name of found) {
    for (const { path } of files) {
      const part = path.split('/').find((entry) => entry.startsWith(`${name}=`));
      if (part === undefined)
        return err(appError('COLUMN_MISSING', { file: path, column: name, contract: contract.id }));
      const value = unescaped(part.slice(name.length + 1));
      const column = contract.columns.find((entry) => entry.name === name);
      if (column?.logicalType === 'date' && !isDay(value)) {
        const detail = { column: name, file: path, actual: `"${value}"`, expected: 'a date', contract: contract.id };
        return err(appError('COLUMN_TYPE', detail));
      }
    }
  }
  return ok([...found]);
}
