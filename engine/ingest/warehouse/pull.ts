import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  addDays,
  appError,
  type Clock,
  dayIn,
  err,
  isDay,
  newId,
  ok,
  type Random,
  type Result,
  urlOf,
} from '../../core/index.ts';
import type { DataContract } from '../contracts/contract.ts';
import type { Manifest } from '../manifest.ts';
import { type CsvScan, csvScan } from './csv-scan.ts';
import { warehouseError } from './faults.ts';

/** How long a query may take, in seconds. */
const LIMIT = 3_600;
const CONNECT_MS = 15_000;
const PART = 'part-0.csv';

export interface PullPorts {
  readonly clock: Clock;
  readonly random: Random;
}

export interface PullInput {
  /** `postgres://…`, with the way TLS is used. It is kept nowhere. */
  readonly url: string;
  /** One SELECT that gives the contract's columns. */
  readonly query: string;
  readonly contract: DataContract;
  /** The folder below which the drop is made. */
  readonly exportsDir: string;
  readonly limitSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

export interface Pulled {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/** The query without what a person puts behind it. */
const bare = (query: string): string => query.trim().replace(/(\s*;)+$/, '');

/** `db.example.com/growth`: which server and database, without user and password. */
function serverOf(url: string): string | undefined {
  const server = urlOf(url);
  return server === null ? undefined : `${server.host}${decodeURIComponent(server.pathname)}`;
}

/** Asks the server to give up what a connection is doing. It may be too late; then the connection's end does. */
async function cancelBackend(url: string, pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [pid]);
  } catch (fault) {
    if (warehouseError(fault, LIMIT) === null) throw fault;
  } finally {
    await client.end();
  }
}

/** The names of the query's columns. Parsed as one statement, so that a second one is refused. */
async function columnsOf(client: pg.Client, query: string): Promise<readonly string[]> {
  const described = await client.query({
    text: `SELECT * FROM (\n${query}\n) AS pulled LIMIT 0`,
    name: 'pulled_columns',
  });
  return described.fields.map(({ name }) => name);
}

interface Written {
  readonly scan: CsvScan;
  readonly sha256: string;
  readonly bytes: number;
}

async function copyRows(
  client: pg.Client,
  query: string,
  file: string,
  column: number,
  input: PullInput,
): Promise<Written> {
  const hash = createHash('sha256');
  const scan = csvScan(column);
  let bytes = 0;
  const follow = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      hash.update(chunk);
      scan.push(chunk);
      bytes += chunk.length;
      input.onRows?.(scan.rows);
      yield chunk;
    }
  };
  const rows = client.query(copyTo(`COPY (\n${query}\n) TO STDOUT (FORMAT csv, HEADER)`));
  await pipeline(rows, follow, createWriteStream(file), input.signal === undefined ? {} : { signal: input.signal });
  return { scan, sha256: hash.digest('hex'), bytes };
}

/** Runs the query in a read-only transaction and writes its rows into the folder. */
async function pullRows(client: pg.Client, dir: string, input: PullInput): Promise<Result<Written>> {
  const { contract, limitSeconds = LIMIT } = input;
  const query = bare(input.query);
  await client.query(`BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
  await client.query(`SET LOCAL statement_timeout = ${Math.ceil(limitSeconds * 1000)}`);
  await client.query(`SET LOCAL datestyle = 'ISO, YMD'`);
  await client.query(`SET LOCAL timezone = 'UTC'`);
  const columns = await columnsOf(client, query);
  const missing = contract.columns.find(({ name }) => !columns.includes(name));
  if (missing !== undefined) {
    return err(appError('COLUMN_MISSING', { file: 'the query', column: missing.name, contract: contract.id }));
  }
  await mkdir(dir, { recursive: true });
  const column = contract.partition === null ? -1 : columns.indexOf(contract.partition);
  const written = await copyRows(client, query, join(dir, PART), column, input);
  await client.query('COMMIT');
  return ok(written);
}

/** The last day of the pulled rows; a day after tomorrow is a bad row, which the import says. */
function throughOf(greatest: string, today: string): string {
  if (!isDay(greatest)) return today;
  const latest = isDay(today) ? addDays(today, 1) : today;
  return greatest > latest ? latest : greatest;
}

async function writeManifest(
  dir: string,
  written: Written,
  input: PullInput,
  { clock, random }: PullPorts,
): Promise<void> {
  const { contract, query, url } = input;
  const { scan, sha256, bytes } = written;
  const generatedAt = clock.now();
  const today = dayIn(clock.millis(), 'UTC');
  const through = throughOf(scan.greatest, today);
  const server = serverOf(url);
  const manifest: Manifest = {
    manifestVersion: 1,
    contractId: contract.id,
    contractVersion: contract.version,
    snapshotId: `pull-${newId(clock, random)}`,
    generatedAt,
    dataThrough: isDay(through) ? through : today,
    files: [{ path: PART, bytes, sha256, rows: scan.rows }],
    totals: { rows: scan.rows, sums: {} },
    previousSnapshotId: null,
    source: { kind: 'postgres', query: bare(query), ...(server === undefined ? {} : { server }) },
  };
  const draft = join(dir, '.manifest.json.part');
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(draft, join(dir, 'manifest.json'));
}

/**
 * Pulls the rows of a query from a Postgres warehouse into a drop of its own: one read-only transaction, one statement with
 * a time limit, streamed to disk, our manifest written last with the query in it. A pull that fails or is cancelled
 * leaves nothing behind.
 * Errors: WAREHOUSE_UNREACHABLE, WAREHOUSE_REFUSED, COLUMN_MISSING, DROP_EMPTY, DISK_FULL, CANCELLED.
 */
export async function pullDrop(input: PullInput, ports: PullPorts): Promise<Result<Pulled>> {
  const { contract, exportsDir, signal, url, limitSeconds = LIMIT } = input;
  const name = `pull-${ports.clock.now().replaceAll(/[:.]/g, '-')}-${newId(ports.clock, ports.random).slice(-6)}`;
  const dir = join(exportsDir, contract.dataset, name);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'growth-workbench',
  });
  // A connection that breaks is reported by the query that needs it.
  client.on('error', () => {});
  let pid: number | null = null;
  const cancel = () => {
    if (pid !== null) void cancelBackend(url, pid);
  };
  const fail = async <T>(result: Result<T>): Promise<Result<T>> => {
    await rm(dir, { recursive: true, force: true });
    return result;
  };
  try {
    if (signal?.aborted) return err(appError('CANCELLED'));
    await client.connect();
    const [backend] = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
    pid = backend?.pid ?? null;
    signal?.addEventListener('abort', cancel, { once: true });
    const written = await pullRows(client, dir, input);
    if (!written.ok) return fail(written);
    if (written.value.scan.rows === 0) return fail(err(appError('DROP_EMPTY', { path: contract.dataset })));
    await writeManifest(dir, written.value, input, ports);
    return ok({ path: dir, rows: written.value.scan.rows, bytes: written.value.bytes });
  } catch (fault) {
    if (signal?.aborted) return fail(err(appError('CANCELLED')));
    const error = warehouseError(fault, limitSeconds);
    await fail(ok(undefined));
    if (error === null) throw fault;
    return err(error);
  } finally {
    signal?.removeEventListener('abort', cancel);
    await client.end();
  }
}
