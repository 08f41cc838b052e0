import { type AppError, appError } from '../../core/index.ts';

/** What DuckDB said, without its multi-line excerpt of the query. */
export const faultText = (fault: unknown): string => {
  const message = fault instanceof Error ? fault.message : String(fault);
  return (message.split('\n')[0] ?? message).trim();
};

/**
 * Turns what DuckDB throws into an error of the closed table: CANCELLED (interrupted), CACHE_MEMORY, DISK_FULL,
 * WORKSPACE_LOCKED (another process has the file), CACHE_DAMAGED (the database gave itself up), otherwise CACHE_QUERY_FAILED.
 */
export function cacheError(fault: unknown): AppError {
  const text = fault instanceof Error ? fault.message : String(fault);
  if (/INTERRUPT/i.test(text)) return appError('CANCELLED');
  if (/No space left on device|ENOSPC|disk.*full|max_temp_directory_size/i.test(text)) return appError('DISK_FULL');
  if (/Out of Memory/i.test(text)) return appError('CACHE_MEMORY');
  const holder = /Could not set lock on file[\s\S]*?\(PID (\d+)\)/.exec(text);
  if (holder !== null) return appError('WORKSPACE_LOCKED', { pid: holder[1] ?? 'unknown' });
  const reason = faultText(fault);
  if (
    /database has been invalidated|Corrupt|checksum|not a valid DuckDB database|Failed to load metadata/i.test(text)
  ) {
    return appError('CACHE_DAMAGED', { reason });
  }
  return appError('CACHE_QUERY_FAILED', { reason });
}
