import { join } from 'node:path';
import type { Services } from '../engine/api/index.ts';
import { actionViews, authorizeAction, mayMember, permitted, setKillSwitch } from '../engine/approvals/index.ts';
import { ok, type Result } from '../engine/core/index.ts';
import type { PolicyRequest } from '../engine/guardrails/index.ts';
import { createKeyring, createSession } from '../engine/members/index.ts';
import type { CacheClient } from '../engine/store/cache/types.ts';
import type { Spine } from '../engine/store/journal/index.ts';
import { lockWorkspace } from '../engine/store/lock.ts';
import { lazyOps } from '../engine/store/ops/index.ts';
import { WorkerSupervisor } from '../engine/worker/index.ts';
import { type Layout, layoutOf, openKeepsakes, readWorkspace, type Settings } from '../engine/workspace/index.ts';
import { createOutbox, nextAttemptAt } from '../sync/outbox/index.ts';
import { type Background, createBackground } from './background.ts';
import { folderFault, openHistory } from './history.ts';
import type { Host } from './host.ts';
import { createApprovalPorts } from './services/approval-ports.ts';
import { createApprovals } from './services/approvals.ts';
import { createAudit, remoteWitness } from './services/audit.ts';
import { decideBandit } from './services/bandit-decisions.ts';
import { type BanditNights, createBanditNights } from './services/bandit-nights.ts';
import { createBandits } from './services/bandits.ts';
import { createCells } from './services/cells.ts';
import { createChanges } from './services/changes.ts';
import { createCheckpoints } from './services/checkpoints.ts';
import { createConnections } from './services/connections.ts';
import { createCreativeReads } from './services/creative.ts';
import { createDashboards } from './services/dashboards.ts';
import { createDataHealth } from './services/data-health.ts';
import { createEndpoints } from './services/endpoints.ts';
import { createExperimentDays, type ExperimentDays } from './services/experiment-days.ts';
import { createExperiments } from './services/experiments.ts';
import { createImports, type Imports } from './services/imports.ts';
import { createLoads } from './services/loads.ts';
import { createMembers } from './services/members.ts';
import { createProofStore, keepReadings } from './services/proof-store.ts';
import { createProofs } from './services/proofs.ts';
import { createReads } from './services/reads.ts';
import { recordLoads } from './services/record-loads.ts';
import { createReports, reportWriter } from './services/reports.ts';
import { createScheduledReports, type ScheduledReports } from './services/scheduled-reports.ts';
import { workspaceStatus } from './services/status.ts';
import { createSync } from './services/sync.ts';
import { topicsOf } from './services/topics.ts';
import { createUnits } from './services/units.ts';
import { createWorkspace } from './services/workspace.ts';

/** One open workspace; what it does by itself it does until it is closed. */
export interface Workbench extends Pick<Background, 'startWatching' | 'startSync' | 'startSchedule'> {
  readonly services: Services;
  readonly cache: CacheClient;
  /** Journals the loads of the cache that the journal does not know: after a rebuild, or a crash while importing. */
  recordLoads(): Promise<Result<void>>;
  readonly imports: Imports;
  /** What was believed of arms on each night, for the daily job. */
  readonly banditNights: BanditNights;
  /** The sums of experiments by day, for the daily job. */
  readonly experimentDays: ExperimentDays;
  /** The report of every day, for the daily job. */
  readonly scheduledReports: ScheduledReports;
  close(): Promise<void>;
}

/**
 * Opens a workspace: lock, journal, and the services over them. Cache, tables, policies and sync start when they are
 * first needed. Fails with WORKSPACE_MISSING, WORKSPACE_INVALID, WORKSPACE_LOCKED, JOURNAL_CORRUPT
 * or DISK_FULL; nothing stays open then.
 */
export async function openWorkbench(dir: string, host: Host): Promise<Result<Workbench>> {
  const settings = await readWorkspace(dir);
  if (!settings.ok) return settings;
  const layout = layoutOf(dir);
  const lock = await lockWorkspace(layout.lock).catch((thrown: unknown) => folderFault(dir, thrown));
  if (!lock.ok) return lock;
  const spine = await openHistory(layout, settings.value, host);
  if (!spine.ok) {
    await lock.value.release();
    return spine;
  }
  return ok(workbenchOver({ layout, settings: settings.value, host, spine: spine.value, release: lock.value.release }));
}

interface Opened {
  readonly layout: Layout;
  readonly settings: Settings;
  readonly host: Host;
  readonly spine: Spine;
  readonly release: () => Promise<void>;
}

function workbenchOver({ layout, settings, host, spine, release }: Opened): Workbench {
  const { clock, random, log } = host;
  const changes = createChanges(clock);
  const cache = new WorkerSupervisor({
    spawn: host.spawnWorker,
    cacheDir: join(layout.cache, '..'),
    resourcesDir: host.resources,
    memoryLimit: '2GB',
    threads: 2,
    zone: settings.zone,
    onDied: (code) => log.warn('data worker died', { code }),
  });
  const template = join(host.resources, 'pglite-template.tar.gz');
  const trouble = (thrown: unknown): void => void log.bug('ops tables', thrown);
  const ops = lazyOps({ dir: layout.ops, template, spine, onTrouble: trouble });
  const reads = createReads({
    freshness: cache.freshness,
    creativeTests: () => host.keepingTests?.(() => cache.creativeTests()) ?? cache.creativeTests(),
  });
  const session = createSession({ clock });
  const keyring = createKeyring({ dir: layout.keys });
  const connections = createConnections(layout.dir, settings, host.secrets(settings.id));
  const endpoints = createEndpoints(connections, host.net, clock);
  const outbox = createOutbox({
    spine,
    platforms: (name) => endpoints.platforms(name),
    remote: () => endpoints.remote(),
    authorize: (state, action) => authorizeAction(state, action, clock.now()),
    clock,
    random,
    log: { info: (fields, message) => log.info(message, fields), warn: (fields, message) => log.warn(message, fields) },
  });

  const units = createUnits({ spine, ops, clock });
  const creativeReads = createCreativeReads({ cache, reads, spine, clock });
  const proofStore = createProofStore(ops, trouble);
  const proofs = createProofs({ cache, spine, clock, store: proofStore, zone: settings.zone });
  const withPorts = createApprovalPorts({
    cache,
    spine,
    session,
    keyring,
    clock,
    random,
    resources: host.resources,
    readTest: (testId) => creativeReads.get(testId, undefined),
    freshness: () => reads.freshness(),
    prove: (ref) => proofs.open(ref, undefined),
    target: () => ({ ...connections.settings.meta, currency: settings.currency }),
    plan: endpoints.plan,
  });

  const views = () => actionViews(spine.state, (record) => nextAttemptAt(record, clock.millis()));
  const onSigned = createCheckpoints({ spine, session, file: layout.checkpoints, log });
  const approvals = createApprovals({ withPorts, onSigned });
  const status = () => workspaceStatus({ settings: connections.settings, state: spine.state, reads, clock });

  const sync = createSync({
    outbox,
    actionViews: views,
    actor: (operation: PolicyRequest['operation']) => withPorts((ports) => permitted(ports, operation)),
    setKillSwitch: (on, reason) => withPorts((ports) => setKillSwitch(ports, on, reason)),
  });

  const record = () => recordLoads(cache, spine);
  const imports = createImports({
    cache,
    spine,
    host,
    exportsDir: layout.exports,
    warehouseUrl: () => host.secrets(settings.id).get('warehouseUrl'),
    onLoaded: () => {
      reads.forget();
      changes.announce('data');
      background.onLoaded();
    },
  });

  const experiments = createExperiments({
    cache,
    spine,
    session,
    units,
    clock,
    propose: (key, decision) => approvals.proposeDecision({ key, ...decision }),
  });
  const banditNights = createBanditNights({ cache, spine, ops, clock, zone: settings.zone });
  const cells = createCells({ cache, spine, ops, session, clock, settings });
  const bandits = createBandits({
    ...{ cache, spine, ops, session, clock, nights: banditNights },
    decide: decideBandit({ spine, clock, propose: approvals.proposeArm, keep: approvals.keepArm }),
  });
  const keptProofs = keepReadings(proofStore, clock);
  const writeReports = reportWriter({
    host,
    cache,
    experiments: {
      list: async () => experiments.list(undefined),
      result: async (key) => experiments.result(key, undefined),
      prove: async (experiment, refs) => keptProofs(await cache.experimentProofs({ experiment, refs })),
    },
    bandits: {
      list: async () => bandits.list(undefined),
      read: async (key) => bandits.read(key, undefined),
      prove: async (cell, refs) =>
        keptProofs(await cache.banditProofs({ cell, cells: [...spine.state.cells.values()], refs })),
    },
    board: async () => cells.board(undefined),
    list: () => reads.creativeTests(),
    test: (testId) => creativeReads.get(testId, undefined),
    together: () => creativeReads.together(undefined),
    status,
    proposals: approvals.list,
    prove: (ref) => proofs.open(ref, undefined),
    tiles: { cache, place: settings, clock, keepProofs: proofStore.putAll },
  });
  const scheduledReports = createScheduledReports({
    connections,
    host,
    reportsFolder: layout.reports,
    ops,
    clock,
    write: writeReports,
  });

  const services: Services = {
    workspace: createWorkspace({ status, changes, connections, withPorts, outbox }),
    dataHealth: createDataHealth(cache),
    loads: createLoads({ cache, imports, host, clock, random }),
    creative: {
      ...creativeReads,
      enqueue: approvals.enqueue,
      rollback: approvals.rollback,
      publish: (actionId) => sync.publish(actionId),
    },
    experiments,
    cells,
    bandits,
    dashboards: createDashboards({ cache, settings, keepsakes: openKeepsakes(layout.views), clock, random }),
    proofs,
    approvals,
    members: createMembers({
      spine,
      session,
      keyring,
      clock,
      random,
      mayAdd: (by) =>
        withPorts(({ policies }) => mayMember(spine.state, policies, { memberId: by, operation: 'add_member' })),
      onSession: () => changes.announce('members'),
    }),
    sync,
    audit: createAudit({ layout, spine, ops, remote: remoteWitness(endpoints, settings.id) }),
    reports: createReports(host, writeReports, scheduledReports),
  };

  spine.subscribe((entries) => {
    for (const topic of topicsOf(entries)) changes.announce(topic);
  });

  const background = createBackground({
    clock,
    zone: settings.zone,
    log,
    exportsDir: layout.exports,
    imports,
    recordLoads: record,
    outbox,
    banditNights,
    scheduledReports,
    announce: changes.announce,
  });
  return {
    services,
    cache,
    recordLoads: record,
    imports,
    banditNights,
    experimentDays: createExperimentDays({ cache, spine, ops }),
    scheduledReports,
    startWatching: background.startWatching,
    startSync: background.startSync,
    startSchedule: background.startSchedule,
    close: async () => {
      await Promise.allSettled([background.stop(), units.idle()]);
      session.signOut();
      await cache.close();
      await ops.close();
      await endpoints.close();
      await spine.close();
      await release();
    },
  };
}
