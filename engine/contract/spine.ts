import { z } from 'zod';
import { banditDecideSchema, banditRollbackSchema } from './bandit-payloads.ts';
import { experimentOutcomeSchema, slugSchema } from './experiment-design.ts';
import {
  base64Schema,
  daySchema,
  detailSchema,
  instantSchema,
  intervalSchema,
  moneySchema,
  sha256Schema,
  uuidSchema,
} from './primitives.ts';
import { proofIdSchema } from './proofs.ts';

/** What will be made, with absolute values only. */
export const creativePublishSchema = z
  .object({
    kind: z.literal('creative.publish'),
    platform: z.literal('meta'),
    accountId: z.string().regex(/^\d+$/),
    pageId: z.string().regex(/^\d+$/),
    testId: z.string(),
    variantId: z.string(),
    /** The name people see on the platform; the action id is appended when it is sent. */
    name: z.string().min(1).max(200),
    headline: z.string().min(1),
    body: z.string(),
    link: z.url({ protocol: /^https$/ }),
    dailyBudget: moneySchema,
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .readonly(),
    specialAdCategories: z.array(z.enum(['FINANCIAL_PRODUCTS_SERVICES'])).readonly(),
  })
  .readonly();
export type CreativePublish = z.infer<typeof creativePublishSchema>;

/** Takes back a publication by deleting what it made. Lowers spend only, so it needs a reason and no approval. */
export const creativeRollbackSchema = z
  .object({
    kind: z.literal('creative.rollback'),
    platform: z.literal('meta'),
    accountId: z.string().regex(/^\d+$/),
    ofActionId: uuidSchema,
    /** What the publication made, youngest first. */
    objects: z
      .array(z.object({ kind: z.enum(['campaign', 'adset', 'creative', 'ad']), platformId: z.string() }))
      .readonly(),
    reason: z.string().min(1),
  })
  .readonly();
export type CreativeRollback = z.infer<typeof creativeRollbackSchema>;

/** Whom a decision is for, and what everybody else gets. */
export const audienceSchema = z
  .object({
    /** A condition in GrowthBook's language over the attributes of a unit; empty: all meet it. */
    targeting: z.record(z.string(), z.json()).readonly(),
    /** The flag of a holdout: units to whom it gives its control, while it runs, are left out. */
    holdout: slugSchema.nullable(),
    otherwise: z.json(),
  })
  .readonly();
export type Audience = z.infer<typeof audienceSchema>;

/** What the experiment's units get from now on, by its read: written to the production database. */
export const experimentDecideSchema = z
  .object({
    kind: z.literal('experiment.decide'),
    platform: z.literal('production'),
    experimentKey: slugSchema,
    outcome: experimentOutcomeSchema,
    /** The variation whose value it is; for roll_back the control. */
    variation: slugSchema,
    flag: slugSchema,
    value: z.json(),
    /** Null: everybody. Decisions of before this was said have none, and are for everybody too. */
    audience: audienceSchema.nullable().optional(),
    /** Version of the design the read rests on. */
    designVersion: z.int().min(1),
    reason: z.string().trim().min(1).max(2000),
  })
  .readonly();
export type ExperimentDecide = z.infer<typeof experimentDecideSchema>;

/** Sets the flag back to what it was before a decision. Spends nothing and needs a reason, no approval. */
export const experimentRollbackSchema = z
  .object({
    kind: z.literal('experiment.rollback'),
    platform: z.literal('production'),
    ofActionId: uuidSchema,
    experimentKey: slugSchema,
    flag: slugSchema,
    reason: z.string().min(1),
  })
  .readonly();
export type ExperimentRollback = z.infer<typeof experimentRollbackSchema>;

export const payloadSchema = z.discriminatedUnion('kind', [
  creativePublishSchema,
  creativeRollbackSchema,
  experimentDecideSchema,
  experimentRollbackSchema,
  banditDecideSchema,
  banditRollbackSchema,
]);
export type ActionPayload = z.infer<typeof payloadSchema>;

/** What is proposed and approved. Everything else takes something back, with a reason alone. */
export type ProposedPayload = Extract<
  ActionPayload,
  { readonly kind: 'creative.publish' | 'experiment.decide' | 'bandit.decide' }
>;
/** Takes back what another action has done. */
export type RollbackPayload = Exclude<ActionPayload, ProposedPayload>;
/** What is written to the production database. */
export type ProductionPayload = Extract<ActionPayload, { readonly platform: 'production' }>;
/** Says what holds from now on for a flag, or for the arms of a cell. */
export type DecisionPayload = Extract<ProductionPayload, ProposedPayload>;
/** Sets a flag, or the arms of a cell, back to what held before a decision. */
export type DecisionRollback = Exclude<ProductionPayload, DecisionPayload>;
/** Where actions go: an ad platform, or the production database. */
export type PlatformName = ActionPayload['platform'];

/** Tells the two apart. */
export function isRollback(payload: ActionPayload): payload is RollbackPayload {
  switch (payload.kind) {
    case 'creative.rollback':
    case 'experiment.rollback':
    case 'bandit.rollback':
      return true;
    case 'creative.publish':
    case 'experiment.decide':
    case 'bandit.decide':
      return false;
  }
}

export const isDecision = (payload: ActionPayload): payload is DecisionPayload =>
  payload.platform === 'production' && !isRollback(payload);

/** What decisions are made over, one after the other: a flag, or the arms of a cell. */
export interface DecisionSubject {
  readonly kind: 'flag' | 'cell';
  readonly key: string;
}

export function subjectOf(payload: ProductionPayload): DecisionSubject {
  switch (payload.kind) {
    case 'experiment.decide':
    case 'experiment.rollback':
      return { kind: 'flag', key: payload.flag };
    case 'bandit.decide':
    case 'bandit.rollback':
      return { kind: 'cell', key: payload.cell };
  }
}

/** The subject in words: "the flag checkout", "the cell meta-students". */
export const subjectWords = ({ kind, key }: DecisionSubject): string =>
  kind === 'flag' ? `the flag ${key}` : `the cell ${key}`;

export const diffLineSchema = z
  .object({ label: z.string(), before: z.string(), after: z.string(), mono: z.boolean() })
  .readonly();
export type DiffLine = z.infer<typeof diffLineSchema>;

/** One request as it will be sent; `<campaign_id>` and the like stand for ids the platform gives on the way. */
export const plannedRequestSchema = z
  .object({
    step: z.string(),
    /** WRITE: rows of the production database, in one transaction. */
    method: z.enum(['POST', 'DELETE', 'WRITE']),
    path: z.string(),
    body: z.record(z.string(), z.json()).readonly(),
  })
  .readonly();
export type PlannedRequest = z.infer<typeof plannedRequestSchema>;

/**
 * The rehearsal the approval is bound to: the exact requests, checked here against the platform's rules.
 * The platform's own `validate_only` runs again just before dispatch.
 */
export const dryRunSchema = z
  .object({
    passed: z.boolean(),
    checks: z.array(z.object({ name: z.string(), passed: z.boolean(), note: z.string() })).readonly(),
    requests: z.array(plannedRequestSchema).readonly(),
  })
  .readonly();
export type DryRun = z.infer<typeof dryRunSchema>;

export const guardrailOutcomeSchema = z.enum(['pass', 'warn', 'block', 'unknown']);
export type GuardrailOutcome = z.infer<typeof guardrailOutcomeSchema>;

export const guardrailEvaluationSchema = z
  .object({
    guardrail: z.string(),
    title: z.string(),
    outcome: guardrailOutcomeSchema,
    /** What was measured against which bound, as a sentence. */
    evidence: z.string(),
    measured: detailSchema,
    dataThrough: daySchema.nullable(),
  })
  .readonly();
export type GuardrailEvaluation = z.infer<typeof guardrailEvaluationSchema>;

export const expectedEffectSchema = z
  .object({
    metric: z.string(),
    estimate: z.number(),
    interval: intervalSchema,
    sentence: z.string(),
    proofId: proofIdSchema,
  })
  .readonly();

export const proposalSchema = z
  .object({
    id: uuidSchema,
    /** Id the action will have: it is in the names the dry run shows, so it is fixed before anyone approves. */
    actionId: uuidSchema,
    title: z.string(),
    proposerId: uuidSchema,
    createdAt: instantSchema,
    expiresAt: instantSchema,
    payload: payloadSchema,
    diff: z.array(diffLineSchema).readonly(),
    /** State of the world the plan was made from; re-read before dispatch. */
    before: z.record(z.string(), z.json()).readonly(),
    compensation: z.string(),
    stakePerDay: moneySchema,
    expectedEffect: expectedEffectSchema.nullable(),
    proofIds: z.array(proofIdSchema).readonly(),
    dryRun: dryRunSchema,
    guardrails: z.array(guardrailEvaluationSchema).readonly(),
    policyVersion: z.string(),
    /** Approvals this one needs: two above the money threshold of the policy. */
    approvalsNeeded: z.int().min(0).max(2),
    /** SHA-256 of the canonical JSON of {payload, diff, before, dryRun, policyVersion}. */
    fingerprint: sha256Schema,
  })
  .readonly();
export type Proposal = z.infer<typeof proposalSchema>;

export const proposalStateSchema = z.enum([
  'in_review',
  'changes_requested',
  'rejected',
  'withdrawn',
  'expired',
  'approved',
]);
export type ProposalState = z.infer<typeof proposalStateSchema>;

/** Signed statement of one approver over one fingerprint; used once. */
export const approvalSchema = z
  .object({
    id: uuidSchema,
    proposalId: uuidSchema,
    approverId: uuidSchema,
    fingerprint: sha256Schema,
    approvedAt: instantSchema,
    expiresAt: instantSchema,
    /** Ed25519 over the canonical JSON of the fields above, base64. */
    signature: base64Schema,
  })
  .readonly();
export type Approval = z.infer<typeof approvalSchema>;

/** docs/spec/outbox.md has the transitions. */
export const actionStateSchema = z.enum([
  'journaled',
  'validating',
  'dispatching',
  'outcome_unknown',
  'reconciling',
  'confirmed',
  'dead_letter',
  'discarded',
  'rolled_back',
  'superseded',
]);
export type ActionState = z.infer<typeof actionStateSchema>;

export const actionSchema = z
  .object({
    id: uuidSchema,
    /** null for a rollback: it takes something back and needs no approval. */
    proposalId: uuidSchema.nullable(),
    approvalIds: z.array(uuidSchema).readonly(),
    payload: payloadSchema,
    fingerprint: sha256Schema,
    stakePerDay: moneySchema,
    journaledAt: instantSchema,
  })
  .readonly();
export type Action = z.infer<typeof actionSchema>;

/** What an action makes or changes. */
export const platformObjectKindSchema = z.enum([
  'campaign',
  'adset',
  'creative',
  'ad',
  'flag',
  'experiment',
  'cell',
  'arm',
]);
export type PlatformObjectKind = z.infer<typeof platformObjectKindSchema>;

/** What the platform holds after the action, as read back from it. */
export const receiptSchema = z
  .object({
    id: uuidSchema,
    actionId: uuidSchema,
    status: z.enum(['paused_created', 'rolled_back', 'decided']),
    objects: z.array(z.object({ kind: platformObjectKindSchema, platformId: z.string() })).readonly(),
    /** Zero where nothing spends. */
    dailyBudget: moneySchema,
    confirmedAt: instantSchema,
    /** SHA-256 of the canonical JSON of what was read back. */
    readBackHash: sha256Schema,
  })
  .readonly();
export type Receipt = z.infer<typeof receiptSchema>;
