import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellDesign, cellRunning } from '../../../tests/support/cells.ts';
import { decidable, experimentRunning } from '../../../tests/support/experiments.ts';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import {
  ANA,
  approvedBatch,
  CARA,
  decide,
  decisionRollback,
  draft,
  killArm,
  load,
  opening,
  promoteArm,
  proof,
  proposal,
  proposed,
  receipt,
  rollbackAction,
  testId,
  WORKSPACE,
} from '../../../tests/support/spine-events.ts';
import type { JobRun, SpineEvent } from '../../contract/index.ts';
import { dayOf, instantOf } from '../../core/index.ts';
import { banditDecisions, type EventDraft, type Spine } from '../journal/index.ts';
import { opsStoreOver } from './ops-store.ts';
import * as schema from './schema/index.ts';
import type { OpsDb, SqlSession } from './session.ts';
import type { OpsStore } from './types.ts';

/** A migrated, empty database of role `projection`. */
export interface ContractDatabase {
  readonly db: OpsDb;
  readonly session: Pick<SqlSession, 'read'>;
  close(): Promise<void>;
}

const system = (event: SpineEvent): EventDraft => draft(event);
const subject = proposal(100);
const actionId = testId(201);

/** A walk through every kind of event. */
const walk: readonly (readonly EventDraft[])[] = [
  opening(),
  [system({ type: 'load.recorded', load: load() })],
  [proposed(subject)],
  approvedBatch(200, subject).map(({ actor, event }) =>
    draft(event.type === 'approval.given' ? { ...event, guardrails: [...subject.guardrails] } : event, actor),
  ),
  [system({ type: 'action.state', actionId, state: 'dispatching', attempt: 1, failure: null })],
  [
    system({ type: 'action.step', actionId, step: 'campaign', phase: 'known', platformId: '9001' }),
    system({ type: 'receipt.recorded', receipt: receipt(300, actionId) }),
    system({ type: 'action.state', actionId, state: 'confirmed', attempt: 1, failure: null }),
  ],
  [proposed(proposal(101))],
  [draft({ type: 'proposal.changes_requested', proposalId: testId(101), reason: 'Shorter headline.' }, CARA)],
  [draft({ type: 'proposal.withdrawn', proposalId: testId(101), reason: 'Not now.' }, subject.proposerId)],
  [proposed(proposal(102))],
  [draft({ type: 'proposal.rejected', proposalId: testId(102), reason: 'Off brand.', signature: 'QUJD' }, CARA)],
  [draft({ type: 'kill_switch.set', on: true, reason: 'Claim recalled.' }, CARA)],
  [draft({ type: 'action.journaled', action: rollbackAction(501, actionId) }, CARA)],
  experimentRunning(),
  [draft({ type: 'flag.set', key: 'new-menu', enabled: true, note: 'For the beta.' }, CARA)],
  [draft({ type: 'experiment.stopped', key: 'checkout', reason: 'Enough seen.' }, CARA)],
  experimentRunning(decide('pricing')),
  [draft({ type: 'experiment.saved', design: { ...decidable(), key: 'gone' }, version: 1 }, CARA)],
  [draft({ type: 'experiment.removed', key: 'gone', reason: 'Not now.' }, CARA)],
  [system({ type: 'audit.checkpoint', seq: 9, head: 'a'.repeat(64), signature: 'QUJD', keyId: CARA })],
];

/** What every ops store must do. */
export function opsStoreContract(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`ops store on ${name}`, () => {
    let database: ContractDatabase;
    let spine: Spine;
    let store: OpsStore;

    const storeOver = async (history: Spine): Promise<OpsStore> => {
      const opened = await opsStoreOver({
        db: database.db,
        session: database.session,
        workspaceId: WORKSPACE,
        history,
        close: async () => undefined,
      });
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.value;
    };

    beforeAll(async () => {
      database = await open();
      spine = await testSpine();
      await commit(spine, ...walk);
      store = await storeOver(spine);
      await store.catchUp();
    });
    afterAll(() => database.close());

    it('[JN16] reflects the journal up to its head', () => {
      expect(store.cursor).toEqual(spine.head);
    });

    it('[JN16] holds the same as the fold', async () => {
      const { db } = database;
      const { state } = spine;
      const byId = <T extends { id: string }>(records: readonly T[]) => new Map(records.map((r) => [r.id, r]));
      const proposals = byId(await db.select().from(schema.proposals));
      expect(proposals.size).toBe(state.proposals.size);
      for (const [id, record] of state.proposals) {
        expect(proposals.get(id)).toMatchObject({
          state: record.state,
          document: record.proposal,
          actionId: record.actionId,
          decidedBy: record.decision?.by ?? null,
          decidedAt: record.decision?.at ?? null,
          decisionReason: record.decision?.reason ?? null,
        });
      }
      const actions = byId(await db.select().from(schema.actions));
      expect(actions.size).toBe(state.actions.size);
      for (const [id, { action, receipt: _, ...record }] of state.actions)
        expect(actions.get(id)).toMatchObject({ document: action, ...record });
      expect(byId(await db.select().from(schema.members)).size).toBe(state.members.size);
      expect((await db.select().from(schema.loads))[0]).toMatchObject({ id: load().id, rowCount: load().rows });
      expect((await db.select().from(schema.receipts))[0]?.document).toEqual(receipt(300, actionId));
      expect((await db.select().from(schema.approvals))[0]).toMatchObject({ usedBy: actionId });
      expect((await db.select().from(schema.caps))[0]).toMatchObject({ perDayMinor: 20_000, currency: 'USD' });
      const flags = await db.select().from(schema.featureFlags).orderBy(schema.featureFlags.key);
      expect(flags.map(({ key, enabled, note }) => [key, enabled, note])).toEqual([
        ['kill_switch', true, 'Claim recalled.'],
        ['new-menu', true, 'For the beta.'],
      ]);
      expect(await db.select().from(schema.guardrailEvaluations)).toHaveLength(4);
      expect(await db.select().from(schema.auditCheckpoints)).toHaveLength(1);
      const queue = await db.select().from(schema.creativePublishQueue).orderBy(schema.creativePublishQueue.queuedAt);
      expect(queue.map(({ kind, status, perDayMinor }) => [kind, status, perDayMinor])).toEqual(
        expect.arrayContaining([
          ['creative.publish', 'paused_created', 5_000],
          ['creative.rollback', 'journaled', 0],
        ]),
      );
      const log = await db
        .select()
        .from(schema.creativePublishLog)
        .where(eq(schema.creativePublishLog.actionId, actionId));
      expect(log.map(({ status }) => status)).toEqual(['journaled', 'dispatching', 'confirmed']);
    });

    it('[EX19] holds the experiments of the fold, and no draft that was removed', async () => {
      const held = await database.db.select().from(schema.abExperiments);
      const records = [...spine.state.experiments.values()];
      expect(held.map(({ key }) => key).toSorted()).toEqual(records.map(({ design }) => design.key).toSorted());
      for (const { design, decision, ...record } of records) {
        const { key, name, flag, unit } = design;
        const row = held.find((each) => each.key === key);
        expect(row).toMatchObject({ key, name, flag, unit, design, ...record });
        expect([row?.outcome, row?.variation, row?.proposalId]).toEqual([null, null, null]);
        expect(decision).toBeNull();
      }
    });

    it('[EX19] holds a decision as it is made and taken back', async () => {
      const of = proposal(600, { payload: decide('pricing'), actionN: 602 });
      await commit(spine, [proposed(of)], approvedBatch(601, of));
      await store.catchUp();
      const row = async () => {
        const held = await database.db.select().from(schema.abExperiments);
        return held.find(({ key }) => key === 'pricing');
      };
      expect(await row()).toMatchObject({
        ...{ status: 'decided', outcome: 'ship', variation: 'treatment', proposalId: testId(600) },
        decidedAt: spine.state.experiments.get('pricing')?.decidedAt,
      });
      await commit(spine, [
        system({ type: 'action.state', actionId: testId(602), state: 'superseded', attempt: 1, failure: null }),
      ]);
      await store.catchUp();
      expect(await row()).toMatchObject({ status: 'running', outcome: null, variation: null, proposalId: null });
      const queued = await database.db.select().from(schema.actionQueue);
      expect(queued.map(({ actionId: id, kind, status }) => [id, kind, status])).toEqual([
        [testId(602), 'experiment.decide', 'superseded'],
      ]);
      const log = await database.db.select().from(schema.actionLog).orderBy(schema.actionLog.key);
      expect(log.map(({ status }) => status).toSorted()).toEqual(['journaled', 'superseded']);
    });

    it('[BA90] holds every decision over an arm: kept, proposed, done, taken back, refused', async () => {
      const kept = {
        id: testId(750),
        cell: 'meta-students',
        arm: 'b',
        reason: 'Wait.',
        dataThrough: dayOf('2026-11-01'),
      };
      const of = proposal(700, { payload: killArm(), actionN: 702 });
      const rows = async () => {
        await store.catchUp();
        const held = await database.db.select().from(schema.banditDecisions).orderBy(schema.banditDecisions.decision);
        return held.map(({ arm, decision, state, actionId: id, takenBackBy }) => [
          arm,
          decision,
          state,
          id,
          takenBackBy,
        ]);
      };
      const keep = ['b', 'keep', 'noted', null, null];
      await commit(spine, cellRunning({ ...cellDesign(), key: 'meta-students' }), [proposed(of)]);
      await commit(spine, [draft({ type: 'arm.kept', decision: kept }, CARA)]);
      expect(await rows()).toEqual([keep, ['c', 'kill', 'proposed', null, null]]);
      await commit(spine, approvedBatch(701, of));
      const kill = testId(702);
      expect(await rows()).toEqual([keep, ['c', 'kill', 'approved', kill, null]]);
      await commit(spine, [
        system({ type: 'action.state', actionId: kill, state: 'confirmed', attempt: 1, failure: null }),
      ]);
      expect(await rows()).toEqual([keep, ['c', 'kill', 'done', kill, null]]);
      await commit(spine, [draft({ type: 'action.journaled', action: decisionRollback(703, kill, killArm()) }, CARA)]);
      expect(await rows()).toEqual([keep, ['c', 'kill', 'taken_back', kill, testId(703)]]);
      await commit(spine, [
        system({ type: 'action.state', actionId: testId(703), state: 'discarded', attempt: 1, failure: null }),
      ]);
      expect(await rows()).toEqual([keep, ['c', 'kill', 'done', kill, null]]);
      await commit(spine, [proposed(proposal(710, { payload: promoteArm('meta-students', 'a', ['a', 'b']) }))]);
      await commit(spine, [draft({ type: 'proposal.withdrawn', proposalId: testId(710), reason: 'No.' }, ANA)]);
      expect((await rows()).at(-1)).toEqual(['a', 'promote', 'refused', null, null]);
      const all = banditDecisions(spine.state);
      const held = await database.db.select().from(schema.banditDecisions);
      for (const { id, cell, reason, dataThrough, decidedAt, by, proposalId, shares } of all)
        expect(held.find((row) => row.id === id)).toMatchObject({
          cell,
          reason,
          dataThrough,
          decidedAt,
          decidedBy: by,
          proposalId,
          shares,
        });
      expect(held).toHaveLength(all.length);
    });

    it('gives the audit entries back as they were journaled, newest first', async () => {
      const all = [...spine.entries()].reverse();
      expect(await store.auditEntries({ before: null, limit: 100 })).toEqual(all);
      expect(await store.auditEntries({ before: 5, limit: 2 })).toEqual(all.slice(-4, -2));
    });

    it('keeps proofs: those of proposals, and those that were looked at', async () => {
      expect(await store.getProof(proof().id)).toEqual(proof());
      expect(await store.getProof(proof(7).id)).toBeNull();
      await store.putProof(proof(7));
      await store.putProof({ ...proof(7), label: 'another label' });
      expect(await store.getProof(proof(7).id)).toEqual(proof(7));
    });

    it('keeps many proofs at once, those it knows as they are', async () => {
      const many = Array.from({ length: 450 }, (_, i) => proof(1000 + i));
      await store.putProof(proof(1003));
      await store.putProofs(many.map((one) => ({ ...one, label: `again: ${one.label}` })));
      expect(await store.getProof(proof(1003).id)).toEqual(proof(1003));
      expect(await store.getProof(proof(1449).id)).toMatchObject({
        id: proof(1449).id,
        label: `again: ${proof(1449).label}`,
      });
    });

    it('[RX13] keeps the runs of a job, one for each id, newest first', async () => {
      const run = (n: number, rest: Partial<JobRun> = {}): JobRun => ({
        id: testId(900 + n),
        job: 'report',
        startedAt: instantOf(Date.UTC(2026, 10, n, 6)),
        finishedAt: null,
        outcome: null,
        note: '/reports\u0000',
        ...rest,
      });
      await store.putJobRun(run(1));
      await store.putJobRun(run(2));
      await store.putJobRun({ ...run(3), job: 'another' });
      const finished = {
        finishedAt: instantOf(Date.UTC(2026, 10, 1, 7)),
        outcome: 'failed',
        note: 'DISK_FULL: no room',
      } as const;
      await store.putJobRun(run(1, finished));
      expect(await store.jobRuns('report', 10)).toEqual([{ ...run(2), note: '/reports\ufffd' }, run(1, finished)]);
      expect(await store.jobRuns('report', 1)).toHaveLength(1);
      expect(await store.jobRuns('nothing', 10)).toEqual([]);
    });

    it('keeps what a load held back, once', async () => {
      const reason = {
        loadId: load().id,
        dataset: 'creative_daily',
        rule: 'clicks_le_impressions',
        reason: 'more clicks than impressions',
        rows: 2,
        example: '{"clicks":3}',
      };
      await store.putQuarantine(load().id, [reason]);
      await store.putQuarantine(load().id, [{ ...reason, rows: 3 }]);
      expect(await store.quarantine(load().id)).toEqual([{ ...reason, rows: 3 }]);
    });

    it('[JN17] goes on after the last entry it reflects when it is opened again', async () => {
      await commit(spine, [draft({ type: 'kill_switch.set', on: false, reason: 'Mended.' }, CARA)]);
      const again = await storeOver(spine);
      expect(again.cursor.seq).toBe(spine.head.seq - 1);
      await again.catchUp();
      expect(again.cursor).toEqual(spine.head);
      const [first] = await database.db.select().from(schema.featureFlags).orderBy(schema.featureFlags.key);
      expect(first).toMatchObject({ key: 'kill_switch', enabled: false });
    });

    it('[JN18] refuses a journal that ends before it, or holds another history', async () => {
      const shorter = await testSpine();
      await commit(shorter, opening());
      const other = await testSpine();
      await commit(other, ...walk, [draft({ type: 'kill_switch.set', on: true, reason: 'Another.' }, CARA)]);
      for (const history of [shorter, other]) {
        const opened = await opsStoreOver({
          db: database.db,
          session: database.session,
          workspaceId: WORKSPACE,
          history,
          close: async () => undefined,
        });
        expect(opened.ok ? 'ok' : opened.error.code).toBe('JOURNAL_CORRUPT');
      }
    });
  });
}
