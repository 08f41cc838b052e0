import { and, asc, count, eq, getTableColumns, gte, lte, max, type SQL, sql } from 'drizzle-orm';
import { type ArmPosterior, type PosteriorSnapshot, posteriorSnapshotSchema } from '../../contract/index.ts';
import { dayOf, err, ok, type Uuid } from '../../core/index.ts';
import { databaseFault, isDatabaseError } from './database-fault.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';
import { storable } from './storable.ts';
import type { CellNights, PosteriorStore, PutPosteriors, StoredNight } from './types.ts';

type Row = typeof schema.banditPosteriors.$inferSelect;

/** Rows a statement. */
const AT_ONCE = 500;

function parametersOf(posterior: ArmPosterior): Pick<Row, 'kind' | 'p1' | 'p2' | 'p3'> {
  switch (posterior.kind) {
    case 'beta':
      return { kind: 'beta', p1: posterior.alpha, p2: posterior.beta, p3: null };
    case 'gamma':
      return { kind: 'gamma', p1: posterior.shape, p2: posterior.rate, p3: null };
    case 'student':
      return { kind: 'student', p1: posterior.mean, p2: posterior.scale, p3: posterior.df };
  }
}

const NAMES = {
  beta: ['alpha', 'beta', 'none'],
  gamma: ['shape', 'rate', 'none'],
  student: ['mean', 'scale', 'df'],
} as const;

const isKind = (kind: string): kind is keyof typeof NAMES => Object.hasOwn(NAMES, kind);

function rowOf(workspaceId: Uuid, night: StoredNight, recordedAt: Row['recordedAt']): Row {
  const { posterior, interval, cell, arm, seed, ...rest } = night;
  return {
    ...{ workspaceId, cell, arm: storable(arm), seed: storable(seed) },
    ...rest,
    ...parametersOf(posterior),
    ...interval,
    ...{ recordedAt, revision: 1 },
  };
}

/** @throws ZodError for a row that is no snapshot. */
function snapshotOf(row: Row): PosteriorSnapshot {
  const { workspaceId: _, kind, p1, p2, p3, low, high, level, ...rest } = row;
  if (!isKind(kind)) throw new RangeError(`not a posterior: ${kind}`);
  const [first, second, third] = NAMES[kind];
  const posterior = { kind, [first]: p1, [second]: p2, ...(p3 === null ? {} : { [third]: p3 }) };
  return posteriorSnapshotSchema.parse({ ...rest, posterior, interval: { low, high, level } });
}

const KEY = ['workspaceId', 'cell', 'arm', 'day'];
const OWN = ['recordedAt', 'revision'];
const columns = Object.entries(getTableColumns(schema.banditPosteriors)).filter(([name]) => !KEY.includes(name));
const content = columns.filter(([name]) => !OWN.includes(name)).map(([, { name }]) => name);
const replaced = {
  ...Object.fromEntries(columns.map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)])),
  revision: sql.raw('bandit_posteriors.revision + 1'),
};
const differs = sql.raw(
  `(${content.map((name) => `bandit_posteriors.${name}`).join(', ')}) is distinct from (${content.map((name) => `excluded.${name}`).join(', ')})`,
);

/** Rows of these nights whose arms are not among them: the data have those arms no more. */
function goneFrom(nights: readonly StoredNight[], workspaceId: Uuid): SQL | undefined {
  const { banditPosteriors: table } = schema;
  const kept = JSON.stringify(nights.map(({ cell, day, arm }) => ({ cell, day, arm: storable(arm) })));
  const keys = sql`json_to_recordset(${kept}::json) as k(cell text, day date, arm text)`;
  return and(
    eq(table.workspaceId, workspaceId),
    sql`(${table.cell}, ${table.day}) in (select k.cell, k.day from ${keys})`,
    sql`(${table.cell}, ${table.day}, ${table.arm}) not in (select k.cell, k.day, k.arm from ${keys})`,
  );
}

/**
 * `bandit_posteriors`: a row a cell, arm and night. The same row again is left as it is; one that says something else
 * takes its place with one revision more; an arm a night has no more leaves it. docs/spec/bandits.md BA67.
 */
export function posteriorStore(db: OpsDb, workspaceId: Uuid): PosteriorStore {
  const { banditPosteriors: table } = schema;
  return {
    async putPosteriors(nights, recordedAt) {
      try {
        const { revisions, gone } = await db.transaction(async (tx) => {
          const done: number[] = [];
          for (let from = 0; from < nights.length; from += AT_ONCE) {
            const part = nights.slice(from, from + AT_ONCE).map((night) => rowOf(workspaceId, night, recordedAt));
            const touched = await tx
              .insert(table)
              .values(part)
              .onConflictDoUpdate({
                target: [table.workspaceId, table.cell, table.arm, table.day],
                set: replaced,
                setWhere: differs,
              })
              .returning({ revision: table.revision });
            done.push(...touched.map(({ revision }) => revision));
          }
          const gone = await tx.delete(table).where(goneFrom(nights, workspaceId)).returning({ arm: table.arm });
          return { revisions: done, gone: gone.length };
        });
        const written = revisions.filter((revision) => revision === 1).length;
        const done: PutPosteriors = {
          written,
          changed: revisions.length - written + gone,
          same: nights.length - revisions.length,
        };
        return ok(done);
      } catch (error) {
        if (!isDatabaseError(error)) throw error;
        return err(databaseFault(error));
      }
    },
    async posteriors({ cell, from, to } = {}) {
      const found = await db
        .select()
        .from(table)
        .where(
          and(
            eq(table.workspaceId, workspaceId),
            cell === undefined ? undefined : eq(table.cell, cell),
            from === undefined ? undefined : gte(table.day, from),
            to === undefined ? undefined : lte(table.day, to),
          ),
        )
        .orderBy(asc(table.cell), asc(table.day), asc(table.arm));
      return found.map(snapshotOf);
    },
    async lastNight(cell) {
      const [found] = await db
        .select({ last: max(table.day) })
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.cell, cell)));
      const last = found?.last ?? null;
      return last === null ? null : dayOf(last);
    },
    async nightsByCell() {
      const nights = db
        .selectDistinct({ cell: table.cell, day: table.day })
        .from(table)
        .where(eq(table.workspaceId, workspaceId))
        .as('nights');
      const found = await db
        .select({ cell: nights.cell, nights: count(), last: max(nights.day) })
        .from(nights)
        .groupBy(nights.cell)
        .orderBy(asc(nights.cell));
      return found.flatMap(({ cell, nights: n, last }): CellNights[] =>
        last === null ? [] : [{ cell, nights: n, last: dayOf(last) }],
      );
    },
  };
}
