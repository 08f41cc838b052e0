import { implement } from '@orpc/server';
import { contract } from '../contract/index.ts';
import type { Result } from '../core/index.ts';
import { answer } from './answer.ts';
import { progressStream } from './progress-stream.ts';
import { resultStream } from './result-stream.ts';
import type { Services } from './services.ts';

/** What a call needs: the services of the workspace, or why it can not be opened. */
export interface Opening {
  readonly services: () => Promise<Result<Services>>;
}

const api = implement(contract)
  .$context<Opening>()
  .use(async ({ context, next }) => next({ context: await answer(context.services()) }));

/** The contract over the services of one open workspace: one line a procedure, no logic. */
export const router = api.router({
  workspace: {
    status: api.workspace.status.handler(({ context }) => answer(context.workspace.status())),
    watch: api.workspace.watch.handler(({ context, signal }) => context.workspace.watch(signal)),
    connections: api.workspace.connections.handler(({ context }) => answer(context.workspace.connections())),
    setConnections: api.workspace.setConnections.handler(({ context, input }) =>
      answer(context.workspace.setConnections(input)),
    ),
    setCaps: api.workspace.setCaps.handler(({ context, input }) => answer(context.workspace.setCaps(input))),
  },
  freshness: {
    list: api.freshness.list.handler(({ context }) => answer(context.loads.freshness())),
  },
  loads: {
    list: api.loads.list.handler(({ context }) => answer(context.loads.list())),
    quarantine: api.loads.quarantine.handler(({ context, input }) => answer(context.loads.quarantine(input.id))),
    chooseDrop: api.loads.chooseDrop.handler(({ context }) => answer(context.loads.chooseDrop())),
    import: api.loads.import.handler(async ({ context, input, signal }) =>
      progressStream((onProgress, cancel) => context.loads.importDrop(input.drop, onProgress, cancel), signal),
    ),
    rebuild: api.loads.rebuild.handler(async ({ context, signal }) =>
      progressStream((onProgress, cancel) => context.loads.rebuild(onProgress, cancel), signal),
    ),
  },
  dataHealth: {
    overview: api.dataHealth.overview.handler(({ context, signal }) => answer(context.dataHealth.overview(signal))),
    dataset: api.dataHealth.dataset.handler(({ context, input, signal }) =>
      answer(context.dataHealth.dataset(input.dataset, signal)),
    ),
    quarantined: api.dataHealth.quarantined.handler(({ context, input, signal }) =>
      answer(context.dataHealth.quarantined(input, signal)),
    ),
    quarantinedCsv: api.dataHealth.quarantinedCsv.handler(({ context, input, signal }) =>
      answer(context.dataHealth.quarantinedCsv(input, signal)),
    ),
    lineage: api.dataHealth.lineage.handler(({ context, input, signal }) =>
      answer(context.dataHealth.lineage(input.dataset ?? null, signal)),
    ),
  },
  creativeTests: {
    list: api.creativeTests.list.handler(({ context, signal }) => answer(context.creative.list(signal))),
    get: api.creativeTests.get.handler(({ context, input, signal }) =>
      answer(context.creative.get(input.testId, signal)),
    ),
    together: api.creativeTests.together.handler(({ context, signal }) => answer(context.creative.together(signal))),
  },
  creative: {
    enqueue: api.creative.enqueue.handler(({ context, input }) => answer(context.creative.enqueue(input))),
    publish: api.creative.publish.handler(({ context, input }) => answer(context.creative.publish(input.actionId))),
    rollback: api.creative.rollback.handler(({ context, input }) =>
      answer(context.creative.rollback(input.actionId, input.reason)),
    ),
  },
  experiments: {
    list: api.experiments.list.handler(({ context, signal }) => answer(context.experiments.list(signal))),
    known: api.experiments.known.handler(({ context, signal }) => answer(context.experiments.known(signal))),
    listing: api.experiments.listing.handler(({ context, signal }) =>
      resultStream(context.experiments.listing(signal)),
    ),
    result: api.experiments.result.handler(({ context, input, signal }) =>
      answer(context.experiments.result(input.key, signal)),
    ),
    vocabulary: api.experiments.vocabulary.handler(({ context, signal }) =>
      answer(context.experiments.vocabulary(signal)),
    ),
    size: api.experiments.size.handler(({ context, input }) => answer(context.experiments.size(input))),
    save: api.experiments.save.handler(({ context, input }) => answer(context.experiments.save(input.design))),
    remove: api.experiments.remove.handler(({ context, input }) =>
      answer(context.experiments.remove(input.key, input.reason)),
    ),
    start: api.experiments.start.handler(({ context, input }) =>
      answer(context.experiments.start(input.key, input.since)),
    ),
    stop: api.experiments.stop.handler(({ context, input }) =>
      answer(context.experiments.stop(input.key, input.reason)),
    ),
    decide: api.experiments.decide.handler(({ context, input: { key, ...decision } }) =>
      answer(context.experiments.decide(key, decision)),
    ),
    assign: api.experiments.assign.handler(({ context, input }) => answer(context.experiments.assign(input))),
    expose: api.experiments.expose.handler(({ context, input }) => answer(context.experiments.expose(input))),
    flags: api.experiments.flags.handler(({ context }) => answer(context.experiments.flags())),
    setFlag: api.experiments.setFlag.handler(({ context, input }) => answer(context.experiments.setFlag(input))),
  },
  cells: {
    board: api.cells.board.handler(({ context, signal }) => answer(context.cells.board(signal))),
    log: api.cells.log.handler(({ context, input }) => answer(context.cells.log(input.key))),
    vocabulary: api.cells.vocabulary.handler(({ context, signal }) => answer(context.cells.vocabulary(signal))),
    save: api.cells.save.handler(({ context, input }) => answer(context.cells.save(input.cell))),
    remove: api.cells.remove.handler(({ context, input }) => answer(context.cells.remove(input.key, input.reason))),
    start: api.cells.start.handler(({ context, input }) => answer(context.cells.start(input.key))),
    pause: api.cells.pause.handler(({ context, input }) => answer(context.cells.pause(input.key, input.reason))),
    resume: api.cells.resume.handler(({ context, input }) => answer(context.cells.resume(input.key))),
    end: api.cells.end.handler(({ context, input }) => answer(context.cells.end(input.key, input.reason))),
    plan: api.cells.plan.handler(({ context, input, signal }) => answer(context.cells.plan(input, signal))),
    adopt: api.cells.adopt.handler(({ context, input }) => answer(context.cells.adopt(input.cells))),
  },
  bandits: {
    list: api.bandits.list.handler(({ context, signal }) => answer(context.bandits.list(signal))),
    posteriors: api.bandits.posteriors.handler(({ context, input }) => answer(context.bandits.posteriors(input))),
    read: api.bandits.read.handler(({ context, input, signal }) => answer(context.bandits.read(input.key, signal))),
    whatIf: api.bandits.whatIf.handler(({ context, input, signal }) => answer(context.bandits.whatIf(input, signal))),
    record: api.bandits.record.handler(({ context, input, signal }) => answer(context.bandits.record(input, signal))),
    decide: api.bandits.decide.handler(({ context, input }) => answer(context.bandits.decide(input))),
  },
  dashboards: {
    catalog: api.dashboards.catalog.handler(({ context, signal }) => answer(context.dashboards.catalog(signal))),
    tile: api.dashboards.tile.handler(({ context, input, signal }) =>
      answer(context.dashboards.tile(input.tile, input.scope, signal)),
    ),
    views: api.dashboards.views.handler(({ context }) => answer(context.dashboards.views())),
    saveView: api.dashboards.saveView.handler(({ context, input }) => answer(context.dashboards.saveView(input))),
    removeView: api.dashboards.removeView.handler(({ context, input }) =>
      answer(context.dashboards.removeView(input.id)),
    ),
    annotations: api.dashboards.annotations.handler(({ context }) => answer(context.dashboards.annotations())),
    annotate: api.dashboards.annotate.handler(({ context, input }) => answer(context.dashboards.annotate(input))),
    removeAnnotation: api.dashboards.removeAnnotation.handler(({ context, input }) =>
      answer(context.dashboards.removeAnnotation(input.id)),
    ),
  },
  proofs: {
    open: api.proofs.open.handler(({ context, input, signal }) => answer(context.proofs.open(input.ref, signal))),
    get: api.proofs.get.handler(({ context, input }) => answer(context.proofs.get(input.id))),
    run: api.proofs.run.handler(({ context, input, signal }) => answer(context.proofs.run(input.id, signal))),
    csv: api.proofs.csv.handler(({ context, input }) => answer(context.proofs.csv(input.id))),
    usedBy: api.proofs.usedBy.handler(({ context, input }) => answer(context.proofs.usedBy(input.id))),
  },
  approvals: {
    list: api.approvals.list.handler(({ context }) => answer(context.approvals.list())),
    get: api.approvals.get.handler(({ context, input }) => answer(context.approvals.get(input.id))),
    decide: api.approvals.decide.handler(({ context, input }) =>
      answer(context.approvals.decide(input.id, input.decision)),
    ),
  },
  guardrails: {
    evaluations: api.guardrails.evaluations.handler(({ context, input }) =>
      answer(context.approvals.guardrails(input.proposalId)),
    ),
  },
  members: {
    session: api.members.session.handler(({ context }) => answer(context.members.session())),
    signIn: api.members.signIn.handler(({ context, input }) =>
      answer(context.members.signIn(input.memberId, input.passphrase)),
    ),
    signOut: api.members.signOut.handler(({ context }) => answer(context.members.signOut())),
    add: api.members.add.handler(({ context, input }) => answer(context.members.add(input))),
  },
  sync: {
    status: api.sync.status.handler(({ context }) => answer(context.sync.status())),
    run: api.sync.run.handler(({ context }) => answer(context.sync.run())),
    actions: api.sync.actions.handler(({ context }) => answer(context.sync.actions())),
    retry: api.sync.retry.handler(({ context, input }) => answer(context.sync.retry(input.id))),
    discard: api.sync.discard.handler(({ context, input }) => answer(context.sync.discard(input.id, input.reason))),
    killSwitch: api.sync.killSwitch.handler(({ context, input }) =>
      answer(context.sync.killSwitch(input.on, input.reason)),
    ),
  },
  audit: {
    list: api.audit.list.handler(({ context, input }) => answer(context.audit.list(input))),
    verify: api.audit.verify.handler(({ context }) => answer(context.audit.verify())),
  },
  reports: {
    write: api.reports.write.handler(({ context, input }) => answer(context.reports.write(input))),
    scheduled: api.reports.scheduled.handler(({ context }) => answer(context.reports.scheduled())),
    setSchedule: api.reports.setSchedule.handler(({ context, input }) =>
      answer(context.reports.setSchedule(input.schedule)),
    ),
  },
});
