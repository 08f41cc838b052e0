import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalFile } from './types.ts';

/**
 * The journal on disk. Creates the file and its folder, and makes their names durable too.
 * @throws the file system's own error (`code` EACCES, ENOSPC, …).
 */
export async function nodeJournalFile(path: string): Promise<JournalFile> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a+');
  await syncFolder(dirname(path));
  return {
    async read() {
      const { size } = await handle.stat();
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; ) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at);
        if (bytesRead === 0) return bytes.subarray(0, at);
        at += bytesRead;
      }
      return bytes;
    },
    append: (bytes) => handle.appendFile(bytes),
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    async setAside(tail) {
      const aside = await open(`${path}.torn`, 'a');
      try {
        await aside.appendFile(tail);
        await aside.sync();
      } finally {
        await aside.close();
      }
    },
    close: () => handle.close(),
  };
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
