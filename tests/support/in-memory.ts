import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** Does a piece of work with a DuckDB of its own, which is gone afterwards: a reader and writer of files that is not ours. */
export async function inMemory<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    // Instants without a zone are otherwise those of the machine's.
    await connection.run("SET TimeZone = 'UTC'");
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
