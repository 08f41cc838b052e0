import { createHash } from 'node:crypto';
import { z } from 'zod';
import { daySchema, instantSchema, sha256Schema } from '../contract/index.ts';
import { addDays, appError, canonicalJson, dayIn, err, millisOf, ok, type Result, unkeptText } from '../core/index.ts';

/** A path inside the drop: relative, forward slashes, never out of it. */
const filePath = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('/') && !path.includes('\\') && !/^[A-Za-z]:/.test(path), 'a relative path')
  .refine((path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'), 'inside the drop')
  .refine((path) => /\.(parquet|csv|csv\.gz)$/.test(path), 'a .parquet, .csv or .csv.gz file');

/** `manifest.json`, written last: its presence says that the drop is complete. docs/data-contracts.md explains it. */
export const manifestSchema = z.object({
  manifestVersion: z.literal(1),
  contractId: z.string().min(1),
  contractVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  snapshotId: z.string().min(1),
  generatedAt: instantSchema,
  dataThrough: daySchema,
  files: z
    .array(
      z.object({
        path: filePath,
        bytes: z.int().nonnegative(),
        sha256: sha256Schema,
        rows: z.int().nonnegative(),
      }),
    )
    .readonly(),
  totals: z.object({
    rows: z.int().nonnegative(),
    sums: z.record(z.string(), z.number()).readonly(),
  }),
  previousSnapshotId: z.string().nullable(),
  /** The query a drop was pulled with, and from which server and database; never with credentials. */
  source: z
    .object({ kind: z.literal('postgres'), query: z.string().min(1), server: z.string().optional() })
    .readonly()
    .optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];

/** Names a snapshot: SHA-256 of the manifest's canonical JSON. The files' own hashes are in it. */
export const snapshotHash = (manifest: Manifest): string =>
  createHash('sha256').update(canonicalJson(manifest)).digest('hex');

function contradiction(manifest: Manifest): string | null {
  const paths = new Set(manifest.files.map((file) => file.path));
  if (paths.size < manifest.files.length) return 'a file is listed twice';
  const formats = new Set(manifest.files.map((file) => file.path.endsWith('.parquet')));
  if (formats.size > 1) return 'Parquet and CSV files are mixed';
  const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0);
  if (rows !== manifest.totals.rows) return `its files add up to ${rows} rows, its totals say ${manifest.totals.rows}`;
  if (manifest.dataThrough > addDays(dayIn(millisOf(manifest.generatedAt), 'UTC'), 1)) {
    return `dataThrough ${manifest.dataThrough} is after the day it was generated`;
  }
  return null;
}

/** Reads a manifest's text. Errors: MANIFEST_INVALID with the first reason. */
export function parseManifest(text: string, path: string): Result<Manifest> {
  const invalid = (reason: string) => err(appError('MANIFEST_INVALID', { path, reason }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid('it is not JSON');
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return invalid(issue === undefined ? 'unknown' : `${issue.path.join('.') || 'manifest'}: ${issue.message}`);
  }
  const odd = unkeptText(parsed.data);
  const reason = odd === null ? contradiction(parsed.data) : `${odd}: valid Unicode, without the character NUL`;
  return reason === null ? ok(parsed.data) : invalid(reason);
}
