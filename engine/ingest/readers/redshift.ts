import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { faultCode } from '../drop.ts';
import type { Found, FoundFile } from './found.ts';
import { type Listing, nameIn } from './listing.ts';

/** Manifests of a hundred thousand files have some 20 MB. */
const LARGEST = 64 << 20;

/**
 * The manifest of UNLOAD … MANIFEST [VERBOSE], and the one COPY takes, which says `mandatory`.
 * https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
 */
const manifestSchema = z.object({
  entries: z
    .array(
      z.object({
        url: z.string().min(1),
        mandatory: z.boolean().default(true),
        meta: z
          .object({ content_length: z.int().nonnegative().optional(), record_count: z.int().nonnegative().optional() })
          .default({}),
      }),
    )
    .min(1),
  schema: z.object({ elements: z.array(z.object({ name: z.string() })) }).optional(),
});

/** `s3://bucket/exports/spend_daily/0000_part_00` as the parts of its path. */
function partsOf(url: string): readonly string[] {
  const path = url.replace(/^[a-z0-9]+:\/\/[^/]*\//i, '');
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** The file of a URL: the longest end of its path that lies in the folder. */
function fileOf(url: string, files: ReadonlySet<string>): string | null {
  const parts = partsOf(url);
  for (let start = 0; start < parts.length; start += 1) {
    const path = parts.slice(start).join('/');
    if (files.has(path)) return path;
  }
  return null;
}

/** Whether a file is called as UNLOAD calls its manifest: `manifest`, `spend_daily_manifest`, `part.manifest`. */
export const isRedshiftName = (name: string): boolean => /manifest(\.json)?$/i.test(name) && !name.startsWith('.');

/** The manifest in a folder, by its name. */
export const redshiftManifest = ({ files }: Listing): string | null =>
  files.find((path) => !path.includes('/') && isRedshiftName(path)) ?? null;

/** Reads a file's text as long as it is of a sensible size. */
export async function readText(path: string): Promise<Result<{ readonly text: string; readonly modified: number }>> {
  let file: Awaited<ReturnType<typeof open>> | undefined;
  try {
    file = await open(path);
    const { size, mtimeMs } = await file.stat();
    if (size > LARGEST) return err(appError('MANIFEST_INVALID', { path, reason: `it has ${size} bytes` }));
    return ok({ text: await file.readFile('utf8'), modified: mtimeMs });
  } catch (fault) {
    return err(appError('MANIFEST_INVALID', { path, reason: faultCode(fault) }));
  } finally {
    await file?.close();
  }
}

/**
 * Reads a Redshift manifest. Its URLs point into a bucket; the files are those of the same names beside the manifest.
 * Errors: MANIFEST_INVALID, FILE_MISSING.
 */
export async function readRedshift(root: string, name: string, listed: Listing): Promise<Result<Found>> {
  const invalid = (reason: string) => err(appError('MANIFEST_INVALID', { path: root, reason }));
  const read = await readText(join(root, name));
  if (!read.ok) return read;
  let value: unknown;
  try {
    value = JSON.parse(read.value.text);
  } catch {
    return invalid('it is not JSON');
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return invalid(issue === undefined ? 'unknown' : `${issue.path.join('.') || 'manifest'}: ${issue.message}`);
  }
  const there = new Set(listed.files.filter((path) => path !== name));
  const files: FoundFile[] = [];
  for (const { url, mandatory, meta } of parsed.data.entries) {
    const path = fileOf(url, there);
    if (path === null) {
      if (!mandatory) continue;
      return err(appError('FILE_MISSING', { file: partsOf(url).at(-1) ?? url }));
    }
    if (files.some((file) => file.path === path)) return invalid(`${path} is listed twice`);
    files.push({ path, bytes: meta.content_length ?? null, rows: meta.record_count ?? null });
  }
  const columns = parsed.data.schema?.elements.map((element) => element.name) ?? null;
  const prefixes = [nameIn(name), ...parsed.data.entries.flatMap(({ url }) => partsOf(url))];
  return ok({ kind: 'redshift', generated: read.value.modified, files, prefixes: [...new Set(prefixes)], columns });
}
