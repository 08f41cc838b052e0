import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { literal, literals } from './sql.ts';

export interface SessionOptions {
  /** The database file, or `:memory:`. */
  readonly path: string;
  /** Where DuckDB spills what does not fit in memory. */
  readonly tempDir: string;
  /** Such as `2GB`. */
  readonly memoryLimit: string;
  readonly threads: number;
  /**
   * False lets DuckDB write rows in the order its threads finish, which makes loading twice as fast. Queries that need
   * an order say so.
   */
  readonly keepOrder: boolean;
  /** Files that SQL may read besides the database itself. None for queries. */
  readonly readable?: readonly string[];
  /** Folders that SQL may read and write. None for queries. */
  readonly writableDirs?: readonly string[];
}

/**
 * Form of new database files: that of the DuckDB in use. By default DuckDB writes what its oldest readers understand;
 * its newer form of texts loads a third faster. A cache is read by the workbench alone, and can be rebuilt.
 */
const STORAGE = 'latest';

/** One opened DuckDB database, sealed: its settings can not be changed by any SQL that runs in it. */
export interface Session {
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * Opens a database that can reach nothing on the file system but itself and what `readable` and `writableDirs` name,
 * loads no extensions, and locks its own configuration. This can not be undone for an open instance, so a wider one
 * is made by closing this one and opening another (some 10 ms).
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const instance = await DuckDBInstance.create(options.path, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: options.memoryLimit,
    threads: String(options.threads),
    temp_directory: options.tempDir,
    preserve_insertion_order: String(options.keepOrder),
    storage_compatibility_version: STORAGE,
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await connection.run(`SET GLOBAL allowed_paths = ${literals(options.readable ?? [])}`);
    await connection.run(`SET GLOBAL allowed_directories = ${literals(options.writableDirs ?? [])}`);
    await connection.run(`SET GLOBAL enable_external_access = ${literal('false')}`);
    await connection.run('SET GLOBAL lock_configuration = true');
    connection.closeSync();
  } catch (fault) {
    instance.closeSync();
    throw fault;
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
}
