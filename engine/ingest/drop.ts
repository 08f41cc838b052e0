import { readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { appError, err, ok, type Result } from '../core/index.ts';
import { type Manifest, type ManifestFile, parseManifest, snapshotHash } from './manifest.ts';

export interface DropFile extends ManifestFile {
  /** Where it lies, links resolved. */
  readonly absolute: string;
  /** Milliseconds; a file that changes while it is read is noticed by it. */
  readonly modified: number;
}

/** An export drop whose manifest is valid and whose files are all there in their full size. */
export interface Drop {
  readonly path: string;
  readonly manifest: Manifest;
  readonly hash: string;
  readonly format: 'parquet' | 'csv';
  readonly files: readonly DropFile[];
}

/** The reason a file operation failed with, such as ENOENT. */
const faultCode = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : 'unknown';

async function inspectFile(root: string, file: ManifestFile): Promise<Result<DropFile>> {
  try {
    const absolute = await realpath(join(root, file.path));
    if (!absolute.startsWith(root + sep)) {
      return err(appError('MANIFEST_INVALID', { path: root, reason: `${file.path} leads out of the drop` }));
    }
    const { size, mtimeMs } = await stat(absolute);
    if (size !== file.bytes) {
      return err(appError('FILE_SIZE_MISMATCH', { file: file.path, actual: size, expected: file.bytes }));
    }
    return ok({ ...file, absolute, modified: mtimeMs });
  } catch (fault) {
    const code = faultCode(fault);
    if (code === 'ENOENT' || code === 'ENOTDIR') return err(appError('FILE_MISSING', { file: file.path }));
    return err(appError('FILE_UNREADABLE', { file: file.path, reason: code }));
  }
}

async function readManifest(root: string): Promise<Result<Manifest>> {
  try {
    return parseManifest(await readFile(join(root, 'manifest.json'), 'utf8'), root);
  } catch (fault) {
    const code = faultCode(fault);
    if (code === 'ENOENT') return err(appError('DROP_INCOMPLETE', { path: root }));
    return err(appError('MANIFEST_INVALID', { path: root, reason: code }));
  }
}

/**
 * Looks at a drop without reading its data: the manifest, and of each file whether it is there and in full size.
 * Errors: DROP_MISSING, DROP_INCOMPLETE, DROP_EMPTY, MANIFEST_INVALID, FILE_MISSING, FILE_SIZE_MISMATCH, FILE_UNREADABLE.
 */
export async function inspectDrop(path: string): Promise<Result<Drop>> {
  let root: string;
  try {
    root = await realpath(resolve(path));
    if (!(await stat(root)).isDirectory()) return err(appError('DROP_MISSING', { path }));
  } catch {
    return err(appError('DROP_MISSING', { path }));
  }
  const manifest = await readManifest(root);
  if (!manifest.ok) return manifest;
  if (manifest.value.totals.rows === 0) return err(appError('DROP_EMPTY', { path }));
  const files: DropFile[] = [];
  for (const file of manifest.value.files) {
    const inspected = await inspectFile(root, file);
    if (!inspected.ok) return inspected;
    files.push(inspected.value);
  }
  const format = files.every((file) => file.path.endsWith('.parquet')) ? 'parquet' : 'csv';
  return ok({ path: root, manifest: manifest.value, hash: snapshotHash(manifest.value), format, files });
}
