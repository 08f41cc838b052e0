import { z } from 'zod';
import { scopeSchema, tileIdSchema } from './dashboards.ts';
import { datasetFreshnessSchema } from './freshness.ts';
import { memberSchema, roleSchema } from './members.ts';
import {
  detailSchema,
  instantSchema,
  moneySchema,
  platformAddressSchema,
  sha256Schema,
  uuidSchema,
} from './primitives.ts';
import {
  actionSchema,
  actionStateSchema,
  approvalSchema,
  proposalSchema,
  proposalStateSchema,
  receiptSchema,
} from './spine.ts';
import { TILE_PAGES } from './tiles.ts';

export const failureViewSchema = z
  .object({ code: z.string(), message: z.string(), next: z.string(), detail: detailSchema })
  .readonly();

/** A proposal as the inbox shows it. */
export const proposalViewSchema = z
  .object({
    proposal: proposalSchema,
    state: proposalStateSchema,
    proposerName: z.string(),
    approvals: z.array(z.object({ approval: approvalSchema, approverName: z.string() })).readonly(),
    decision: z.object({ by: z.string(), at: instantSchema, reason: z.string() }).readonly().nullable(),
    actionId: uuidSchema.nullable(),
    actionState: actionStateSchema.nullable(),
    /** Whether the signed-in member may approve now, and if not, why in one sentence. */
    mayApprove: z.object({ allowed: z.boolean(), reason: z.string() }).readonly(),
  })
  .readonly();
export type ProposalView = z.infer<typeof proposalViewSchema>;

/** An action as Sync and audit shows it. */
export const actionViewSchema = z
  .object({
    action: actionSchema,
    title: z.string(),
    state: actionStateSchema,
    attempts: z.int(),
    failure: failureViewSchema.nullable(),
    steps: z
      .array(z.object({ step: z.string(), phase: z.string(), platformId: z.string().nullable(), at: instantSchema }))
      .readonly(),
    receipt: receiptSchema.nullable(),
    nextAttemptAt: instantSchema.nullable(),
  })
  .readonly();
export type ActionView = z.infer<typeof actionViewSchema>;

export const linkStateSchema = z.enum(['online', 'offline', 'not_configured', 'refused']);

export const syncStatusSchema = z
  .object({
    remote: z.object({ state: linkStateSchema, note: z.string() }).readonly(),
    /** Ad platforms; the production database is `remote`. */
    platforms: z.array(z.object({ platform: z.literal('meta'), state: linkStateSchema, note: z.string() })).readonly(),
    /** Approved actions that have not reached an end state. */
    waiting: z.int(),
    deadLetters: z.int(),
    lastSyncAt: instantSchema.nullable(),
    killSwitch: z.object({ on: z.boolean(), reason: z.string() }).readonly(),
  })
  .readonly();
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const sessionSchema = z
  .object({ member: memberSchema.nullable(), members: z.array(memberSchema).readonly() })
  .readonly();
export type Session = z.infer<typeof sessionSchema>;

export const capsSchema = z.object({ perDay: moneySchema, twoApproversAbove: moneySchema }).readonly();
export type Caps = z.infer<typeof capsSchema>;

/** The part of the workspace's settings that is not secret. Secrets are only said to be set or not. */
export const connectionsSchema = z
  .object({
    remoteUrl: z.object({ set: z.boolean(), kept: z.boolean() }).readonly(),
    metaToken: z.object({ set: z.boolean(), kept: z.boolean() }).readonly(),
    meta: z
      .object({ accountId: z.string(), pageId: z.string(), baseUrl: z.string(), apiVersion: z.string() })
      .readonly(),
  })
  .readonly();
export type Connections = z.infer<typeof connectionsSchema>;

export const connectionsInputSchema = z
  .object({
    remoteUrl: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    metaToken: z.string().min(1).optional(),
    meta: z
      .object({
        accountId: z.string().regex(/^\d*$/),
        pageId: z.string().regex(/^\d*$/),
        baseUrl: platformAddressSchema,
        apiVersion: z.string().regex(/^v\d+\.\d+$/),
      })
      .partial()
      .optional(),
  })
  .readonly();
export type ConnectionsInput = z.infer<typeof connectionsInputSchema>;

export const workspaceStatusSchema = z
  .object({
    id: uuidSchema,
    name: z.string(),
    sample: z.boolean(),
    /** IANA zone the workspace counts days in. */
    zone: z.string(),
    currency: z.string(),
    version: z.string(),
    datasets: z.array(datasetFreshnessSchema).readonly(),
    counts: z
      .object({
        creativeTests: z.int(),
        experimentsRunning: z.int(),
        /** Cells whose next look is due. */
        cellsToLook: z.int(),
        approvalsWaiting: z.int(),
        actionsWaiting: z.int(),
        deadLetters: z.int(),
      })
      .readonly(),
    caps: capsSchema,
  })
  .readonly();
export type WorkspaceStatus = z.infer<typeof workspaceStatusSchema>;

export const memberInputSchema = z
  .object({ name: z.string().trim().min(1).max(80), role: roleSchema, passphrase: z.string().min(8) })
  .readonly();

/** One audit entry as text: the event's own words, made by the serializer. */
export const auditEntrySchema = z
  .object({
    seq: z.int(),
    at: instantSchema,
    actor: z.string(),
    type: z.string(),
    summary: z.string(),
    hash: sha256Schema,
  })
  .readonly();
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditVerificationSchema = z
  .object({
    passed: z.boolean(),
    entries: z.int(),
    head: sha256Schema.nullable(),
    /** First thing found wrong: where, what kind, in a sentence. */
    problem: z
      .object({
        seq: z.int(),
        kind: z.enum(['flipped', 'deleted', 'reordered', 'truncated', 'forked', 'signature', 'unreadable']),
        message: z.string(),
      })
      .readonly()
      .nullable(),
    /** Checkpoints compared: those kept here and those the remote database keeps as a witness. */
    checkpoints: z.object({ local: z.int(), remote: z.int().nullable() }).readonly(),
  })
  .readonly();
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

/** A page that can be put into a report. */
export const reportPageSchema = z.enum([...TILE_PAGES, 'creative', 'experiments', 'bandits', 'cells']);
export type ReportPage = z.infer<typeof reportPageSchema>;

export const reportFormatSchema = z.enum(['html', 'pdf', 'csv', 'parquet', 'xlsx', 'png']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** One file of a report. CSV, Parquet and PNG are a file a tile; HTML, PDF and workbooks hold all of them. */
export const reportSchema = z
  .object({
    format: reportFormatSchema,
    path: z.string(),
    bytes: z.int(),
    sha256: sha256Schema,
    title: z.string(),
    /** Tiles that could not be read: pages say why in their place, data files leave them out. */
    failed: z.array(z.object({ tile: tileIdSchema, code: z.string(), message: z.string() })).readonly(),
  })
  .readonly();
export type Report = z.infer<typeof reportSchema>;

/** What to report on: whole pages, single tiles, or both; the creative tests when nothing is named. */
export const reportRequestSchema = z
  .object({
    pages: z.array(reportPageSchema).readonly().optional(),
    tiles: z.array(tileIdSchema).readonly().optional(),
    scope: scopeSchema.optional(),
    formats: z.array(reportFormatSchema).min(1).readonly(),
    /** The folder to write to. In the window the person is asked instead. */
    target: z.string().optional(),
  })
  .readonly();
export type ReportRequest = z.infer<typeof reportRequestSchema>;

/** A report written once a day: by the daily job, and by the window when it is open at that time. */
export const reportScheduleSchema = z
  .object({
    pages: z.array(reportPageSchema).min(1).readonly(),
    formats: z.array(reportFormatSchema).min(1).readonly(),
    /** Each day's report goes into a folder of this one that is called by the day. */
    folder: z.string().min(1),
    /** Time of day in the workspace's zone. */
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 07:30'),
  })
  .readonly();
export type ReportSchedule = z.infer<typeof reportScheduleSchema>;

/** A run of a scheduled job, as it is kept. */
export const jobRunSchema = z
  .object({
    id: uuidSchema,
    job: z.string(),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
    outcome: z.enum(['succeeded', 'failed', 'cancelled']).nullable(),
    /** Where the result is, or the code of what went wrong and its sentence. */
    note: z.string(),
  })
  .readonly();
export type JobRun = z.infer<typeof jobRunSchema>;

export const scheduledReportSchema = z
  .object({ schedule: reportScheduleSchema.nullable(), runs: z.array(jobRunSchema).readonly() })
  .readonly();
export type ScheduledReport = z.infer<typeof scheduledReportSchema>;

/** Something changed: the renderer reads the topic again. */
export const changeSchema = z
  .object({
    topic: z.enum(['data', 'proposals', 'actions', 'sync', 'members', 'settings', 'experiments', 'cells']),
    at: instantSchema,
  })
  .readonly();
export type Change = z.infer<typeof changeSchema>;
