import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { appError, err, ok, type Result } from '../core/index.ts';
import type { DropFile } from './drop.ts';

const CHUNK = 1 << 20;

/** SHA-256 of a file in lower-case hex, streamed. */
export async function sha256File(
  path: string,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, ...(signal && { signal }) })) {
    hash.update(chunk);
    onBytes?.(chunk.length);
  }
  return hash.digest('hex');
}

/**
 * Compares every file with the hash its manifest gives, in order.
 * @param onFraction share of all bytes read so far.
 * Errors: FILE_HASH_MISMATCH, FILE_UNREADABLE, CANCELLED.
 */
export async function verifyHashes(
  files: readonly DropFile[],
  signal: AbortSignal,
  onFraction: (fraction: number) => void,
): Promise<Result<void>> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let read = 0;
  for (const file of files) {
    try {
      const actual = await sha256File(file.absolute, signal, (bytes) => {
        read += bytes;
        onFraction(total === 0 ? 1 : Math.min(1, read / total));
      });
      if (actual !== file.sha256) return err(appError('FILE_HASH_MISMATCH', { file: file.path }));
    } catch (fault) {
      if (signal.aborted) return err(appError('CANCELLED'));
      return err(
        appError('FILE_UNREADABLE', { file: file.path, reason: fault instanceof Error ? fault.message : 'unknown' }),
      );
    }
  }
  return ok(undefined);
}

/** Whether the files are still those that were looked at first. Errors: FILE_SIZE_MISMATCH, FILE_MISSING. */
export async function stillTheSame(files: readonly DropFile[]): Promise<Result<void>> {
  for (const file of files) {
    try {
      const { size, mtimeMs } = await stat(file.absolute);
      if (size !== file.bytes || mtimeMs !== file.modified) {
        return err(appError('FILE_SIZE_MISMATCH', { file: file.path, actual: size, expected: file.bytes }));
      }
    } catch {
      return err(appError('FILE_MISSING', { file: file.path }));
    }
  }
  return ok(undefined);
}
