import { join } from 'node:path';
import type { Services } from '../engine/api/index.ts';
import {
  type ApprovalPorts,
  actionViews,
  authorizeAction,
  mayMember,
  permitted,
  setCaps,
  setKillSwitch,
} from '../engine/approvals/index.ts';
import { makeCheckpoint } from '../engine/audit/index.ts';
import type { Proof } from '../engine/contract/index.ts';
import { appError, err, ok, type Result } from '../engine/core/index.ts';
import type { PolicyRequest } from '../engine/guardrails/index.ts';
import { createKeyring, createSession } from '../engine/members/index.ts';
import { makeProof } from '../engine/proofs/index.ts';
import type { CacheClient, ProofReading } from '../engine/store/cache/types.ts';
import type { Spine } from '../engine/store/journal/index.ts';
import { lockWorkspace } from '../engine/store/lock.ts';
import { lazyOps } from '../engine/store/ops/index.ts';
import { WorkerSupervisor } from '../engine/worker/index.ts';
import { type Layout, layoutOf, openKeepsakes, readWorkspace, type Settings } from '../engine/workspace/index.ts';
import { createOutbox, nextAttemptAt } from '../sync/outbox/index.ts';
import { folderFault, openHistory } from './history.ts';
import type { Host } from './host.ts';
import { lazily } from './lazily.ts';
import { createApprovals } from './services/approvals.ts';
import { createAudit } from './services/audit.ts';
import { decideBandit } from './services/bandit-decisions.ts';
import { type BanditNights, createBanditNights } from './services/bandit-nights.ts';
import { createBandits } from './services/bandits.ts';
import { createCellReads } from './services/cell-reads.ts';
import { createCells } from './services/cells.ts';
import { createChanges } from './services/changes.ts';
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
import { createProofStore } from './services/proof-store.ts';
import { createProofs } from './services/proofs.ts';
import { createReads } from './services/reads.ts';
import { recordLoads } from './services/record-loads.ts';
import { createReports, reportWriter } from './services/reports.ts';
import { createScheduledReports, keepSchedule, type ScheduledReports } from './services/scheduled-reports.ts';
import { workspaceStatus } from './services/status.ts';
import { createSync } from './services/sync.ts';
import { topicsOf } from './services/topics.ts';
import { createUnits } from './services/units.ts';

/** When the exports are first looked at after the workspace was opened, in milliseconds. */
const WATCH_AFTER = 5_000;

/** One open workspace. */
export interface Workbench {
  readonly services: Services;
  readonly cache: CacheClient;
  /** Journals the loads of the cache that the journal does not know: after a rebuild, or a crash while importing. */
  recordLoads(): Promise<Result<void>>;
  readonly imports: Imports;
  /** Imports what comes to lie below the workspace's exports until the workbench closes. */
  startWatching(): void;
  /** Keeps sending what is approved until the workbench closes; resumes by itself when the network is back. */
  startSync(): void;
  /** What was believed of arms on each night, for the daily job. */
  readonly banditNights: BanditNights;
  /** The sums of experiments by day, for the daily job. */
  readonly experimentDays: ExperimentDays;
  /** The report of every day, for the daily job. */
  readonly scheduledReports: ScheduledReports;
  /** Writes the day's report when its time comes and records nights of cells that are missing, until the workbench closes. */
  startSchedule(): void;
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
  const ending = new AbortController();
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
  const proofs = createProofs({ cache, spine, clock, store: proofStore });
  const approvalPorts = lazily(async (): Promise<Result<ApprovalPorts>> => {
    // Loaded with the first decision: compiling the policy engine takes time the window should not wait for.
    const { loadPolicies } = await import('../engine/guardrails/policies.ts');
    const policies = await loadPolicies(join(host.resources, 'policies'));
    if (!policies.ok) return policies;
    return ok({
      spine,
      session,
      keyring,
      policies: policies.value,
      clock,
      random,
      readTest: (testId: string) => creativeReads.get(testId, undefined),
      readExperiment: async (key: string) => {
        const experiment = spine.state.experiments.get(key);
        return experiment === undefined
          ? err(appError('NOT_FOUND', { what: 'Experiment', id: key }))
          : cache.experimentRead({ experiment });
      },
      ...createCellReads(cache, spine),
      freshness: () => reads.freshness(),
      prove: (ref: string) => proofs.open(ref, undefined),
      target: () => ({ ...connections.settings.meta, currency: settings.currency }),
      plan: endpoints.plan,
    });
  });
  const withPorts = async <T>(work: (ports: ApprovalPorts) => Promise<Result<T>> | Result<T>): Promise<Result<T>> => {
    const ports = await approvalPorts();
    return ports.ok ? work(ports.value) : ports;
  };

  const checkpoint = async (): Promise<void> => {
    const signer = session.current();
    if (!signer.ok) return;
    const { memberId } = signer.value;
    const made = await makeCheckpoint({
      spine,
      signer: { keyId: memberId, sign: (text) => signer.value.sign(text) },
      file: layout.checkpoints,
    });
    if (!made.ok) log.warn('checkpoint not made', { code: made.error.code });
  };

  const views = () => actionViews(spine.state, (record) => nextAttemptAt(record, clock.millis()));
  const approvals = createApprovals({ ports: approvalPorts, onSigned: checkpoint });
  const status = () => workspaceStatus({ settings: connections.settings, state: spine.state, reads, clock });

  const sync = createSync({
    outbox,
    actionViews: views,
    actor: (operation: PolicyRequest['operation']) => withPorts((ports) => permitted(ports, operation)),
    setKillSwitch: (on, reason) => withPorts((ports) => setKillSwitch(ports, on, reason)),
  });

  let scheduling: Promise<void> | null = null;
  const imports = createImports({
    cache,
    spine,
    host,
    exportsDir: layout.exports,
    warehouseUrl: () => host.secrets(settings.id).get('warehouseUrl'),
    onLoaded: () => {
      reads.forget();
      changes.announce('data');
      if (scheduling !== null) catchUpNights();
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
  const keptProofs = async (readings: Result<readonly ProofReading[]>): Promise<Result<readonly Proof[]>> => {
    if (!readings.ok) return readings;
    const made = readings.value.map((reading) => makeProof(reading, clock));
    await proofStore.putAll(made);
    return ok(made);
  };
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
    workspace: {
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
          const set = await setCaps(ports, caps, settings.currency);
          return set.ok ? ok(caps) : set;
        }),
    },
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
    audit: createAudit({
      layout,
      spine,
      ops,
      remote: async () => {
        const remote = endpoints.remote();
        if (!remote.ok) return null;
        const [seq, checkpoints] = await Promise.all([
          remote.value.lastAuditSeq(settings.id),
          remote.value.checkpoints(settings.id),
        ]);
        return seq.ok && checkpoints.ok ? { seq: seq.value, checkpoints: checkpoints.value } : null;
      },
    }),
    reports: createReports(host, writeReports, scheduledReports),
  };

  spine.subscribe((entries) => {
    for (const topic of topicsOf(entries)) changes.announce(topic);
  });

  const watchExports = async (): Promise<void> => {
    // The window's first frames come before the exports.
    await clock.sleep(WATCH_AFTER, ending.signal);
    await imports.watch(
      layout.exports,
      (event) => {
        if (event.kind === 'failed') log.warn('drop not imported', { drop: event.path, code: event.error.code });
        else if (!event.imported.alreadyLoaded) log.info('drop imported', { drop: event.path });
      },
      ending.signal,
    );
  };

  let syncing: Promise<void> | null = null;
  let catching = Promise.resolve();
  /** Nights of cells that are missing, one run after the other; what fails is tried again with the next load. */
  function catchUpNights(after = 0): void {
    const { signal } = ending;
    catching = catching
      .then(async () => {
        if (after > 0) await clock.sleep(after, signal);
        if (signal.aborted) return;
        const run = await banditNights.record({}, { signal });
        if (run.ok && run.value.written > 0) changes.announce('cells');
        if (!run.ok && !signal.aborted) log.warn('nights of cells not recorded', { code: run.error.code });
      })
      .catch((thrown: unknown) => {
        if (!signal.aborted) log.bug('nights of cells', thrown);
      });
  }
  let watching: Promise<unknown> | null = null;
  return {
    services,
    cache,
    recordLoads: () => recordLoads(cache, spine),
    imports,
    startWatching: () => {
      watching ??= watchExports().catch((thrown: unknown) => {
        if (!ending.signal.aborted) log.bug('watching ended', thrown);
      });
    },
    banditNights,
    experimentDays: createExperimentDays({ cache, spine, ops }),
    scheduledReports,
    startSchedule: () => {
      const { zone } = settings;
      // After the window's first frames, as watching is.
      if (scheduling === null) catchUpNights(WATCH_AFTER);
      scheduling ??= keepSchedule(scheduledReports, { clock, zone, signal: ending.signal }, (code) =>
        log.warn('daily report not written', { code }),
      );
      scheduling.catch((thrown: unknown) => log.bug('schedule ended', thrown));
    },
    startSync: () => {
      syncing ??= recordLoads(cache, spine).then(() => outbox.runLoop({ signal: ending.signal }));
      syncing.catch((thrown: unknown) => log.bug('sync ended', thrown));
    },
    close: async () => {
      ending.abort();
      await Promise.allSettled([syncing, watching, scheduling, catching, units.idle()]);
      session.signOut();
      await cache.close();
      await ops.close();
      await endpoints.close();
      await spine.close();
      await release();
    },
  };
}
