import type { ExperimentRecord } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { FlagRecord } from '../journal/index.ts';
import type * as schema from './schema/index.ts';
import { storable } from './storable.ts';

export const experimentRow = (
  workspaceId: Uuid,
  { design, decision, status, version, createdAt, startedAt, since, stoppedAt, decidedAt }: ExperimentRecord,
): typeof schema.abExperiments.$inferInsert => ({
  workspaceId,
  key: design.key,
  name: storable(design.name),
  status,
  version,
  flag: design.flag,
  unit: storable(design.unit),
  ...{ createdAt, startedAt, since, stoppedAt, decidedAt },
  outcome: decision?.outcome ?? null,
  variation: decision?.variation ?? null,
  decisionReason: decision === null ? null : storable(decision.reason),
  proposalId: decision?.proposalId ?? null,
  design,
});

export const flagRow = (
  workspaceId: Uuid,
  { key, enabled, note, changedAt }: FlagRecord,
): typeof schema.featureFlags.$inferInsert => ({ workspaceId, key, enabled, note: storable(note), changedAt });
