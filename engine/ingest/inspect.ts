import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { appError, err, ok, type Result } from '../core/index.ts';
import type { Contracts } from './contracts/read.ts';
import { type Drop, type DropFile, faultCode, inspectFile } from './drop.ts';
import { type Manifest, parseManifest, snapshotHash } from './manifest.ts';
import { isBigQuery, readBigQuery } from './readers/bigquery.ts';
import { datasetOf } from './readers/dataset-of.ts';
import { foreignDrop } from './readers/foreign.ts';
import type { Found } from './readers/found.ts';
import { type Listing, listing } from './readers/listing.ts';
import { readRedshift, readText, redshiftManifest } from './readers/redshift.ts';
import { isSpark, readSpark } from './readers/spark.ts';

export interface InspectContext {
  readonly contracts: Contracts;
  /** Which dataset a foreign drop brings, when its name does not say so. */
  readonly dataset?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A drop of ours: `text` is its manifest. */
async function ownDrop(root: string, text: string): Promise<Result<Drop>> {
  const parsed = parseManifest(text, root);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  if (manifest.totals.rows === 0) return err(appError('DROP_EMPTY', { path: root }));
  const files: DropFile[] = [];
  for (const file of manifest.files) {
    const inspected = await inspectFile(root, file.path, file.bytes);
    if (!inspected.ok) return inspected;
    files.push({ ...file, absolute: inspected.value.absolute, modified: inspected.value.modified });
  }
  const format = files.every((file) => file.path.endsWith('.parquet')) ? 'parquet' : 'csv';
  const hash = snapshotHash(manifest);
  return ok({ path: root, manifest, hash, format, files, source: sourceOf(manifest), measured: true, columns: null });
}

/** `Postgres db.example.com/growth: SELECT …`: where the manifest says that its rows come from. */
const sourceOf = ({ source }: Manifest): string | null =>
  source === undefined ? null : `Postgres${source.server === undefined ? '' : ` ${source.server}`}: ${source.query}`;

/** Redshift calls its manifest as it likes, `manifest.json` too; ours has a version. */
function isRedshift(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'entries' in value && !('manifestVersion' in value);
  } catch {
    return false;
  }
}

async function findForeign(root: string, listed: Listing): Promise<Result<Found>> {
  const manifest = redshiftManifest(listed);
  if (manifest !== null) return readRedshift(root, manifest, listed);
  if (isSpark(listed)) return readSpark(root, listed);
  if (isBigQuery(listed)) return readBigQuery(root, listed);
  return err(appError('DROP_INCOMPLETE', { path: root }));
}

/**
 * Looks at a drop: one with our manifest without reading its data, one of another system (Redshift, Spark, BigQuery) with
 * the hashes of its files.
 * Errors: DROP_MISSING, DROP_INCOMPLETE, DROP_EMPTY, DROP_FORM, DATASET_UNKNOWN, CONTRACT_UNKNOWN, MANIFEST_INVALID,
 * FILE_MISSING, FILE_SIZE_MISMATCH, FILE_UNREADABLE, CANCELLED.
 */
export async function inspectDrop(path: string, context: InspectContext): Promise<Result<Drop>> {
  let root: string;
  try {
    root = await realpath(resolve(path));
    if (!(await stat(root)).isDirectory()) return err(appError('DROP_MISSING', { path }));
  } catch {
    return err(appError('DROP_MISSING', { path }));
  }
  try {
    const listed = await listing(root);
    if (listed === null) return err(appError('DROP_FORM', { path, reason: 'it is too deep or has too many files' }));
    if (listed.files.includes('manifest.json')) {
      const read = await readText(join(root, 'manifest.json'));
      if (!read.ok) return read;
      if (!isRedshift(read.value.text)) return ownDrop(root, read.value.text);
    }
    const found = await findForeign(root, listed);
    if (!found.ok) return found;
    const contract = datasetOf(root, found.value.prefixes, context.contracts, context.dataset);
    if (!contract.ok) return contract;
    return foreignDrop(root, found.value, contract.value, context.signal);
  } catch (fault) {
    if (context.signal?.aborted) return err(appError('CANCELLED'));
    if (faultCode(fault) === 'unknown') throw fault;
    return err(appError('FILE_UNREADABLE', { file: path, reason: faultCode(fault) }));
  }
}
