import { describe, expect, it } from 'vitest';
import { cacheError } from './faults.ts';

describe('what DuckDB throws, as an error of the table', () => {
  it.each([
    ['INTERRUPT Error: Interrupted!', 'CANCELLED'],
    ['IO Error: Could not write file "/w/cache.duckdb": No space left on device', 'DISK_FULL'],
    [
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (9.9 MiB/10.0 MiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
      'DISK_FULL',
    ],
    ['Out of Memory Error: could not allocate block of size 256.0 KiB (18.9 MiB/19.0 MiB used)', 'CACHE_MEMORY'],
    [
      'IO Error: Could not set lock on file "/w/cache.duckdb": Conflicting lock is held in /usr/bin/node (PID 4711). See also',
      'WORKSPACE_LOCKED',
    ],
    ['FATAL Error: Failed: database has been invalidated because of a previous fatal error.', 'CACHE_DAMAGED'],
    ['Binder Error: Referenced column "x" not found in FROM clause!\n\nLINE 1: SELECT x', 'CACHE_QUERY_FAILED'],
  ])('%s', (message, code) => {
    expect(cacheError(new Error(message)).code).toBe(code);
  });

  it('shows the reason without the excerpt of the query', () => {
    expect(cacheError(new Error('Parser Error: syntax error\n\nLINE 1: SELEC')).detail).toEqual({
      reason: 'Parser Error: syntax error',
    });
  });
});
