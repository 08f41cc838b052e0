import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { SecretStore, Uuid } from '../engine/core/index.ts';
import { keptSecrets } from './kept-secrets.ts';
import { sessionSecrets } from './secrets.ts';

/** `basic_text` encrypts with a key everybody has, which protects nothing. */
const hasKeyring = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()));

/**
 * The secrets of one workspace in the system's keyring, or for this run only where there is none: `set` says which.
 * Call after `ready`. Kept values are encrypted by the keyring's key, in `secrets/` of the user's own folder.
 */
export function desktopSecrets(folder: string, workspaceId: Uuid): SecretStore {
  const session = sessionSecrets(process.env);
  if (!hasKeyring()) return session;
  return keptSecrets({
    path: join(folder, 'secrets', `${workspaceId}.json`),
    sealer: { seal: (text) => safeStorage.encryptString(text), open: (sealed) => safeStorage.decryptString(sealed) },
    session,
  });
}
