import type { ApprovalPorts } from '../../engine/approvals/index.ts';
import { appError, err, type Net, ok, type Result } from '../../engine/core/index.ts';
import type { Platform } from '../../sync/platforms/contract.ts';
import { createMeta, planPublish } from '../../sync/platforms/meta/index.ts';
import { lazyPostgres, type RemoteStore } from '../../sync/postgres/index.ts';
import type { ConnectionStore } from './connections.ts';

const TIMEOUT_MS = 30_000;

/** Where sync goes, by the connections of now. */
export interface Endpoints {
  platforms(): Result<Platform>;
  remote(): Result<RemoteStore>;
  readonly plan: ApprovalPorts['plan'];
  close(): Promise<void>;
}

export function createEndpoints(connections: ConnectionStore, net: Net, millis: () => number): Endpoints {
  let open: { readonly url: string; readonly store: RemoteStore } | null = null;

  const remoteAt = (url: string): RemoteStore => {
    if (open?.url === url) return open.store;
    void open?.store.close();
    open = { url, store: lazyPostgres({ url }) };
    return open.store;
  };

  return {
    platforms: () => {
      const token = connections.metaToken();
      if (!token.ok) return token;
      const { accountId, pageId, baseUrl, apiVersion } = connections.settings.meta;
      if (accountId === '' || pageId === '')
        return err(appError('PLATFORM_NOT_CONFIGURED', { platform: 'Meta', reason: 'it has no ad account or page' }));
      return ok(createMeta({ net, millis, baseUrl, apiVersion, token: token.value, timeoutMs: TIMEOUT_MS }));
    },
    remote: () => {
      const url = connections.remoteUrl();
      return url.ok ? ok(remoteAt(url.value)) : url;
    },
    plan: (payload, actionId) => planPublish(payload, actionId, connections.settings.meta.apiVersion),
    close: async () => {
      await open?.store.close();
    },
  };
}
