import { and, asc, eq, max } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { JournalEntry } from '../../engine/contract/index.ts';
import { isUuid, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import { migrate, type OpsDb, postgresSession, rows, schema } from '../../engine/store/ops/index.ts';
import { heldArms, heldDecision, heldFlag, writeDecision } from './decisions.ts';
import { remoteError } from './faults.ts';
import { withTls } from './tls.ts';
import type { Checkpoint, RemoteStore } from './types.ts';

export interface PostgresOptions {
  /** `postgres://…`; its query says how TLS is used (`sslmode`, `sslrootcert`, …). */
  readonly url: string;
  readonly connectMs?: number;
  readonly statementMs?: number;
}

/** Audit entries a transaction: enough to be quick, few enough not to hold the table. */
const AT_ONCE = 200;

/** The production database over `pg`. Connections are opened when first needed and given up when idle. */
export function createPostgres(options: PostgresOptions): RemoteStore {
  const { url, connectMs = 5_000, statementMs = 15_000 } = options;
  const pool = new pg.Pool({
    connectionString: withTls(url),
    max: 2,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: statementMs + 5_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    application_name: 'growth-workbench',
  });
  // An idle connection that breaks is replaced by the next query, which reports it if it still can not connect.
  pool.on('error', () => undefined);
  const db: OpsDb = drizzle({ client: pool });
  let prepared = false;

  const guarded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await work();
    } catch (error) {
      const known = remoteError(error);
      if (known === null) throw error;
      return { ok: false, error: known };
    }
  };

  const prepare = (): Promise<Result<void>> =>
    guarded(async () => {
      if (prepared) return ok(undefined);
      const client = await pool.connect();
      try {
        const migrated = await migrate(postgresSession(client), 'remote');
        if (!migrated.ok) return migrated;
      } finally {
        client.release();
      }
      prepared = true;
      return ok(undefined);
    });

  const call = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    const ready = await prepare();
    return ready.ok ? guarded(async () => ok(await work())) : ready;
  };

  return {
    prepare,
    lastAuditSeq: (workspaceId) => call(() => lastSeq(db, workspaceId)),
    checkpoints: (workspaceId) => call(() => checkpointsOf(db, workspaceId)),
    pushAudit: (workspaceId, entries, checkpoints) =>
      call(async () => {
        for (let from = 0; from < entries.length; from += AT_ONCE) {
          const part = entries.slice(from, from + AT_ONCE);
          await db.transaction((tx) => insertAudit(tx, workspaceId, part));
        }
        const heads = checkpoints.map((checkpoint) => rows.checkpointRow(workspaceId, checkpoint));
        if (heads.length > 0) await db.insert(schema.auditCheckpoints).values(heads).onConflictDoNothing();
        return lastSeq(db, workspaceId);
      }),
    claim: (input) => call(() => db.transaction((tx) => enqueue(tx, input))),
    record: (input) => call(() => db.transaction((tx) => writeRecord(tx, input))),
    writeDecision: (input) => call(() => writeDecision(db, input)),
    decision: (workspaceId, actionId) => call(() => heldDecision(db, workspaceId, actionId)),
    flag: (workspaceId, key) => call(() => heldFlag(db, workspaceId, key)),
    arms: (workspaceId, cell) => call(() => heldArms(db, workspaceId, cell)),
    close: () => pool.end(),
  };
}

async function lastSeq(db: OpsDb, workspaceId: Uuid): Promise<number> {
  const [found] = await db
    .select({ seq: max(schema.auditEvents.seq) })
    .from(schema.auditEvents)
    .where(eq(schema.auditEvents.workspaceId, workspaceId));
  return found?.seq ?? 0;
}

async function checkpointsOf(db: OpsDb, workspaceId: Uuid): Promise<readonly Checkpoint[]> {
  const found = await db
    .select()
    .from(schema.auditCheckpoints)
    .where(eq(schema.auditCheckpoints.workspaceId, workspaceId))
    .orderBy(asc(schema.auditCheckpoints.seq));
  return found.map(({ seq, head, signature, keyId }) => {
    if (!isUuid(keyId)) throw new Error('the remote database holds a key id that is no UUID');
    return { seq, head, signature, keyId };
  });
}

/** Members before the entries: what refers to them comes later. */
async function insertAudit(tx: OpsDb, workspaceId: Uuid, entries: readonly JournalEntry[]): Promise<void> {
  for (const { event } of entries) {
    if (event.type !== 'member.added') continue;
    await tx.insert(schema.members).values(rows.memberRow(workspaceId, event.member)).onConflictDoNothing();
  }
  await tx.insert(schema.auditEvents).values(entries.map((entry) => rows.auditRow(workspaceId, entry)));
}

type ClaimInput = Parameters<RemoteStore['claim']>[0];

async function enqueue(tx: OpsDb, { workspaceId, action, proposal }: ClaimInput): Promise<void> {
  if (proposal !== null) {
    await tx.insert(schema.proposals).values(rows.proposalRow(workspaceId, proposal)).onConflictDoNothing();
    for (const approval of proposal.approvals) {
      await tx.insert(schema.approvals).values(rows.approvalRow(workspaceId, approval));
    }
  }
  const at = action.journaledAt;
  switch (rows.queueOf(action.payload)) {
    case 'creative':
      await tx.insert(schema.creativePublishQueue).values(rows.queueRow(workspaceId, action, 'journaled', at));
      return;
    case 'action':
      await tx.insert(schema.actionQueue).values(rows.actionQueueRow(workspaceId, action, 'journaled', at));
      return;
  }
}

type RecordInput = Parameters<RemoteStore['record']>[0];

async function writeRecord(tx: OpsDb, input: RecordInput): Promise<void> {
  const { workspaceId, action, status, hasEffect, lines, receipt } = input;
  const creative = rows.queueOf(action.payload) === 'creative';
  const queue = creative ? schema.creativePublishQueue : schema.actionQueue;
  const at = lines.at(-1)?.at ?? action.journaledAt;
  const updated = await tx
    .update(queue)
    .set({ status, hasEffect, updatedAt: at })
    .where(and(eq(queue.workspaceId, workspaceId), eq(queue.actionId, action.id)))
    .returning({ actionId: queue.actionId });
  if (updated.length === 0) return;
  const log = lines.map((line) => rows.logRow(workspaceId, { ...line, actionId: action.id }));
  const kept = creative ? schema.creativePublishLog : schema.actionLog;
  if (log.length > 0) await tx.insert(kept).values(log).onConflictDoNothing();
  if (receipt !== null) {
    await tx.insert(schema.receipts).values(rows.receiptRow(workspaceId, receipt)).onConflictDoNothing();
  }
}
