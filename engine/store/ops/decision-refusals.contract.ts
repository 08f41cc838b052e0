import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import {
  ANA,
  approval,
  at,
  BEN,
  CARA,
  decide,
  decisionRollback,
  draft,
  killArm,
  member,
  opening,
  proposal,
  publishAction,
  receipt,
  testId,
} from '../../../tests/support/spine-events.ts';
import type { Action, DecisionPayload, Proposal } from '../../contract/index.ts';
import { instantOf, type Uuid } from '../../core/index.ts';
import { refusalIn } from './refusal.ts';
import type { RemoteDatabase } from './refusals.contract.ts';
import * as rows from './rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

const FUTURE = instantOf(Date.parse('2099-01-01T00:00:00.000Z'));

/** What the production database refuses about decisions over experiments and arms, whoever writes to it. */
export function decisionRefusalsContract(name: string, open: () => Promise<RemoteDatabase>): void {
  describe(`refusals of decisions on ${name}`, () => {
    let database: RemoteDatabase;
    let db: OpsDb;
    let workspace: Uuid;
    let next = 1_000;
    const id = (): number => {
      next += 1;
      return next;
    };

    /** SQLSTATE of the refusal, or `done`. Anything else is thrown on. */
    const attempt = async (work: PromiseLike<unknown>): Promise<string> => {
      try {
        await work;
        return 'done';
      } catch (error) {
        const refusal = refusalIn(error);
        if (refusal === null) throw error;
        return refusal.code;
      }
    };
    const propose = async (payload: DecisionPayload = decide()): Promise<Proposal> => {
      const made = proposal(id(), { payload, expiresAt: FUTURE });
      const record = { proposal: made, state: 'in_review', signature: 'QUJD', decision: null, actionId: null } as const;
      await db.insert(schema.proposals).values(rows.proposalRow(workspace, record));
      return made;
    };
    const approved = async (of: Proposal): Promise<Action> => {
      const given = approval(id(), of, BEN);
      await db.insert(schema.approvals).values(rows.approvalRow(workspace, given));
      return { ...publishAction(1, of, [given]), id: of.actionId };
    };
    const queue = (action: Action): Promise<string> =>
      attempt(db.insert(schema.actionQueue).values(rows.actionQueueRow(workspace, action, 'journaled', at(9))));
    const write = (actionId: Uuid, payload: DecisionPayload = decide()): Promise<string> => {
      const own = { workspaceId: workspace, actionId, decidedAt: at(10) };
      if (payload.kind === 'bandit.decide') {
        const { cell, cellVersion, outcome, arm, shares, dataThrough, reason } = payload;
        const row = { id: actionId, cell, cellVersion, decision: outcome, arm, shares, dataThrough, reason };
        return attempt(db.insert(schema.banditDecisions).values({ ...own, ...row, state: 'done' }));
      }
      const { experimentKey, designVersion, outcome, variation, flag, value, audience = null } = payload;
      const row = { experimentKey, designVersion, outcome, variation, flag, value, audience };
      return attempt(db.insert(schema.experimentDecisions).values({ ...own, ...row }));
    };
    const decided = async (payload: DecisionPayload = decide()): Promise<Action> => {
      const action = await approved(await propose(payload));
      expect([await queue(action), await write(action.id, payload)]).toEqual(['done', 'done']);
      return action;
    };

    beforeAll(async () => {
      database = await open();
      db = database.db;
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      workspace = testId(id());
      for (const person of [
        member(ANA, 'Ana', 'analyst'),
        member(BEN, 'Ben', 'approver'),
        member(CARA, 'Cara', 'admin'),
      ])
        await db.insert(schema.members).values(rows.memberRow(workspace, person));
      const spine = await testSpine();
      await commit(spine, opening());
      await db.insert(schema.auditEvents).values(spine.entries().map((entry) => rows.auditRow(workspace, entry)));
    });

    it('[EX24] GW006: a decision without a proposal, or with too few approvals', async () => {
      const of = await propose();
      const action = { ...publishAction(1, of, []), id: of.actionId };
      expect(await queue({ ...action, proposalId: null })).toBe('GW006');
      expect(await queue(action)).toBe('GW006');
    });

    it('[EX24] GW003: another fingerprint, action or payload than was proposed', async () => {
      const action = await approved(await propose());
      expect(await queue({ ...action, fingerprint: 'b'.repeat(64) })).toBe('GW003');
      expect(await queue({ ...action, id: testId(id()) })).toBe('GW003');
      expect(await queue({ ...action, payload: { ...decide(), value: false } })).toBe('GW003');
      expect([await queue(action), await queue(action)]).toEqual(['done', 'done']);
    });

    it('[EX24] GW005: approvals that were used for another action', async () => {
      const action = await decided();
      const other = await approved(await propose(decide('pricing')));
      expect(await queue({ ...other, approvalIds: action.approvalIds })).toBe('GW005');
    });

    it('[EX24] GW009: while the kill switch is on', async () => {
      const action = await approved(await propose());
      const spine = await testSpine();
      await commit(spine, opening(), [draft({ type: 'kill_switch.set', on: true, reason: 'Recalled.' }, CARA)]);
      const last = spine.entries().at(-1);
      if (last === undefined) throw new Error('an entry was expected');
      await db.insert(schema.auditEvents).values(rows.auditRow(workspace, last));
      expect(await queue(action)).toBe('GW009');
    });

    it('[EX27] GW001: what everybody gets is not written by hand, and what was decided is not deleted', async () => {
      await decided();
      for (const statement of [
        "update feature_flags set value = '1' where key = 'checkout'",
        "update feature_flags set audience = '{}' where key = 'checkout'",
        "update feature_flags set action_id = null where key = 'checkout'",
        "delete from feature_flags where key = 'checkout'",
        `insert into feature_flags values ('${workspace}', 'other', true, '', now(), '1', null)`,
        `insert into feature_flags values ('${workspace}', 'other', true, '', now(), null, null, '{}')`,
        'delete from experiment_decisions',
        'truncate experiment_decisions',
        'delete from action_queue',
        'truncate action_log cascade',
      ])
        expect([statement, await attempt(db.execute(sql.raw(statement)))]).toEqual([statement, 'GW001']);
      const on = sql`update feature_flags set enabled = false where key = 'checkout'`;
      expect(await attempt(db.execute(on))).toBe('done');
    });

    it('[EX27] GW001: the kill switch is no flag of an experiment', async () => {
      const payload = decide('switch', 'kill_switch');
      const action = await approved(await propose(payload));
      expect([await queue(action), await write(action.id, payload)]).toEqual(['done', 'GW001']);
    });

    it('[EX27] GW010: changing what was decided, or deciding by an action that was given up', async () => {
      await decided();
      for (const change of ["value = '1'", "audience = '{}'", "variation = 'control'", "flag = 'x'"])
        expect(await attempt(db.execute(sql.raw(`update experiment_decisions set ${change}`)))).toBe('GW010');
      const other = await approved(await propose(decide('pricing')));
      expect(await queue(other)).toBe('done');
      await db.update(schema.actionQueue).set({ status: 'discarded' }).where(sql`action_id = ${other.id}`);
      expect(await write(other.id, decide('pricing'))).toBe('GW010');
    });

    it('[EX27] GW011: an experiment that another action has decided', async () => {
      await decided();
      const other = await approved(await propose());
      expect([await queue(other), await write(other.id)]).toEqual(['done', 'GW011']);
    });

    it('[EX28] GW006 and GW005: only a queued rollback takes a decision back, and only one', async () => {
      const action = await decided();
      const takeBack = (by: Uuid) =>
        attempt(
          db
            .update(schema.experimentDecisions)
            .set({ takenBackBy: by, takenBackAt: at(20) })
            .where(sql`action_id = ${action.id}`),
        );
      expect(await takeBack(testId(id()))).toBe('GW006');
      const rollback = decisionRollback(id(), action.id);
      expect(await queue(decisionRollback(id(), testId(id())))).toBe('GW006');
      expect(await queue(rollback)).toBe('done');
      expect([await takeBack(rollback.id), await takeBack(rollback.id)]).toEqual(['done', 'done']);
      const again = decisionRollback(id(), action.id);
      expect([await queue(again), await takeBack(again.id)]).toEqual(['done', 'GW005']);
      const left = await db
        .select()
        .from(schema.featureFlags)
        .where(sql`key = 'checkout' and workspace_id = ${workspace}`);
      expect(left).toEqual([]);
    });

    it('[BA91] GW001: how a cell is shared is not written by hand, and what was decided is not deleted', async () => {
      await decided(killArm());
      for (const statement of [
        "update explore_cell_arms set share = 1 where arm = 'a'",
        'delete from explore_cell_arms',
        `insert into explore_cell_arms select workspace_id, cell, 'z', state, share, action_id, changed_at
         from explore_cell_arms where workspace_id = '${workspace}' and arm = 'a'`,
        'truncate explore_cell_arms',
        'delete from bandit_decisions',
        'truncate bandit_decisions',
      ])
        expect([statement, await attempt(db.execute(sql.raw(statement)))]).toEqual([statement, 'GW001']);
    });

    it('[BA89] [BA91] GW003, GW006, GW010, GW011: an arm that was not approved, given up, changed or decided', async () => {
      const action = await approved(await propose(killArm()));
      expect(await write(action.id, killArm())).toBe('GW006');
      expect(await queue(action)).toBe('done');
      expect(await write(action.id, { ...killArm(), cellVersion: 2 })).toBe('GW003');
      await db.update(schema.actionQueue).set({ status: 'discarded' }).where(sql`action_id = ${action.id}`);
      expect(await write(action.id, killArm())).toBe('GW010');
      await decided(killArm());
      for (const change of ["arm = 'a'", "shares = '[]'", "state = 'taken_back'", "reason = ''"])
        expect(await attempt(db.execute(sql.raw(`update bandit_decisions set ${change}`)))).toBe('GW010');
      const [again, other] = [
        await approved(await propose(killArm())),
        await approved(await propose(killArm('meta-students', 'b'))),
      ];
      expect([await queue(again), await write(again.id, killArm())]).toEqual(['done', 'GW011']);
      expect([await queue(other), await write(other.id, killArm('meta-students', 'b'))]).toEqual(['done', 'GW011']);
    });

    it('[BA92] GW006 and GW005: only a queued rollback of the same kind takes a decision over an arm back', async () => {
      const action = await decided(killArm());
      const takeBack = (by: Uuid) =>
        attempt(
          db
            .update(schema.banditDecisions)
            .set({ takenBackBy: by, takenBackAt: at(20) })
            .where(sql`id = ${action.id}`),
        );
      expect(await takeBack(testId(id()))).toBe('GW006');
      expect(await queue(decisionRollback(id(), action.id))).toBe('GW006');
      const rollback = decisionRollback(id(), action.id, killArm());
      expect(await queue(rollback)).toBe('done');
      expect([await takeBack(rollback.id), await takeBack(rollback.id)]).toEqual(['done', 'done']);
      const again = decisionRollback(id(), action.id, killArm());
      expect([await queue(again), await takeBack(again.id)]).toEqual(['done', 'GW005']);
      const left = await db.select().from(schema.exploreCellArms).where(sql`workspace_id = ${workspace}`);
      expect(left).toEqual([]);
    });

    it('GW006: a receipt of an action in no queue', async () => {
      const action = await decided();
      const of = (actionId: Uuid) =>
        attempt(db.insert(schema.receipts).values(rows.receiptRow(workspace, receipt(id(), actionId))));
      expect([await of(testId(id())), await of(action.id)]).toEqual(['GW006', 'done']);
    });
  });
}
