import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  armShareSchema,
  armStateSchema,
  audienceSchema,
  type BanditDecide,
  banditDecideSchema,
  type DecisionRollback,
  type ExperimentDecide,
} from '../../engine/contract/index.ts';
import { isUuid, type Uuid } from '../../engine/core/index.ts';
import { type OpsDb, schema } from '../../engine/store/ops/index.ts';
import { storable } from '../../engine/store/ops/storable.ts';
import type { DecisionWrite, HeldArmDecision, HeldArms, HeldDecision, HeldFlag, HeldFlagDecision } from './types.ts';

const { experimentDecisions, banditDecisions, exploreCellArms, featureFlags: flags } = schema;

/** Ends a rehearsal: everything was checked and nothing stays. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';
}

/** Writes a decision, or takes one back, in one transaction; a rehearsal is rolled back. The triggers do the rest. */
export async function writeDecision(db: OpsDb, input: DecisionWrite): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await write(tx, input);
      if (input.rehearsal) throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
}

function write(tx: OpsDb, input: DecisionWrite): Promise<void> {
  const { payload } = input;
  switch (payload.kind) {
    case 'experiment.decide':
      return decideFlag(tx, input, payload);
    case 'bandit.decide':
      return decideArm(tx, input, payload);
    case 'experiment.rollback':
      return takeBack(tx, input, { payload, table: experimentDecisions });
    case 'bandit.rollback':
      return takeBack(tx, input, { payload, table: banditDecisions });
  }
}

/** `json` keeps the JSON value null apart from the SQL one. */
const jsonOf = (value: unknown): SQL => sql`${JSON.stringify(value)}::json`;

async function decideFlag(tx: OpsDb, { workspaceId, actionId, at }: DecisionWrite, payload: ExperimentDecide) {
  const { experimentKey, designVersion, outcome, variation, flag } = payload;
  await tx.insert(experimentDecisions).values({
    ...{ workspaceId, actionId, experimentKey, designVersion, outcome, variation, flag },
    value: jsonOf(payload.value),
    audience: payload.audience ?? null,
    decidedAt: at,
  });
}

async function decideArm(tx: OpsDb, { workspaceId, actionId, at }: DecisionWrite, payload: BanditDecide) {
  const { cell, cellVersion, outcome, arm, shares, dataThrough, reason } = payload;
  await tx.insert(banditDecisions).values({
    ...{ workspaceId, id: actionId, actionId, cell, cellVersion, decision: outcome, arm, shares, dataThrough },
    reason: storable(reason),
    decidedAt: at,
    state: 'done',
  });
}

/** Only a decision that still stands is touched: taking it back again changes nothing. */
async function takeBack(
  tx: OpsDb,
  { workspaceId, actionId, at }: DecisionWrite,
  of: { readonly payload: DecisionRollback; readonly table: typeof experimentDecisions | typeof banditDecisions },
) {
  const { table, payload } = of;
  await tx
    .update(table)
    .set({ takenBackBy: actionId, takenBackAt: at })
    .where(and(eq(table.workspaceId, workspaceId), eq(table.actionId, payload.ofActionId), isNull(table.takenBackBy)));
}

const heldAudience = audienceSchema.nullable();

const uuidOf = (text: string | null): Uuid | null => {
  if (text === null || isUuid(text)) return text;
  throw new Error('the remote database holds an action id that is no UUID');
};

/** An action has decided over a flag or over an arm; null when it has not been carried out. */
export const heldDecision = async (db: OpsDb, workspaceId: Uuid, actionId: Uuid): Promise<HeldDecision | null> =>
  (await heldFlagDecision(db, workspaceId, actionId)) ?? (await heldArmDecision(db, workspaceId, actionId));

async function heldFlagDecision(db: OpsDb, workspaceId: Uuid, actionId: Uuid): Promise<HeldFlagDecision | null> {
  const [found] = await db
    .select()
    .from(experimentDecisions)
    .where(and(eq(experimentDecisions.workspaceId, workspaceId), eq(experimentDecisions.actionId, actionId)));
  if (found === undefined) return null;
  const { experimentKey, flag, variation, decidedAt } = found;
  return {
    ...{ kind: 'experiment.decide', experimentKey, flag, variation, decidedAt },
    value: z.json().parse(found.value),
    audience: heldAudience.parse(found.audience),
    takenBackBy: uuidOf(found.takenBackBy),
  };
}

async function heldArmDecision(db: OpsDb, workspaceId: Uuid, actionId: Uuid): Promise<HeldArmDecision | null> {
  const [found] = await db
    .select()
    .from(banditDecisions)
    .where(and(eq(banditDecisions.workspaceId, workspaceId), eq(banditDecisions.actionId, actionId)));
  if (found === undefined) return null;
  const { cell, arm, decision, decidedAt } = found;
  return {
    ...{ kind: 'bandit.decide', cell, arm, decidedAt },
    outcome: banditDecideSchema.unwrap().shape.outcome.parse(decision),
    shares: z.array(armShareSchema).parse(found.shares),
    takenBackBy: uuidOf(found.takenBackBy),
  };
}

export async function heldFlag(db: OpsDb, workspaceId: Uuid, key: string): Promise<HeldFlag | null> {
  const [found] = await db
    .select()
    .from(flags)
    .where(and(eq(flags.workspaceId, workspaceId), eq(flags.key, key)));
  if (found === undefined) return null;
  return {
    actionId: uuidOf(found.actionId),
    value: z.json().parse(found.value ?? null),
    audience: heldAudience.parse(found.audience),
  };
}

export async function heldArms(db: OpsDb, workspaceId: Uuid, cell: string): Promise<HeldArms> {
  const decided = await db
    .select({ id: banditDecisions.id, before: banditDecisions.previousActionId })
    .from(banditDecisions)
    .where(
      and(
        eq(banditDecisions.workspaceId, workspaceId),
        eq(banditDecisions.cell, cell),
        isNull(banditDecisions.takenBackBy),
      ),
    );
  const followed = new Set(decided.map(({ before }) => before));
  const held = await db
    .select()
    .from(exploreCellArms)
    .where(and(eq(exploreCellArms.workspaceId, workspaceId), eq(exploreCellArms.cell, cell)))
    .orderBy(exploreCellArms.arm);
  return {
    actionId: uuidOf(decided.find(({ id }) => !followed.has(id))?.id ?? null),
    arms: held.map(({ arm, state, share }) => ({ arm, state: armStateSchema.parse(state), share })),
  };
}
