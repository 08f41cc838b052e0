import { createHash, randomBytes } from 'node:crypto';
import { copyFile, link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';

/** Who holds a workspace: a process id alone is used again after a while, so its start time is kept beside it. */
const holderSchema = z.object({ pid: z.int().positive(), started: z.string(), token: z.string() });
type Holder = z.infer<typeof holderSchema>;

export interface WorkspaceLock {
  release(): Promise<void>;
}

/**
 * One program per workspace. The lock file appears whole or not at all; one whose process is gone is taken over.
 * Fails with WORKSPACE_LOCKED and the process id of the holder.
 */
export async function lockWorkspace(path: string): Promise<Result<WorkspaceLock>> {
  const own: Holder = {
    pid: process.pid,
    started: await startTime(process.pid),
    token: randomBytes(8).toString('hex'),
  };
  const draft = `${path}.${own.token}`;
  await writeFile(draft, JSON.stringify(own), { flag: 'wx' });
  try {
    if (await taken(path, draft)) return ok(lockAt(path, own));
    return err(appError('WORKSPACE_LOCKED', { pid: (await readLock(path))?.holder?.pid ?? 'unknown' }));
  } finally {
    await unlink(draft);
  }
}

/**
 * Whether `path` now holds what `draft` says. A stale lock is replaced only by who has won the right to replace that
 * very lock, and the right is a lock of its own: of many that find the same stale lock, one replaces it, once.
 */
async function taken(path: string, draft: string): Promise<boolean> {
  if (await linked(draft, path)) return true;
  const found = await readLock(path);
  if (found === null) return taken(path, draft);
  if (found.holder !== null && (await isRunning(found.holder))) return false;
  const right = `${path}.after-${found.id}`;
  if (!(await taken(right, draft))) return false;
  try {
    // While this right is held nobody else replaces that lock; it may have been replaced before.
    if ((await readLock(path))?.id !== found.id) return false;
    const copy = `${draft}.next`;
    await copyFile(draft, copy);
    await rename(copy, path);
    return true;
  } finally {
    await unlink(right);
  }
}

const lockAt = (path: string, own: Holder): WorkspaceLock => ({
  async release() {
    if ((await readLock(path))?.holder?.token === own.token) await unlink(path);
  },
});

/** Makes `path` a second name of `draft`; false when `path` is there already. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

interface FoundLock {
  /** Short digest of the file: which lock it is, whoever wrote it. */
  readonly id: string;
  /** null: it is not one of ours. */
  readonly holder: Holder | null;
}

/** null: there is no lock. */
async function readLock(path: string): Promise<FoundLock | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  const id = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const holder = holderSchema.safeParse(jsonOf(text));
  return { id, holder: holder.success ? holder.data : null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function isRunning(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    if (!hasCode(error, 'EPERM')) throw error;
  }
  return (await startTime(holder.pid)) === holder.started;
}

/** Clock ticks from boot to the start of a process, from Linux; elsewhere the same empty text for all. */
async function startTime(pid: number): Promise<string> {
  if (process.platform !== 'linux') return '';
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return 'gone';
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
