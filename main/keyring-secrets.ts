import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { z } from 'zod';
import type { SecretStore } from '../engine/core/index.ts';
import { sessionSecrets } from './secrets.ts';

const fileSchema = z.record(z.string(), z.base64());

/** `basic_text` encrypts with a key everybody has, which protects nothing. */
const hasKeyring = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()));

function readKept(path: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return new Map();
    throw thrown;
  }
  return new Map(Object.entries(fileSchema.parse(JSON.parse(text))));
}

/**
 * Secrets in the system's keyring, or for this run only where there is none: `set` says which. Call after `ready`.
 * Kept values are encrypted by the keyring's key, in `secrets.json` of the user's own folder.
 */
export function desktopSecrets(folder: string): SecretStore {
  const session = sessionSecrets(process.env);
  if (!hasKeyring()) return session;
  const path = join(folder, 'secrets.json');
  const kept = readKept(path);
  const write = (): void => {
    const temporary = `${path}.new`;
    writeFileSync(temporary, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
    renameSync(temporary, path);
  };
  return {
    get(name) {
      const value = kept.get(name);
      return (
        session.get(name) ?? (value === undefined ? undefined : safeStorage.decryptString(Buffer.from(value, 'base64')))
      );
    },
    set(name, value) {
      session.clear(name);
      kept.set(name, safeStorage.encryptString(value).toString('base64'));
      write();
      return { kept: true };
    },
    kept: (name) => kept.has(name),
    clear(name) {
      session.clear(name);
      if (!kept.delete(name)) return;
      if (kept.size === 0) rmSync(path, { force: true });
      else write();
    },
  };
}
