import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Runs `work` on a connection that is interrupted when the signal aborts. The connection stays open.
 * @throws what DuckDB throws; `INTERRUPT …` when the signal was aborted before the work began.
 */
export async function interruptedBy<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const interrupt = () => connection.interrupt();
  try {
    if (signal?.aborted) throw new Error('INTERRUPT: cancelled before it began');
    signal?.addEventListener('abort', interrupt);
    return await work(connection);
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}

/** The same, and closes the connection after. */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  try {
    return await interruptedBy(connection, signal, work);
  } finally {
    connection.closeSync();
  }
}
