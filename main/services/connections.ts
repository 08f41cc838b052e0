import type { Connections, ConnectionsInput, ReportSchedule } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type SecretStore } from '../../engine/core/index.ts';
import { type Settings, writeSettings } from '../../engine/workspace/index.ts';

export interface ConnectionStore {
  readonly settings: Settings;
  view(): Connections;
  change(input: ConnectionsInput): Promise<Result<Connections>>;
  /** Keeps the report of every day; null ends it. */
  setSchedule(schedule: ReportSchedule | null): Promise<Result<Settings>>;
  remoteUrl(): Result<string>;
  metaToken(): Result<string>;
}

const SECRETS = { remoteUrl: 'remoteUrl', metaToken: 'metaToken' } as const;

/** Settings of a workspace that say where sync goes, and the secrets that belong to them. */
export function createConnections(dir: string, opened: Settings, secrets: SecretStore): ConnectionStore {
  let settings = opened;

  const secretState = (name: string) => ({ set: secrets.get(name) !== undefined, kept: secrets.kept(name) });
  const view = (): Connections => ({
    remoteUrl: secretState(SECRETS.remoteUrl),
    metaToken: secretState(SECRETS.metaToken),
    meta: settings.meta,
  });

  return {
    get settings() {
      return settings;
    },
    view,
    change: async ({ remoteUrl, metaToken, meta }) => {
      const moved =
        meta?.baseUrl !== undefined && new URL(meta.baseUrl).origin !== new URL(settings.meta.baseUrl).origin;
      const given = Object.entries(meta ?? {}).filter(([, value]) => value !== undefined);
      if (given.length > 0) {
        const written = await writeSettings(dir, {
          ...settings,
          meta: { ...settings.meta, ...Object.fromEntries(given) },
        });
        if (!written.ok) return written;
        settings = written.value;
      }
      // A token belongs to the server it was given for: another one is never sent it.
      if (moved) secrets.clear(SECRETS.metaToken);
      if (remoteUrl !== undefined) secrets.set(SECRETS.remoteUrl, remoteUrl);
      if (metaToken !== undefined) secrets.set(SECRETS.metaToken, metaToken);
      return ok(view());
    },
    setSchedule: async (schedule) => {
      const { reports: _, ...rest } = settings;
      const written = await writeSettings(dir, schedule === null ? rest : { ...rest, reports: schedule });
      if (written.ok) settings = written.value;
      return written;
    },
    remoteUrl: () => {
      const url = secrets.get(SECRETS.remoteUrl);
      return url === undefined ? err(appError('REMOTE_NOT_CONFIGURED')) : ok(url);
    },
    metaToken: () => {
      const token = secrets.get(SECRETS.metaToken);
      return token === undefined
        ? err(appError('PLATFORM_NOT_CONFIGURED', { platform: 'Meta', reason: 'it has no token' }))
        : ok(token);
    },
  };
}
