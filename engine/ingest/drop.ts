import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { appError, err, ok, type Result } from '../core/index.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { TextForm } from './readers/text-form.ts';

export interface DropFile extends ManifestFile {
  /** Where it lies, links resolved. */
  readonly absolute: string;
  /** Milliseconds; a file that changes while it is read is noticed by it. */
  readonly modified: number;
  /** How its text is written, where that is not the plain form of `CSV_FORMAT`. */
  readonly text?: TextForm;
  /** Where the same text lies as UTF-8 while the drop is loaded, for a file that is written in another encoding. */
  readonly staged?: string;
}

/** An export drop: what it says of itself, and files that are all there in their full size. */
export interface Drop {
  readonly path: string;
  /** Its manifest; of a foreign drop, what ours would say. */
  readonly manifest: Manifest;
  readonly hash: string;
  readonly format: 'parquet' | 'csv' | 'json';
  readonly files: readonly DropFile[];
  /** Where it comes from and how it is written, in one line; null for a plain drop of ours. */
  readonly source: string | null;
  /** False while rows and last day of a foreign drop are not known: its manifest says zero. `prepareDrop` finds them. */
  readonly measured: boolean;
  /** Column names of files without a header line. */
  readonly columns: readonly string[] | null;
}

/** Where the bytes of a file are read from. */
export const readPath = (file: DropFile): string => file.staged ?? file.absolute;

/** The reason a file operation failed with, such as ENOENT. */
export const faultCode = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : 'unknown';

/**
 * Finds a file of a drop and looks at its size.
 * @param bytes the size it has to have; null when nobody said.
 * Errors: MANIFEST_INVALID (it leads out of the drop), FILE_MISSING, FILE_SIZE_MISMATCH, FILE_UNREADABLE.
 */
export async function inspectFile(
  root: string,
  path: string,
  bytes: number | null,
): Promise<Result<{ readonly absolute: string; readonly bytes: number; readonly modified: number }>> {
  try {
    const absolute = await realpath(join(root, path));
    if (!absolute.startsWith(root + sep)) {
      return err(appError('MANIFEST_INVALID', { path: root, reason: `${path} leads out of the drop` }));
    }
    const found = await stat(absolute);
    if (!found.isFile()) return err(appError('FILE_UNREADABLE', { file: path, reason: 'it is no file' }));
    if (bytes !== null && found.size !== bytes) {
      return err(appError('FILE_SIZE_MISMATCH', { file: path, actual: found.size, expected: bytes }));
    }
    return ok({ absolute, bytes: found.size, modified: found.mtimeMs });
  } catch (fault) {
    const code = faultCode(fault);
    if (code === 'ENOENT' || code === 'ENOTDIR') return err(appError('FILE_MISSING', { file: path }));
    return err(appError('FILE_UNREADABLE', { file: path, reason: code }));
  }
}
