import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import {
  ANA,
  approval,
  at,
  BEN,
  CARA,
  draft,
  member,
  opening,
  type ProposalOptions,
  proposal,
  publishAction,
  rollbackAction,
  testId,
} from '../../../tests/support/spine-events.ts';
import type { Action, Approval, Proposal } from '../../contract/index.ts';
import { type Instant, instantOf, money, type Uuid } from '../../core/index.ts';
import type { EventDraft } from '../journal/index.ts';
import { refusalIn } from './refusal.ts';
import * as rows from './rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

/** A migrated, empty database of role `remote`. */
export interface RemoteDatabase {
  readonly db: OpsDb;
  close(): Promise<void>;
}

const FUTURE = instantOf(Date.parse('2099-01-01T00:00:00.000Z'));

/** What the production database must refuse by itself, whoever writes to it. */
export function refusalsContract(name: string, open: () => Promise<RemoteDatabase>): void {
  describe(`refusals on ${name}`, () => {
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
    const audit = async (...drafts: readonly EventDraft[]): Promise<void> => {
      const spine = await testSpine();
      await commit(spine, drafts);
      await db.insert(schema.auditEvents).values(spine.entries().map((entry) => rows.auditRow(workspace, entry)));
    };
    const propose = async (options: ProposalOptions = {}): Promise<Proposal> => {
      const made = proposal(id(), { expiresAt: FUTURE, ...options });
      const record = { proposal: made, state: 'in_review', signature: 'QUJD', decision: null, actionId: null } as const;
      await db.insert(schema.proposals).values(rows.proposalRow(workspace, record));
      return made;
    };
    const approve = (given: Approval): Promise<string> =>
      attempt(db.insert(schema.approvals).values(rows.approvalRow(workspace, given)));
    const approved = async (of: Proposal, approverId: Uuid = BEN): Promise<Approval> => {
      const given = approval(id(), of, approverId);
      expect(await approve(given)).toBe('done');
      return given;
    };
    const publishing = (of: Proposal, given: readonly Approval[]): Action => ({
      ...publishAction(1, of, given),
      id: of.actionId,
    });
    const queue = (action: Action): Promise<string> =>
      attempt(db.insert(schema.creativePublishQueue).values(rows.queueRow(workspace, action, 'journaled', at(9))));

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
      await audit(...opening());
    });

    it('queues an approved publication, and the same one again without effect', async () => {
      const of = await propose();
      const given = await approved(of);
      const action = publishing(of, [given]);
      expect([await queue(action), await queue(action)]).toEqual(['done', 'done']);
      expect(await approve(given)).toBe('done');
    });

    it('GW002: an approval by the proposer, or by a member who may not approve', async () => {
      const of = await propose();
      expect(await approve(approval(id(), of, ANA))).toBe('GW002');
      const byBen = await propose({ proposerId: BEN });
      expect(await approve(approval(id(), byBen, ANA))).toBe('GW002');
    });

    it('GW003: an approval, an action or a payload of another fingerprint', async () => {
      const of = await propose();
      expect(await approve({ ...approval(id(), of, BEN), fingerprint: 'b'.repeat(64) })).toBe('GW003');
      const action = publishing(of, [await approved(of)]);
      expect(await queue({ ...action, fingerprint: 'b'.repeat(64) })).toBe('GW003');
      expect(await queue({ ...action, stakePerDay: money(4_999, 'USD') })).toBe('GW003');
      expect(await queue({ ...action, id: testId(id()) })).toBe('GW003');
      const { payload } = action;
      if (payload.kind !== 'creative.publish') throw new Error('a publication was expected');
      expect(await queue({ ...action, payload: { ...payload, headline: 'Another' } })).toBe('GW003');
      expect(await queue(action)).toBe('done');
      expect(await queue({ ...action, fingerprint: 'b'.repeat(64) })).toBe('GW003');
    });

    it('GW004: an expired approval, and a proposal that expired before it was queued', async () => {
      const past = await propose({ expiresAt: at(60) });
      expect(await approve(approval(id(), past, BEN))).toBe('GW004');
      const of = await propose();
      expect(await approve({ ...approval(id(), of, BEN), expiresAt: instantAfter(FUTURE) })).toBe('GW004');
      const stale = { ...approval(id(), of, BEN), expiresAt: at(60) };
      await db.execute(sql`alter table approvals disable trigger approvals_valid`);
      expect(await approve(stale)).toBe('done');
      await db.execute(sql`alter table approvals enable trigger approvals_valid`);
      expect(await queue(publishing(of, [stale]))).toBe('GW004');
    });

    it('GW005: an approval that was used, given as used, or marked by hand', async () => {
      const of = await propose();
      const given = await approved(of);
      expect(await queue(publishing(of, [given]))).toBe('done');
      const other = await propose();
      expect(await queue(publishing(other, [given]))).toBe('GW005');
      const used = { ...rows.approvalRow(workspace, approval(id(), other, BEN)), usedBy: testId(1) };
      expect(await attempt(db.insert(schema.approvals).values(used))).toBe('GW005');
      await approved(other);
      expect(await attempt(db.update(schema.approvals).set({ usedBy: null }))).toBe('GW005');
      expect(await attempt(db.update(schema.approvals).set({ usedBy: testId(2) }))).toBe('GW005');
    });

    it('GW006: no proposal, no approval, one of two, or approvals of another proposal', async () => {
      const of = await propose();
      expect(await queue({ ...publishing(of, []), proposalId: null })).toBe('GW006');
      expect(await queue(publishing(of, []))).toBe('GW006');
      const other = await propose();
      expect(await queue(publishing(of, [await approved(other)]))).toBe('GW006');
      const two = await propose({ approvalsNeeded: 2 });
      const first = await approved(two);
      expect(await queue(publishing(two, [first]))).toBe('GW006');
      expect(await queue(publishing(two, [first, first]))).toBe('GW006');
      expect(await queue(publishing(two, [first, await approved(two, CARA)]))).toBe('done');
    });

    it('GW006: one approval above the two-approver threshold, whatever the proposal says', async () => {
      const of = await propose({ perDayMinor: 10_001 });
      const first = await approved(of);
      expect(await queue(publishing(of, [first]))).toBe('GW006');
      expect(await queue(publishing(of, [first, await approved(of, CARA)]))).toBe('done');
    });

    it('GW007: over the cap, until what is committed is given back', async () => {
      const publish = async (perDayMinor: number): Promise<Action> => {
        const of = await propose({ perDayMinor });
        return publishing(of, [await approved(of)]);
      };
      const [a, b, c] = [await publish(10_000), await publish(9_000), await publish(1_001)];
      expect([await queue(a), await queue(b), await queue(c)]).toEqual(['done', 'done', 'GW007']);
      const status = (to: 'dead_letter' | 'rolled_back', hasEffect: boolean) =>
        db
          .update(schema.creativePublishQueue)
          .set({ status: to, hasEffect })
          .where(
            sql`${schema.creativePublishQueue.actionId} = ${b.id} and ${schema.creativePublishQueue.workspaceId} = ${workspace}`,
          );
      await status('dead_letter', true);
      expect(await queue(c)).toBe('GW007');
      await status('dead_letter', false);
      expect(await queue(c)).toBe('done');
    });

    it('GW007: without any cap', async () => {
      workspace = testId(id());
      for (const person of [member(ANA, 'Ana', 'analyst'), member(BEN, 'Ben', 'approver')])
        await db.insert(schema.members).values(rows.memberRow(workspace, person));
      const of = await propose();
      expect(await queue(publishing(of, [await approved(of)]))).toBe('GW007');
    });

    it('GW009: while the kill switch is on; a rollback goes through without approval', async () => {
      const of = await propose();
      const given = await approved(of);
      workspace = testId(id());
      for (const person of [member(ANA, 'Ana', 'analyst'), member(BEN, 'Ben', 'approver')])
        await db.insert(schema.members).values(rows.memberRow(workspace, person));
      await audit(...opening(), draft({ type: 'kill_switch.set', on: true, reason: 'Recalled.' }, CARA));
      const record = { proposal: of, state: 'in_review', signature: 'QUJD', decision: null, actionId: null } as const;
      await db.insert(schema.proposals).values(rows.proposalRow(workspace, record));
      expect(await approve(given)).toBe('done');
      expect(await queue(publishing(of, [given]))).toBe('GW009');
      expect(await queue(rollbackAction(id(), testId(3)))).toBe('done');
    });

    it('GW006: a rollback that spends', async () => {
      const row = rows.queueRow(workspace, rollbackAction(id(), testId(3)), 'journaled', at(9));
      expect(await attempt(db.insert(schema.creativePublishQueue).values({ ...row, perDayMinor: 1 }))).toBe('GW006');
    });

    it('GW008: an audit entry that does not follow, was changed, or is another one', async () => {
      const spine = await testSpine();
      await commit(spine, opening(), [draft({ type: 'kill_switch.set', on: true, reason: 'Recalled.' }, CARA)]);
      const [first, second, ...rest] = spine.entries().map((entry) => rows.auditRow(testId(next + 500), entry));
      const last = rest.at(-1);
      if (first === undefined || second === undefined || last === undefined)
        throw new Error('six entries were expected');
      const insert = (row: typeof first): Promise<string> => attempt(db.insert(schema.auditEvents).values(row));
      expect(await insert(second)).toBe('GW008');
      expect(await insert(first)).toBe('done');
      expect(await insert(first)).toBe('done');
      expect(await insert({ ...first, hash: 'c'.repeat(64) })).toBe('GW008');
      expect(await insert(last)).toBe('GW008');
      expect(await insert({ ...second, prev: 'c'.repeat(64) })).toBe('GW008');
      expect(await insert({ ...second, body: second.body.replace('Ana', 'Eve') })).toBe('GW008');
      expect(await insert({ ...second, actor: 'someone else' })).toBe('GW008');
      expect(await insert({ ...second, at: at(500) })).toBe('GW008');
      expect(await insert(second)).toBe('done');
    });

    it('GW001: changing, deleting or emptying what is append only', async () => {
      const of = await propose();
      const action = publishing(of, [await approved(of)]);
      expect(await queue(action)).toBe('done');
      const line = { key: 'k', actionId: action.id, status: 'journaled', note: '', at: at(9) };
      await db.insert(schema.creativePublishLog).values(rows.logRow(workspace, line));
      for (const statement of [
        "update audit_events set actor = 'x'",
        'delete from audit_events',
        'truncate audit_events',
        "update creative_publish_log set note = 'x'",
        'delete from creative_publish_log',
        'delete from approvals',
        'truncate approvals',
        'delete from creative_publish_queue',
        'delete from caps',
        'delete from members',
        "update members set public_key = 'eA=='",
        'update caps set per_day_minor = 100000000',
        "insert into feature_flags values ('01930000-0000-7000-8000-000000000009', 'kill_switch', false, '', now())",
      ])
        expect([statement, await attempt(db.execute(sql.raw(statement)))]).toEqual([statement, 'GW001']);
    });

    it('GW010: changing a proposal, an approval or a queued action', async () => {
      const of = await propose();
      expect(await queue(publishing(of, [await approved(of)]))).toBe('done');
      for (const statement of [
        'update proposals set approvals_needed = 0',
        "update proposals set document = '{}'",
        "update approvals set signature = 'eA=='",
        "update creative_publish_queue set per_day_minor = 1 where kind = 'creative.publish'",
        "update creative_publish_queue set payload = '{}'",
      ])
        expect([statement, await attempt(db.execute(sql.raw(statement)))]).toEqual([statement, 'GW010']);
      expect(await attempt(db.update(schema.proposals).set({ state: 'approved' }))).toBe('done');
    });

    const instantAfter = (instant: Instant): Instant => instantOf(Date.parse(instant) + 1);
  });
}
