import { randomBytes } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
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
    if (await linked(draft, path)) return ok(lockAt(path, own));
    const holder = await readHolder(path);
    if (holder !== null && (await isRunning(holder))) return err(appError('WORKSPACE_LOCKED', { pid: holder.pid }));
    await setStaleAside(path, holder, `${draft}.stale`);
    if (await linked(draft, path)) return ok(lockAt(path, own));
    return err(appError('WORKSPACE_LOCKED', { pid: (await readHolder(path))?.pid ?? 'unknown' }));
  } finally {
    await unlink(draft);
  }
}

const lockAt = (path: string, own: Holder): WorkspaceLock => ({
  async release() {
    if ((await readHolder(path))?.token === own.token) await unlink(path);
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

/** Moves a stale lock away. If another program was faster and its fresh lock was moved, it is put back. */
async function setStaleAside(path: string, stale: Holder | null, aside: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved !== null && moved.token !== stale?.token) await linked(aside, path);
  await unlink(aside);
}

/** null: there is no lock, or it is not one of ours. */
async function readHolder(path: string): Promise<Holder | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
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
