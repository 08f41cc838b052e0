import { z } from 'zod';
import { experimentDesignSchema, slugSchema } from './experiment-design.ts';
import { banditDecisionSchema, exploreCellDesignSchema } from './explore-cells.ts';
import { loadSchema } from './freshness.ts';
import { memberSchema } from './members.ts';
import {
  base64Schema,
  daySchema,
  detailSchema,
  instantSchema,
  moneySchema,
  sha256Schema,
  uuidSchema,
} from './primitives.ts';
import { proofSchema } from './proofs.ts';
import {
  actionSchema,
  actionStateSchema,
  approvalSchema,
  guardrailEvaluationSchema,
  proposalSchema,
  receiptSchema,
} from './spine.ts';

/** `arm.kept`: who decided and when is the entry's. */
const keptArmSchema = banditDecisionSchema
  .unwrap()
  .pick({ id: true, cell: true, arm: true, reason: true, dataThrough: true })
  .readonly();

const failureSchema = z
  .object({ code: z.string(), message: z.string(), next: z.string(), detail: detailSchema })
  .readonly();

/**
 * Everything that happens on the spine, as it is written to the journal. The journal is the truth; the ops tables are
 * its projection and can be rebuilt from it.
 */
export const spineEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('workspace.created'), workspaceId: uuidSchema, name: z.string() }),
  z.object({ type: z.literal('member.added'), member: memberSchema }),
  z.object({ type: z.literal('load.recorded'), load: loadSchema }),
  z.object({ type: z.literal('caps.set'), caps: z.object({ perDay: moneySchema, twoApproversAbove: moneySchema }) }),
  z.object({ type: z.literal('kill_switch.set'), on: z.boolean(), reason: z.string() }),
  z.object({
    type: z.literal('proposal.created'),
    proposal: proposalSchema,
    proofs: z.array(proofSchema),
    signature: base64Schema,
  }),
  z.object({ type: z.literal('proposal.withdrawn'), proposalId: uuidSchema, reason: z.string() }),
  z.object({
    type: z.literal('proposal.rejected'),
    proposalId: uuidSchema,
    reason: z.string(),
    signature: base64Schema,
  }),
  z.object({ type: z.literal('proposal.changes_requested'), proposalId: uuidSchema, reason: z.string() }),
  z.object({
    type: z.literal('approval.given'),
    approval: approvalSchema,
    /** The guardrails as they stood when the member approved. */
    guardrails: z.array(guardrailEvaluationSchema),
  }),
  z.object({ type: z.literal('action.journaled'), action: actionSchema }),
  z.object({
    type: z.literal('action.state'),
    actionId: uuidSchema,
    state: actionStateSchema,
    attempt: z.int(),
    failure: failureSchema.nullable(),
  }),
  z.object({
    type: z.literal('action.step'),
    actionId: uuidSchema,
    step: z.string(),
    phase: z.enum(['started', 'known', 'not_done', 'unknown', 'adopted']),
    platformId: z.string().nullable(),
  }),
  z.object({ type: z.literal('receipt.recorded'), receipt: receiptSchema }),
  /** A draft, new or changed. `version` counts up from 1 with each change. */
  z.object({ type: z.literal('experiment.saved'), design: experimentDesignSchema, version: z.int().min(1) }),
  z.object({ type: z.literal('experiment.removed'), key: slugSchema, reason: z.string() }),
  /** `version` is the design it starts with; it stays the design. `since`: exposures count from that day on; none: from now. */
  z.object({
    type: z.literal('experiment.started'),
    key: slugSchema,
    version: z.int().min(1),
    since: daySchema.optional(),
  }),
  z.object({ type: z.literal('experiment.stopped'), key: slugSchema, reason: z.string() }),
  /** A planned cell, new or changed. `version` counts up from 1 with each change. */
  z.object({ type: z.literal('cell.saved'), cell: exploreCellDesignSchema, version: z.int().min(1) }),
  z.object({ type: z.literal('cell.removed'), key: slugSchema, reason: z.string() }),
  /** `version` is the design it starts with; it stays the design. */
  z.object({ type: z.literal('cell.started'), key: slugSchema, version: z.int().min(1) }),
  z.object({ type: z.literal('cell.paused'), key: slugSchema, reason: z.string() }),
  z.object({ type: z.literal('cell.resumed'), key: slugSchema }),
  z.object({ type: z.literal('cell.ended'), key: slugSchema, reason: z.string() }),
  /** An arm was looked at and left as it is: nothing is sent. */
  z.object({ type: z.literal('arm.kept'), decision: keptArmSchema }),
  z.object({ type: z.literal('flag.set'), key: slugSchema, enabled: z.boolean(), note: z.string() }),
  z.object({
    type: z.literal('audit.checkpoint'),
    seq: z.int(),
    head: sha256Schema,
    signature: base64Schema,
    keyId: uuidSchema,
  }),
]);
export type SpineEvent = z.infer<typeof spineEventSchema>;

/** One line of the journal: `hash` = SHA-256(domain ‖ prev ‖ canonical JSON of {seq, at, actor, event}). */
export const journalEntrySchema = z.object({
  seq: z.int().positive(),
  at: instantSchema,
  /** Member id, or `system`. */
  actor: z.string(),
  event: spineEventSchema,
  prev: sha256Schema,
  hash: sha256Schema,
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;
