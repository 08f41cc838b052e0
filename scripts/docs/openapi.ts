import { OpenAPIGenerator } from '@orpc/openapi';
import { JSON_SCHEMA_REGISTRY, ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import * as schemas from '../../engine/contract/index.ts';

JSON_SCHEMA_REGISTRY.add(schemas.daySchema, { type: 'string', format: 'date', description: 'Calendar day' });
JSON_SCHEMA_REGISTRY.add(schemas.instantSchema, { type: 'string', format: 'date-time', description: 'UTC instant' });
JSON_SCHEMA_REGISTRY.add(schemas.uuidSchema, { type: 'string', format: 'uuid', description: 'UUIDv7' });

/** Schemas that get a name of their own, so that each is written out once. */
const NAMED = {
  Interval: schemas.intervalSchema,
  Money: schemas.moneySchema,
  Source: schemas.sourceSchema,
  DatasetFreshness: schemas.datasetFreshnessSchema,
  Load: schemas.loadSchema,
  Progress: schemas.progressSchema,
  QuarantineReason: schemas.quarantineReasonSchema,
  Member: schemas.memberSchema,
  Session: schemas.sessionSchema,
  CreativeTestRow: schemas.creativeTestRowSchema,
  CreativeTestList: schemas.creativeTestListSchema,
  CreativeVariant: schemas.creativeVariantSchema,
  CreativeTest: schemas.creativeTestSchema,
  PromoteInput: schemas.promoteInputSchema,
  Proof: schemas.proofSchema,
  ProofRun: schemas.proofRunSchema,
  ActionPayload: schemas.payloadSchema,
  DryRun: schemas.dryRunSchema,
  GuardrailEvaluation: schemas.guardrailEvaluationSchema,
  Proposal: schemas.proposalSchema,
  Approval: schemas.approvalSchema,
  Action: schemas.actionSchema,
  Receipt: schemas.receiptSchema,
  ProposalView: schemas.proposalViewSchema,
  ActionView: schemas.actionViewSchema,
  SyncStatus: schemas.syncStatusSchema,
  Caps: schemas.capsSchema,
  Connections: schemas.connectionsSchema,
  ConnectionsInput: schemas.connectionsInputSchema,
  WorkspaceStatus: schemas.workspaceStatusSchema,
  AuditEntry: schemas.auditEntrySchema,
  AuditVerification: schemas.auditVerificationSchema,
  Report: schemas.reportSchema,
  Change: schemas.changeSchema,
};

const ERROR_BODY = {
  type: 'object' as const,
  required: ['code', 'message', 'next', 'detail'],
  properties: {
    code: { type: 'string' as const, description: 'One code of the closed table in docs/api-contracts.md' },
    message: { type: 'string' as const },
    next: { type: 'string' as const, description: 'The one step to take' },
    detail: { type: 'object' as const },
  },
};

export type OpenApi = Awaited<ReturnType<OpenAPIGenerator['generate']>>;

/** OpenAPI 3.1 of the contract. */
export function generateOpenApi(version: string): Promise<OpenApi> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(schemas.contract, {
    info: { title: 'Growth Workbench API', version },
    customErrorResponseBodySchema: () => ERROR_BODY,
    commonSchemas: Object.fromEntries(
      Object.entries(NAMED).map(([name, schema]) => [name, { strategy: 'output' as const, schema }]),
    ),
  });
}
