import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { banditProcedures } from './bandit-procedures.ts';
import { creativeTestListSchema, creativeTestSchema, promoteInputSchema } from './creative.ts';
import { creativeTogetherSchema } from './creative-together.ts';
import {
  annotationSchema,
  dashboardCatalogSchema,
  savedViewSchema,
  scopeSchema,
  tileIdSchema,
  tileSchema,
} from './dashboards.ts';
import { errorMap } from './errors.ts';
import {
  experimentDesignSchema,
  experimentOutcomeSchema,
  experimentRecordSchema,
  experimentSizeInputSchema,
  experimentSizeSchema,
  slugSchema,
} from './experiment-design.ts';
import {
  assignInputSchema,
  assignmentSchema,
  experimentListSchema,
  experimentResultSchema,
  experimentVocabularySchema,
  exposureInputSchema,
  featureFlagSchema,
} from './experiment-read.ts';
import {
  cellPlanInputSchema,
  cellPlanSchema,
  cellVocabularySchema,
  exploreCellBoardSchema,
  exploreCellDesignSchema,
  exploreCellRecordSchema,
} from './explore-cells.ts';
import { datasetFreshnessSchema, loadSchema, progressSchema, quarantineReasonSchema } from './freshness.ts';
import {
  datasetHealthSchema,
  healthOverviewSchema,
  lineageSchema,
  quarantinedInputSchema,
  quarantinedPageSchema,
} from './health.ts';
import { memberSchema } from './members.ts';
import { daySchema, uuidSchema } from './primitives.ts';
import { proofIdSchema, proofRefSchema, proofRunSchema, proofSchema } from './proofs.ts';
import { actionSchema, guardrailEvaluationSchema } from './spine.ts';
import {
  actionViewSchema,
  auditEntrySchema,
  auditVerificationSchema,
  capsSchema,
  changeSchema,
  connectionsInputSchema,
  connectionsSchema,
  memberInputSchema,
  proposalViewSchema,
  reportRequestSchema,
  reportScheduleSchema,
  reportSchema,
  scheduledReportSchema,
  sessionSchema,
  syncStatusSchema,
  workspaceStatusSchema,
} from './views.ts';

const base = oc.errors(errorMap);
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const byId = z.object({ id: uuidSchema });
const byKey = z.object({ key: slugSchema });
const keyWithReason = z.object({ key: slugSchema, reason: z.string().trim().min(1).max(400) });
const withReason = z.object({ id: uuidSchema, reason: z.string().trim().min(1) });

/** The only API. Served over a MessagePort to the window and in-process to the command line. */
export const contract = {
  workspace: {
    status: base
      .route({ method: 'GET', path: '/api/workspace', summary: 'Workspace, data freshness and what waits' })
      .output(workspaceStatusSchema),
    watch: base
      .route({ method: 'GET', path: '/api/changes', summary: 'Stream of what changed' })
      .output(eventIterator(changeSchema)),
    connections: base
      .route({ method: 'GET', path: '/api/connections', summary: 'Connections, without their secrets' })
      .output(connectionsSchema),
    setConnections: base
      .route({ method: 'POST', path: '/api/connections', summary: 'Change connections' })
      .input(connectionsInputSchema)
      .output(connectionsSchema),
    setCaps: base
      .route({ method: 'POST', path: '/api/caps', summary: 'Change the spend caps' })
      .input(capsSchema)
      .output(capsSchema),
  },
  freshness: {
    list: base
      .route({ method: 'GET', path: '/api/freshness', summary: 'Freshness of each dataset' })
      .output(list(datasetFreshnessSchema)),
  },
  loads: {
    list: base.route({ method: 'GET', path: '/api/loads', summary: 'Loads, newest first' }).output(list(loadSchema)),
    quarantine: base
      .route({ method: 'GET', path: '/api/loads/{id}/quarantine', summary: 'What a load kept out, by reason' })
      .input(byId)
      .output(list(quarantineReasonSchema)),
    chooseDrop: base
      .route({ method: 'POST', path: '/api/loads/choose', summary: 'Ask the person for a drop folder (desktop only)' })
      .output(z.object({ drop: z.string(), label: z.string() }).nullable()),
    import: base
      .route({
        method: 'POST',
        path: '/api/loads',
        summary: 'Import an export drop; a stream of progress that ends with the load',
      })
      .input(z.object({ drop: z.string() }))
      .output(eventIterator(progressSchema, z.object({ load: loadSchema, alreadyLoaded: z.boolean() }))),
    rebuild: base
      .route({
        method: 'POST',
        path: '/api/loads/rebuild',
        summary: 'Build the cache anew from its drops; a stream of progress. Until it is done the present one serves',
      })
      .output(eventIterator(progressSchema, z.object({ loads: z.int(), rows: z.int() }))),
  },
  dataHealth: {
    overview: base
      .route({ method: 'GET', path: '/api/health', summary: 'Each dataset: freshness, days and what was found' })
      .output(healthOverviewSchema),
    dataset: base
      .route({ method: 'GET', path: '/api/health/{dataset}', summary: 'One dataset with its history and lineage' })
      .input(z.object({ dataset: z.string().min(1) }))
      .output(datasetHealthSchema),
    quarantined: base
      .route({ method: 'GET', path: '/api/loads/{loadId}/quarantined', summary: 'Rows that a load kept out' })
      .input(quarantinedInputSchema)
      .output(quarantinedPageSchema),
    quarantinedCsv: base
      .route({ method: 'GET', path: '/api/loads/{loadId}/quarantined/csv', summary: 'Rows a load kept out, as CSV' })
      .input(quarantinedInputSchema.pick({ loadId: true, rule: true }))
      .output(z.object({ fileName: z.string(), csv: z.string(), rows: z.int() })),
    lineage: base
      .route({
        method: 'GET',
        path: '/api/lineage',
        summary: 'From files to loads, tables and the tiles that read them',
      })
      .input(z.object({ dataset: z.string().optional() }))
      .output(list(lineageSchema)),
  },
  creativeTests: {
    list: base
      .route({ method: 'GET', path: '/api/creative/tests', summary: 'Creative tests with their verdicts' })
      .output(creativeTestListSchema),
    get: base
      .route({ method: 'GET', path: '/api/creative/tests/{testId}', summary: 'One creative test with its variants' })
      .input(z.object({ testId: z.string() }))
      .output(creativeTestSchema),
    together: base
      .route({
        method: 'GET',
        path: '/api/creative/together',
        summary: 'All creative tests as one family: which winners hold, adjusted over all of them',
      })
      .output(creativeTogetherSchema),
  },
  creative: {
    enqueue: base
      .route({ method: 'POST', path: '/api/creative/enqueue', summary: 'Propose to promote a variant' })
      .input(promoteInputSchema)
      .output(proposalViewSchema),
    publish: base
      .route({ method: 'POST', path: '/api/creative/publish', summary: 'Dispatch one approved action now' })
      .input(z.object({ actionId: uuidSchema }))
      .output(actionViewSchema),
    rollback: base
      .route({ method: 'POST', path: '/api/creative/rollback', summary: 'Take back what an action did' })
      .input(z.object({ actionId: uuidSchema, reason: z.string().trim().min(1) }))
      .output(actionSchema),
  },
  experiments: {
    list: base
      .route({ method: 'GET', path: '/api/ab/experiments', summary: 'Experiments with their verdicts' })
      .output(experimentListSchema),
    listing: base
      .route({
        method: 'GET',
        path: '/api/ab/experiments/reading',
        summary: 'The list of experiments while it is read',
      })
      .output(eventIterator(experimentListSchema)),
    result: base
      .route({ method: 'GET', path: '/api/ab/results/{key}', summary: 'Everything known about one experiment' })
      .input(z.object({ key: slugSchema }))
      .output(experimentResultSchema),
    vocabulary: base
      .route({ method: 'GET', path: '/api/ab/vocabulary', summary: 'Events and baselines a design can be made from' })
      .output(experimentVocabularySchema),
    size: base
      .route({ method: 'POST', path: '/api/ab/size', summary: 'Units, days and power of a plan' })
      .input(experimentSizeInputSchema)
      .output(experimentSizeSchema),
    save: base
      .route({ method: 'POST', path: '/api/ab/experiments', summary: 'Write a draft, or change one' })
      .input(z.object({ design: experimentDesignSchema }))
      .output(experimentRecordSchema),
    remove: base
      .route({ method: 'DELETE', path: '/api/ab/experiments/{key}', summary: 'Remove a draft' })
      .input(z.object({ key: slugSchema, reason: z.string().trim().min(1) }))
      .output(z.object({ key: z.string() })),
    start: base
      .route({ method: 'POST', path: '/api/ab/experiments/{key}/start', summary: 'Start it; the design is fixed' })
      /** `since`: exposures that are in the data count from that day (UTC) on; without it from now. */
      .input(z.object({ key: slugSchema, since: daySchema.optional() }))
      .output(experimentRecordSchema),
    stop: base
      .route({ method: 'POST', path: '/api/ab/experiments/{key}/stop', summary: 'Stop it; it can still be read' })
      .input(z.object({ key: slugSchema, reason: z.string().trim().min(1) }))
      .output(experimentRecordSchema),
    decide: base
      .route({ method: 'POST', path: '/api/ab/experiments/{key}/decisions', summary: 'Propose what everybody gets' })
      .input(
        z.object({
          key: slugSchema,
          outcome: experimentOutcomeSchema,
          variation: slugSchema,
          reason: z.string().trim().min(1).max(2000),
        }),
      )
      .output(proposalViewSchema),
    assign: base
      .route({ method: 'POST', path: '/api/ab/assign', summary: 'What one unit gets; written down once' })
      .input(assignInputSchema)
      .output(assignmentSchema),
    expose: base
      .route({ method: 'POST', path: '/api/ab/exposures', summary: 'A unit has seen its variation; counted once' })
      .input(exposureInputSchema)
      .output(z.object({ first: z.boolean() })),
    flags: base
      .route({ method: 'GET', path: '/api/ab/flags', summary: 'Feature flags; off unless turned on' })
      .output(list(featureFlagSchema)),
    setFlag: base
      .route({ method: 'POST', path: '/api/ab/flags', summary: 'Turn a flag on or off' })
      .input(z.object({ key: slugSchema, enabled: z.boolean(), note: z.string().trim().max(400) }))
      .output(list(featureFlagSchema)),
  },
  cells: {
    board: base
      .route({ method: 'GET', path: '/api/cells', summary: 'The grid of explore cells: budgets, status, next look' })
      .output(exploreCellBoardSchema),
    log: base
      .route({ method: 'GET', path: '/api/cells/{key}/log', summary: 'What happened to a cell, newest first' })
      .input(byKey)
      .output(list(auditEntrySchema)),
    vocabulary: base
      .route({ method: 'GET', path: '/api/cells/vocabulary', summary: 'What a cell can be made from' })
      .output(cellVocabularySchema),
    save: base
      .route({ method: 'POST', path: '/api/cells', summary: 'Plan a cell, or change a planned one' })
      .input(z.object({ cell: exploreCellDesignSchema }))
      .output(exploreCellRecordSchema),
    remove: base
      .route({ method: 'DELETE', path: '/api/cells/{key}', summary: 'Remove a planned cell' })
      .input(keyWithReason)
      .output(z.object({ key: z.string() })),
    start: base
      .route({ method: 'POST', path: '/api/cells/{key}/starts', summary: 'Start it; its rule is fixed' })
      .input(byKey)
      .output(exploreCellRecordSchema),
    pause: base
      .route({ method: 'POST', path: '/api/cells/{key}/pauses', summary: 'Pause it; it is still read' })
      .input(keyWithReason)
      .output(exploreCellRecordSchema),
    resume: base
      .route({ method: 'POST', path: '/api/cells/{key}/resumes', summary: 'Let a paused cell run again' })
      .input(byKey)
      .output(exploreCellRecordSchema),
    end: base
      .route({ method: 'POST', path: '/api/cells/{key}/ends', summary: 'End it; it stays in the log' })
      .input(keyWithReason)
      .output(exploreCellRecordSchema),
    plan: base
      .route({ method: 'POST', path: '/api/cells/plan', summary: 'Cells worth trying with a budget, and why' })
      .input(cellPlanInputSchema)
      .output(cellPlanSchema),
    adopt: base
      .route({ method: 'POST', path: '/api/cells/plan/adoptions', summary: 'Plan these cells, all or none' })
      .input(z.object({ cells: z.array(exploreCellDesignSchema).min(1).max(48).readonly() }))
      .output(exploreCellBoardSchema),
  },
  bandits: banditProcedures,
  dashboards: {
    catalog: base
      .route({
        method: 'GET',
        path: '/api/dashboards/catalog',
        summary: 'Metrics, dimension values and days of the data',
      })
      .output(dashboardCatalogSchema),
    tile: base
      .route({ method: 'POST', path: '/api/dashboards/tile', summary: 'One tile of a page, read for a scope' })
      .input(z.object({ tile: tileIdSchema, scope: scopeSchema }))
      .output(tileSchema),
    views: base
      .route({ method: 'GET', path: '/api/dashboards/views', summary: 'Saved views' })
      .output(list(savedViewSchema)),
    saveView: base
      .route({
        method: 'POST',
        path: '/api/dashboards/views',
        summary: 'Save a view under a name; the same name is replaced',
      })
      .input(savedViewSchema.unwrap().pick({ name: true, page: true, scope: true }))
      .output(list(savedViewSchema)),
    removeView: base
      .route({ method: 'DELETE', path: '/api/dashboards/views/{id}', summary: 'Remove a saved view' })
      .input(z.object({ id: z.string() }))
      .output(list(savedViewSchema)),
    annotations: base
      .route({ method: 'GET', path: '/api/dashboards/annotations', summary: 'Notes on days' })
      .output(list(annotationSchema)),
    annotate: base
      .route({ method: 'POST', path: '/api/dashboards/annotations', summary: 'Put a note on a day' })
      .input(z.object({ day: daySchema, text: z.string().trim().min(1).max(200) }))
      .output(list(annotationSchema)),
    removeAnnotation: base
      .route({ method: 'DELETE', path: '/api/dashboards/annotations/{id}', summary: 'Remove a note' })
      .input(z.object({ id: z.string() }))
      .output(list(annotationSchema)),
  },
  proofs: {
    open: base
      .route({ method: 'POST', path: '/api/proofs', summary: 'Make the proof of a number on screen' })
      .input(z.object({ ref: proofRefSchema }))
      .output(proofSchema),
    get: base
      .route({ method: 'GET', path: '/api/proofs/{id}', summary: 'A proof' })
      .input(z.object({ id: proofIdSchema }))
      .output(proofSchema),
    run: base
      .route({ method: 'POST', path: '/api/proofs/{id}/runs', summary: 'Run a proof again and compare' })
      .input(z.object({ id: proofIdSchema }))
      .output(proofRunSchema),
    csv: base
      .route({ method: 'GET', path: '/api/proofs/{id}/rows', summary: 'The rows a proof read, as CSV' })
      .input(z.object({ id: proofIdSchema }))
      .output(z.object({ fileName: z.string(), csv: z.string(), rows: z.int() })),
    usedBy: base
      .route({ method: 'GET', path: '/api/proofs/{id}/uses', summary: 'Proposals that rest on a proof' })
      .input(z.object({ id: proofIdSchema }))
      .output(list(z.object({ proposalId: uuidSchema, title: z.string(), state: z.string() }))),
  },
  approvals: {
    list: base
      .route({ method: 'GET', path: '/api/approvals', summary: 'Proposals, newest first' })
      .output(list(proposalViewSchema)),
    get: base
      .route({ method: 'GET', path: '/api/approvals/{id}', summary: 'One proposal' })
      .input(byId)
      .output(proposalViewSchema),
    decide: base
      .route({
        method: 'POST',
        path: '/api/approvals/{id}/decisions',
        summary: 'Approve and sign, ask for changes, reject or withdraw',
      })
      .input(
        z.object({
          id: uuidSchema,
          decision: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('approve'), fingerprint: z.string(), passphrase: z.string() }),
            z.object({ kind: z.literal('request_changes'), reason: z.string().trim().min(1) }),
            z.object({ kind: z.literal('reject'), reason: z.string().trim().min(1) }),
            z.object({ kind: z.literal('withdraw'), reason: z.string().trim().min(1) }),
          ]),
        }),
      )
      .output(proposalViewSchema),
  },
  guardrails: {
    evaluations: base
      .route({ method: 'GET', path: '/api/guardrails/evaluations', summary: 'Guardrail evaluations of a proposal' })
      .input(z.object({ proposalId: uuidSchema }))
      .output(list(guardrailEvaluationSchema)),
  },
  members: {
    session: base
      .route({ method: 'GET', path: '/api/session', summary: 'Who is signed in, and who could be' })
      .output(sessionSchema),
    signIn: base
      .route({ method: 'POST', path: '/api/session', summary: 'Sign in: unlock a member key' })
      .input(z.object({ memberId: uuidSchema, passphrase: z.string() }))
      .output(sessionSchema),
    signOut: base.route({ method: 'DELETE', path: '/api/session', summary: 'Sign out' }).output(sessionSchema),
    add: base
      .route({ method: 'POST', path: '/api/members', summary: 'Add a member with a new key' })
      .input(memberInputSchema)
      .output(memberSchema),
  },
  sync: {
    status: base
      .route({ method: 'GET', path: '/api/sync', summary: 'Connection and what waits' })
      .output(syncStatusSchema),
    run: base.route({ method: 'POST', path: '/api/sync/runs', summary: 'Sync now' }).output(syncStatusSchema),
    actions: base
      .route({ method: 'GET', path: '/api/actions', summary: 'Actions, newest first' })
      .output(list(actionViewSchema)),
    retry: base
      .route({ method: 'POST', path: '/api/actions/{id}/retries', summary: 'Try a dead letter again' })
      .input(byId)
      .output(actionViewSchema),
    discard: base
      .route({ method: 'POST', path: '/api/actions/{id}/discards', summary: 'Give an action up, with a reason' })
      .input(withReason)
      .output(actionViewSchema),
    killSwitch: base
      .route({ method: 'POST', path: '/api/kill-switch', summary: 'Stop or resume all dispatch' })
      .input(z.object({ on: z.boolean(), reason: z.string().trim().min(1) }))
      .output(syncStatusSchema),
  },
  audit: {
    list: base
      .route({ method: 'GET', path: '/api/audit', summary: 'Audit entries, newest first' })
      .input(z.object({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100) }))
      .output(list(auditEntrySchema)),
    verify: base
      .route({ method: 'POST', path: '/api/audit/verifications', summary: 'Verify the chain' })
      .output(auditVerificationSchema),
  },
  reports: {
    write: base
      .route({
        method: 'POST',
        path: '/api/reports',
        summary: 'Write the report; without a target the person is asked',
      })
      .input(reportRequestSchema)
      .output(list(reportSchema)),
    scheduled: base
      .route({ method: 'GET', path: '/api/reports/schedule', summary: 'The daily report and its last runs' })
      .output(scheduledReportSchema),
    setSchedule: base
      .route({ method: 'POST', path: '/api/reports/schedule', summary: 'Write a report every day, or none any more' })
      .input(z.object({ schedule: reportScheduleSchema.unwrap().partial({ folder: true }).nullable() }))
      .output(scheduledReportSchema),
  },
};
