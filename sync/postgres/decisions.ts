import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ExperimentDecide, ExperimentRollback } from '../../engine/contract/index.ts';
import { isUuid, type Uuid } from '../../engine/core/index.ts';
import { type OpsDb, schema } from '../../engine/store/ops/index.ts';
import type { DecisionWrite, HeldDecision, HeldFlag } from './types.ts';

const { experimentDecisions: decisions, featureFlags: flags } = schema;

/** Ends a rehearsal: everything was checked and nothing stays. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';
}

/** Writes a decision, or takes one back, in one transaction; a rehearsal is rolled back. The triggers do the rest. */
export async function writeDecision(db: OpsDb, input: DecisionWrite): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      const { payload } = input;
      if (payload.kind === 'experiment.decide') await decide(tx, input, payload);
      else await takeBack(tx, input, payload);
      if (input.rehearsal) throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
}

/** `json` keeps the JSON value null apart from the SQL one. */
const jsonOf = (value: unknown): SQL => sql`${JSON.stringify(value)}::json`;

async function decide(tx: OpsDb, { workspaceId, actionId, at }: DecisionWrite, payload: ExperimentDecide) {
  const { experimentKey, designVersion, outcome, variation, flag } = payload;
  await tx.insert(decisions).values({
    ...{ workspaceId, actionId, experimentKey, designVersion, outcome, variation, flag },
    value: jsonOf(payload.value),
    decidedAt: at,
  });
}

/** Only a decision that still stands is touched: taking it back again changes nothing. */
async function takeBack(tx: OpsDb, { workspaceId, actionId, at }: DecisionWrite, payload: ExperimentRollback) {
  await tx
    .update(decisions)
    .set({ takenBackBy: actionId, takenBackAt: at })
    .where(
      and(
        eq(decisions.workspaceId, workspaceId),
        eq(decisions.actionId, payload.ofActionId),
        isNull(decisions.takenBackBy),
      ),
    );
}

const uuidOf = (text: string | null): Uuid | null => {
  if (text === null || isUuid(text)) return text;
  throw new Error('the remote database holds an action id that is no UUID');
};

export async function heldDecision(db: OpsDb, workspaceId: Uuid, actionId: Uuid): Promise<HeldDecision | null> {
  const [found] = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.workspaceId, workspaceId), eq(decisions.actionId, actionId)));
  if (found === undefined) return null;
  const { experimentKey, flag, variation, decidedAt } = found;
  return {
    ...{ experimentKey, flag, variation, decidedAt },
    value: z.json().parse(found.value),
    takenBackBy: uuidOf(found.takenBackBy),
  };
}

export async function heldFlag(db: OpsDb, workspaceId: Uuid, key: string): Promise<HeldFlag | null> {
  const [found] = await db
    .select()
    .from(flags)
    .where(and(eq(flags.workspaceId, workspaceId), eq(flags.key, key)));
  if (found === undefined) return null;
  return { actionId: uuidOf(found.actionId), value: z.json().parse(found.value ?? null) };
}
