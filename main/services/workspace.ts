import type { Services } from '../../engine/api/index.ts';
import { permitted, setCaps } from '../../engine/approvals/index.ts';
import { ok } from '../../engine/core/index.ts';
import type { Outbox } from '../../sync/outbox/index.ts';
import type { WithPorts } from './approval-ports.ts';
import type { Changes } from './changes.ts';
import type { ConnectionStore } from './connections.ts';

interface Needs {
  readonly status: Services['workspace']['status'];
  readonly changes: Changes;
  readonly connections: ConnectionStore;
  readonly withPorts: WithPorts;
  readonly outbox: Pick<Outbox, 'resume'>;
}

export function createWorkspace({ status, changes, connections, withPorts, outbox }: Needs): Services['workspace'] {
  return {
    status,
    watch: (signal) => changes.watch(signal),
    connections: async () => ok(connections.view()),
    setConnections: (input) =>
      withPorts(async (ports) => {
        const may = permitted(ports, 'set_connections');
        if (!may.ok) return may;
        const changed = await connections.change(input);
        outbox.resume();
        changes.announce('settings');
        return changed;
      }),
    setCaps: (caps) =>
      withPorts(async (ports) => {
        const set = await setCaps(ports, caps, connections.settings.currency);
        return set.ok ? ok(caps) : set;
      }),
  };
}
