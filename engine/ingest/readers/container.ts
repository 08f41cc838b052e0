import { open } from 'node:fs/promises';

/** What a file is by its first bytes: names lie, and exports of Redshift have none. */
export type Container = 'parquet' | 'gzip' | 'zstd' | 'text' | 'empty';

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** @throws the file system's error. */
export async function containerOf(path: string): Promise<Container> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) return 'empty';
    if (startsWith(buffer, 0x50, 0x41, 0x52, 0x31)) return 'parquet';
    if (startsWith(buffer, 0x1f, 0x8b)) return 'gzip';
    return startsWith(buffer, 0x28, 0xb5, 0x2f, 0xfd) ? 'zstd' : 'text';
  } finally {
    await file.close();
  }
}
