import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listing } from '../readers/listing.ts';

/** What a drop looks like from outside: when any of its files changes, so does `text`. */
export interface Fingerprint {
  readonly text: string;
  /** When it was made, in milliseconds, as far as can be told without reading it. */
  readonly generated: number;
}

const generatedSchema = z.object({ generatedAt: z.string() });

/** What our manifest says; null for any other. */
async function saidBy(manifest: string): Promise<number | null> {
  try {
    const parsed = generatedSchema.safeParse(JSON.parse(await readFile(manifest, 'utf8')));
    const millis = parsed.success ? Date.parse(parsed.data.generatedAt) : Number.NaN;
    return Number.isNaN(millis) ? null : millis;
  } catch (fault) {
    // A manifest that is damaged or gone is for the import to speak of.
    if (fault instanceof SyntaxError || (fault instanceof Error && 'code' in fault)) return null;
    throw fault;
  }
}

/**
 * Names, sizes and times of what lies directly in a drop's folder, its markers included. Enough to see that a drop which is
 * loaded was written again: whoever does that writes its marker last.
 */
export async function surface(drop: string): Promise<string | null> {
  try {
    const names = (await readdir(drop)).sort();
    const found = await Promise.all(
      names.map(async (name) => {
        const { size, mtimeMs } = await stat(join(drop, name));
        return { name, size, mtimeMs };
      }),
    );
    return JSON.stringify(found);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return null;
    throw fault;
  }
}

/** Names, sizes and times of all files of a drop. Null while it can not be looked at: something in it has just gone. */
export async function fingerprint(drop: string): Promise<Fingerprint | null> {
  try {
    const listed = await listing(drop);
    if (listed === null) return null;
    const files = await Promise.all(
      listed.files.map(async (path) => {
        const { size, mtimeMs } = await stat(join(drop, path));
        return { path, size, mtimeMs };
      }),
    );
    const newest = files.reduce((latest, { mtimeMs }) => Math.max(latest, mtimeMs), 0);
    return { text: JSON.stringify(files), generated: (await saidBy(join(drop, 'manifest.json'))) ?? newest };
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return null;
    throw fault;
  }
}
