import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../engine/core/index.ts';

/** The system's keyring. `open` throws when the text was sealed with another key. */
export interface Sealer {
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
}

interface KeptSecrets {
  /** A file of this workspace alone, in the user's own folder: two open workspaces never write over each other. */
  readonly path: string;
  readonly sealer: Sealer;
  /** Secrets of this run, which go before the kept ones. */
  readonly session: SecretStore;
}

const fileSchema = z.record(z.string(), z.base64());

const hasCode = (thrown: unknown, code: string): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === code;

/** The sealed values by name. A file that is no such thing is set aside: its secrets have to be entered again. */
function readKept(path: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return new Map();
    throw thrown;
  }
  try {
    return new Map(Object.entries(fileSchema.parse(JSON.parse(text))));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError) && !(thrown instanceof z.ZodError)) throw thrown;
    renameSync(path, `${path}.unreadable`);
    return new Map();
  }
}

/** Secrets that outlive the run, sealed by the system's keyring, in one file a workspace. */
export function keptSecrets({ path, sealer, session }: KeptSecrets): SecretStore {
  const kept = readKept(path);

  const write = (): void => {
    if (kept.size === 0) {
      rmSync(path, { force: true });
      return;
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };

  /** A value sealed with a key that is gone can not be had again: as good as not set. */
  const opened = (name: string): string | undefined => {
    const sealed = kept.get(name);
    if (sealed === undefined) return undefined;
    try {
      return sealer.open(Buffer.from(sealed, 'base64'));
    } catch {
      return undefined;
    }
  };

  return {
    get: (name) => session.get(name) ?? opened(name),
    set(name, value) {
      session.clear(name);
      kept.set(name, sealer.seal(value).toString('base64'));
      write();
      return { kept: true };
    },
    kept: (name) => opened(name) !== undefined,
    clear(name) {
      session.clear(name);
      if (kept.delete(name)) write();
    },
  };
}
