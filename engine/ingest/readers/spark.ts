import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appError, err, ok, type Result } from '../../core/index.ts';
import type { Found } from './found.ts';
import { isBookkeeping, isData, type Listing } from './listing.ts';

/** Whether a folder is one that Spark finished. */
export const isSpark = ({ files }: Listing): boolean => files.includes('_SUCCESS');

/**
 * Reads the folder of a finished Spark job: `part-*` files, under Hive folders or not. Files and folders whose names
 * begin with `_` or `.` are Spark's own. A task that still writes (`_temporary`) means that another job has begun.
 * Errors: DROP_INCOMPLETE.
 */
export async function readSpark(root: string, { files, folders }: Listing): Promise<Result<Found>> {
  if (folders.some((folder) => /(^|\/)_temporary(\/|$)/.test(folder))) {
    return err(appError('DROP_INCOMPLETE', { path: root }));
  }
  const { mtimeMs } = await stat(join(root, '_SUCCESS'));
  const data = files.filter((path) => !isBookkeeping(path) && isData(path));
  return ok({
    kind: 'spark',
    generated: mtimeMs,
    files: data.map((path) => ({ path, bytes: null, rows: null })),
    prefixes: [],
    columns: null,
  });
}
