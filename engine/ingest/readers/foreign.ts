import { createHash } from 'node:crypto';
import { appError, canonicalJson, dayIn, err, instantOf, ok, type Result } from '../../core/index.ts';
import type { DataContract } from '../contracts/contract.ts';
import { sha256File } from '../digest.ts';
import { type Drop, type DropFile, faultCode, inspectFile } from '../drop.ts';
import { type Container, containerOf } from './container.ts';
import { type Found, type FoundFile, KIND_NAMES } from './found.ts';

interface Opened {
  readonly file: DropFile;
  readonly container: Container;
}

async function openFile(root: string, found: FoundFile, signal: AbortSignal | undefined): Promise<Result<Opened>> {
  const inspected = await inspectFile(root, found.path, found.bytes);
  if (!inspected.ok) return inspected;
  const { absolute, bytes, modified } = inspected.value;
  try {
    const container = await containerOf(absolute);
    const sha256 = await sha256File(absolute, signal);
    return ok({ container, file: { path: found.path, bytes, sha256, rows: found.rows ?? 0, absolute, modified } });
  } catch (fault) {
    if (signal?.aborted) return err(appError('CANCELLED'));
    return err(appError('FILE_UNREADABLE', { file: found.path, reason: faultCode(fault) }));
  }
}

function formatOf(opened: readonly Opened[]): Drop['format'] | null {
  const kinds = new Set(
    opened.map(({ container, file }) => {
      if (container === 'parquet') return 'parquet';
      if (container === 'zstd') return null;
      if (container === 'text' && file.path.endsWith('.parquet')) return null;
      return /\.(json|ndjson|jsonl)(\.gz)?$/.test(file.path) ? 'json' : 'csv';
    }),
  );
  const [kind] = kinds;
  return kind === undefined || kinds.size > 1 ? null : kind;
}

/** Names a foreign snapshot: what it is loaded as, and the hashes of its files. */
const foreignHash = (contract: DataContract, files: readonly DropFile[]): string =>
  createHash('sha256')
    .update(canonicalJson({ dataset: contract.id, files: files.map(({ path, sha256 }) => ({ path, sha256 })) }))
    .digest('hex');

/**
 * Makes a drop of the files another system wrote: their sizes are held to its manifest, their hashes taken. Rows and
 * last day are found when it is read.
 * Errors: DROP_EMPTY, DROP_FORM, FILE_MISSING, FILE_SIZE_MISMATCH, FILE_UNREADABLE, MANIFEST_INVALID, CANCELLED.
 */
export async function foreignDrop(
  root: string,
  found: Found,
  contract: DataContract,
  signal?: AbortSignal,
): Promise<Result<Drop>> {
  const all: Opened[] = [];
  for (const file of found.files) {
    const opened = await openFile(root, file, signal);
    if (!opened.ok) return opened;
    all.push(opened.value);
  }
  const opened = all.filter(({ container }) => container !== 'empty');
  if (opened.length === 0) return err(appError('DROP_EMPTY', { path: root }));
  const format = formatOf(opened);
  if (format === null) {
    return err(appError('DROP_FORM', { path: root, reason: 'its files are not all Parquet, CSV or JSON lines' }));
  }
  if (format === 'json' && contract.dataset !== 'ga4_events') {
    return err(appError('DROP_FORM', { path: root, reason: 'JSON lines are read of GA4 exports only' }));
  }
  const files = opened.map(({ file }) => file);
  const hash = foreignHash(contract, files);
  const generatedAt = instantOf(Math.floor(found.generated));
  return ok({
    path: root,
    hash,
    format,
    files,
    source: KIND_NAMES[found.kind],
    measured: false,
    columns: found.columns,
    manifest: {
      manifestVersion: 1,
      contractId: contract.id,
      contractVersion: contract.version,
      snapshotId: `${found.kind}-${hash.slice(0, 16)}`,
      generatedAt,
      dataThrough: dayIn(Math.floor(found.generated), 'UTC'),
      files: files.map(({ path, bytes, sha256, rows }) => ({ path, bytes, sha256, rows })),
      totals: { rows: files.reduce((sum, file) => sum + file.rows, 0), sums: {} },
      previousSnapshotId: null,
    },
  });
}
