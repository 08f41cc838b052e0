import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import {
  type JournalEntry,
  jobRunSchema,
  journalEntrySchema,
  proofSchema,
  type QuarantineReason,
  quarantineReasonSchema,
} from '../../contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../core/index.ts';
import { emptyState, foldAll, GENESIS, type JournalHead, type SpineState } from '../journal/index.ts';
import { databaseFault, isDatabaseError } from './database-fault.ts';
import { metricDayStore } from './metric-days.ts';
import { posteriorStore } from './posteriors.ts';
import { project } from './project.ts';
import * as rows from './rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb, SqlSession } from './session.ts';
import type { History, OpsStore } from './types.ts';
import { unitStore } from './units.ts';

/** Entries per transaction: enough to be fast, few enough to let others in between. */
const STEP = 200;

const storedBodySchema = z.string().transform((body) => z.record(z.string(), z.unknown()).parse(JSON.parse(body)));

/**
 * The ops store over migrated tables, on PGlite or Postgres. Fails with JOURNAL_CORRUPT when the tables reflect a
 * history that the journal does not hold: a truncated or replaced journal must not pass unnoticed.
 */
export async function opsStoreOver(options: {
  readonly db: OpsDb;
  /** The same database in plain SQL, outside of transactions. */
  readonly session: Pick<SqlSession, 'read'>;
  readonly workspaceId: Uuid;
  readonly history: History;
  readonly close: () => Promise<void>;
}): Promise<Result<OpsStore>> {
  const { db, workspaceId, history } = options;
  const [row] = await db
    .select({ seq: schema.journalCursor.seq, hash: schema.journalCursor.hash })
    .from(schema.journalCursor)
    .where(eq(schema.journalCursor.workspaceId, workspaceId));
  const cursor: JournalHead = row ?? { seq: 0, hash: GENESIS };
  if (cursor.seq > 0 && history.entries(cursor.seq)[0]?.hash !== cursor.hash) {
    const reason =
      history.head.seq < cursor.seq
        ? `the tables hold ${cursor.seq} entries, the journal ends at ${history.head.seq}`
        : 'the tables hold another entry';
    return err(appError('JOURNAL_CORRUPT', { seq: Math.min(cursor.seq, history.head.seq + 1), reason }));
  }
  const reflected = history.entries().slice(0, cursor.seq);
  return ok(storeAt(options, cursor, foldAll(emptyState, reflected)));
}

function storeAt(
  options: {
    db: OpsDb;
    session: Pick<SqlSession, 'read'>;
    workspaceId: Uuid;
    history: History;
    close: () => Promise<void>;
  },
  start: JournalHead,
  reflected: SpineState,
): OpsStore {
  const { db, workspaceId, history } = options;
  let cursor = start;
  let state = reflected;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const step = async (entries: readonly JournalEntry[], last: JournalEntry): Promise<void> => {
    const { seq, hash } = last;
    const next = foldAll(state, entries);
    await db.transaction(async (tx) => {
      await project(tx, workspaceId, entries, next);
      await tx
        .insert(schema.journalCursor)
        .values({ workspaceId, seq, hash })
        .onConflictDoUpdate({ target: schema.journalCursor.workspaceId, set: { seq, hash } });
    });
    cursor = { seq, hash };
    state = next;
  };

  return {
    ...unitStore(options.session, workspaceId),
    ...metricDayStore(db, workspaceId),
    ...posteriorStore(db, workspaceId),
    get cursor() {
      return cursor;
    },
    catchUp: () =>
      inTurn(async () => {
        for (;;) {
          const entries = history.entries(cursor.seq + 1).slice(0, STEP);
          const last = entries.at(-1);
          if (last === undefined) return ok(cursor);
          try {
            await step(entries, last);
          } catch (error) {
            if (!isDatabaseError(error)) throw error;
            return err(databaseFault(error));
          }
        }
      }),
    async auditEntries({ before, limit }) {
      const found = await db
        .select({ body: schema.auditEvents.body, prev: schema.auditEvents.prev, hash: schema.auditEvents.hash })
        .from(schema.auditEvents)
        .where(
          and(
            eq(schema.auditEvents.workspaceId, workspaceId),
            before === null ? undefined : lt(schema.auditEvents.seq, before),
          ),
        )
        .orderBy(desc(schema.auditEvents.seq))
        .limit(limit);
      return found.map(({ body, prev, hash }) =>
        journalEntrySchema.parse({ ...storedBodySchema.parse(body), prev, hash }),
      );
    },
    async putProof(proof) {
      await db.insert(schema.proofs).values(rows.proofRow(workspaceId, proof)).onConflictDoNothing();
    },
    async putProofs(proofs) {
      for (let start = 0; start < proofs.length; start += STEP) {
        const values = proofs.slice(start, start + STEP).map((proof) => rows.proofRow(workspaceId, proof));
        await db.insert(schema.proofs).values(values).onConflictDoNothing();
      }
    },
    async putJobRun(run) {
      const { id: _, ...set } = rows.jobRunRow(workspaceId, run);
      await db
        .insert(schema.jobRuns)
        .values(rows.jobRunRow(workspaceId, run))
        .onConflictDoUpdate({ target: [schema.jobRuns.workspaceId, schema.jobRuns.id], set });
    },
    async jobRuns(job, limit) {
      const found = await db
        .select()
        .from(schema.jobRuns)
        .where(and(eq(schema.jobRuns.workspaceId, workspaceId), eq(schema.jobRuns.job, job)))
        .orderBy(desc(schema.jobRuns.startedAt))
        .limit(limit);
      return found.map(({ workspaceId: _, ...run }) => jobRunSchema.parse(run));
    },
    async getProof(id) {
      const [found] = await db
        .select({ document: schema.proofs.document })
        .from(schema.proofs)
        .where(and(eq(schema.proofs.workspaceId, workspaceId), eq(schema.proofs.id, id)));
      return found === undefined ? null : proofSchema.parse(found.document);
    },
    async putQuarantine(loadId, reasons) {
      await db.transaction(async (tx) => {
        await tx.delete(schema.quarantine).where(ofLoad(workspaceId, loadId));
        const values = reasons.map((reason) => rows.quarantineRow(workspaceId, reason));
        if (values.length > 0) await tx.insert(schema.quarantine).values(values);
      });
    },
    async quarantine(loadId) {
      const found = await db.select().from(schema.quarantine).where(ofLoad(workspaceId, loadId));
      return found.map(
        ({ rowCount, ...rest }): QuarantineReason => quarantineReasonSchema.parse({ ...rest, rows: rowCount }),
      );
    },
    close: () => inTurn(options.close),
  };
}

const ofLoad = (workspaceId: Uuid, loadId: string) =>
  and(eq(schema.quarantine.workspaceId, workspaceId), eq(schema.quarantine.loadId, loadId));
