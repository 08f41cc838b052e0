import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { appError, err, ok, type Result } from '../core/index.ts';
import { diskFault } from '../store/journal/disk-fault.ts';

export const isFileMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Writes a file only its owner may read: whole or not at all, and on disk when this resolves.
 * Fails with DISK_FULL or KEY_WRITE_FAILED.
 * @throws Error when the file is there already: a key that is overwritten is lost.
 */
export async function writeNewFile(path: string, text: string): Promise<Result<void>> {
  const temporary = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (await exists(path)) throw new Error(`there is a key already: ${path}`);
    await rm(temporary, { force: true });
    await writeDurably(temporary, text);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    const { full, reason } = diskFault(error);
    // Where the write failed tidying up may fail too; the first fault is the one to tell.
    await rm(temporary, { force: true }).catch(diskFault);
    return err(full ? appError('DISK_FULL') : appError('KEY_WRITE_FAILED', { reason }));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isFileMissing(error)) return false;
    throw error;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows has no way to sync a folder; its journalled file system keeps the names. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
