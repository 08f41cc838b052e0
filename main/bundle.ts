import { realpathSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface BundleFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(thrown.code));

/**
 * Reads files of one folder by URL path. Null for what is not in it, also through `..`, an encoded separator or a link
 * that leads out, and for a kind of file no page needs.
 */
export function openBundle(folder: string): (urlPath: string) => Promise<BundleFile | null> {
  const root = realpathSync(folder);
  return async (urlPath) => {
    let path: string;
    try {
      path = decodeURIComponent(urlPath);
    } catch {
      return null;
    }
    const type = TYPES[extname(path)];
    if (type === undefined || path.includes('\0')) return null;
    try {
      const file = await realpath(join(root, path));
      if (!file.startsWith(root + sep)) return null;
      return { type, bytes: await readFile(file) };
    } catch (thrown) {
      if (isMissing(thrown)) return null;
      throw thrown;
    }
  };
}
