import type { PostgresOptions } from './postgres.ts';
import type { RemoteStore } from './types.ts';

/** The production database, whose driver is loaded when it is first needed: most starts of the program never do. */
export function lazyPostgres(options: PostgresOptions): RemoteStore {
  let loading: Promise<RemoteStore> | null = null;
  const store = (): Promise<RemoteStore> => {
    loading ??= import('./postgres.ts').then(({ createPostgres }) => createPostgres(options));
    return loading;
  };
  return {
    prepare: async () => (await store()).prepare(),
    pushAudit: async (...input) => (await store()).pushAudit(...input),
    lastAuditSeq: async (workspaceId) => (await store()).lastAuditSeq(workspaceId),
    checkpoints: async (workspaceId) => (await store()).checkpoints(workspaceId),
    claim: async (input) => (await store()).claim(input),
    record: async (input) => (await store()).record(input),
    writeDecision: async (input) => (await store()).writeDecision(input),
    decision: async (...input) => (await store()).decision(...input),
    flag: async (...input) => (await store()).flag(...input),
    arms: async (...input) => (await store()).arms(...input),
    close: async () => {
      if (loading !== null) await (await loading).close();
    },
  };
}
