import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { postgresBinaries } from './postgres-binaries.ts';

/** Postgres refuses to run as root; then it runs as `nobody`. */
const NOBODY = 65_534;

export interface TestPostgres {
  readonly port: number;
  stop(): Promise<void>;
}

export const urlOf = (port: number, database: string): string =>
  `postgres://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`;

/** Starts a real, empty Postgres on a free port of this machine, without durability. For tests only. */
export async function startPostgres(): Promise<TestPostgres> {
  const { bin, dispose } = postgresBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
  execFileSync(join(bin, 'initdb'), init, { ...user, env, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const settings = ['fsync=off', 'full_page_writes=off', 'shared_buffers=32MB', 'max_connections=60', 'timezone=UTC'];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...settings.flatMap((s) => ['-c', s])],
    { ...user, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const killWithUs = (): void => void server.kill('SIGKILL');
  process.once('exit', killWithUs);
  await untilReady(server, port);
  return {
    port,
    async stop() {
      process.off('exit', killWithUs);
      const closed = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGQUIT');
      await closed;
      rmSync(folder, { recursive: true, force: true });
      dispose();
    },
  };
}

/** A fresh database on the test server; its connection string. */
export async function createDatabase(port: number, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres') });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return urlOf(port, name);
}

/** Asks until the server answers; what it said goes into the error when it gave up. */
async function untilReady(server: ChildProcess, port: number): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-4_000);
  });
  for (;;) {
    const client = new pg.Client({ connectionString: urlOf(port, 'postgres') });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || server.signalCode !== null)
        throw new Error(`Postgres did not start: ${said}`, { cause: error });
      await delay(30);
    }
  }
}
