import type { ApprovalPorts } from '../../engine/approvals/index.ts';
import type { PlatformName } from '../../engine/contract/index.ts';
import { appError, type Clock, err, type Net, ok, type Result } from '../../engine/core/index.ts';
import type { Platform } from '../../sync/platforms/contract.ts';
import { createMeta, planPublish } from '../../sync/platforms/meta/index.ts';
import { createProduction, planDecision } from '../../sync/platforms/production/index.ts';
import { lazyPostgres, type RemoteStore } from '../../sync/postgres/index.ts';
import type { ConnectionStore } from './connections.ts';

const TIMEOUT_MS = 30_000;

/** Where sync goes, by the connections of now. */
export interface Endpoints {
  platforms(name: PlatformName): Result<Platform>;
  remote(): Result<RemoteStore>;
  readonly plan: ApprovalPorts['plan'];
  close(): Promise<void>;
}

export function createEndpoints(connections: ConnectionStore, net: Net, clock: Clock): Endpoints {
  let open: { readonly url: string; readonly store: RemoteStore } | null = null;

  const remoteAt = (url: string): RemoteStore => {
    if (open?.url === url) return open.store;
    void open?.store.close();
    open = { url, store: lazyPostgres({ url }) };
    return open.store;
  };

  const remote = (): Result<RemoteStore> => {
    const url = connections.remoteUrl();
    return url.ok ? ok(remoteAt(url.value)) : url;
  };

  const meta = (): Result<Platform> => {
    const token = connections.metaToken();
    if (!token.ok) return token;
    const { accountId, pageId, baseUrl, apiVersion } = connections.settings.meta;
    if (accountId === '' || pageId === '')
      return err(appError('PLATFORM_NOT_CONFIGURED', { platform: 'Meta', reason: 'it has no ad account or page' }));
    const millis = (): number => clock.millis();
    return ok(createMeta({ net, millis, baseUrl, apiVersion, token: token.value, timeoutMs: TIMEOUT_MS }));
  };

  const production = (): Result<Platform> => {
    const store = remote();
    if (!store.ok) return store;
    return ok(createProduction({ store: store.value, workspaceId: connections.settings.id, now: () => clock.now() }));
  };

  return {
    platforms(name) {
      switch (name) {
        case 'meta':
          return meta();
        case 'production':
          return production();
      }
    },
    remote,
    plan(payload, actionId) {
      switch (payload.kind) {
        case 'creative.publish':
          return planPublish(payload, actionId, connections.settings.meta.apiVersion);
        case 'experiment.decide':
        case 'bandit.decide':
          return planDecision(payload, actionId);
      }
    },
    close: async () => {
      await open?.store.close();
    },
  };
}
