import type { ExploreCellRecord } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type * as schema from './schema/index.ts';
import { storable } from './storable.ts';

export const cellRow = (
  workspaceId: Uuid,
  { design, status, version, createdAt, startedAt, endedAt, note }: ExploreCellRecord,
): typeof schema.exploreCells.$inferInsert => ({
  workspaceId,
  key: design.key,
  name: storable(design.name),
  hypothesis: storable(design.hypothesis),
  owner: storable(design.owner),
  ...{ status, version, createdAt, startedAt, endedAt },
  channel: design.channel === null ? null : storable(design.channel),
  segment: design.segment === null ? null : storable(design.segment),
  armKind: design.arms.kind,
  testId: design.arms.kind === 'creatives' ? storable(design.arms.testId) : null,
  reward: design.reward,
  budgetCapMinor: design.budgetCap.minor,
  currency: design.budgetCap.currency,
  firstDay: design.firstDay,
  lastDay: design.lastDay,
  note: storable(note),
  design,
});
