import type { SecretStore } from '../engine/core/index.ts';

/** Secrets a headless run is given by its environment, by the name the engine asks for. */
export const SECRET_VARIABLES: Readonly<Record<string, string>> = {
  metaToken: 'GW_META_TOKEN',
  remoteUrl: 'GW_REMOTE_URL',
  warehouseUrl: 'WAREHOUSE_URL',
};

/** Secrets that live as long as the process, filled from the environment. Nothing is ever written. */
export function sessionSecrets(environment: Readonly<Record<string, string | undefined>>): SecretStore {
  const values = new Map<string, string>();
  for (const [name, variable] of Object.entries(SECRET_VARIABLES)) {
    const value = environment[variable];
    if (value !== undefined && value !== '') values.set(name, value);
  }
  return {
    get: (name) => values.get(name),
    set(name, value) {
      values.set(name, value);
      return { kept: false };
    },
    clear: (name) => void values.delete(name),
    kept: () => false,
  };
}
