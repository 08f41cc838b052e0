import { BIGINT, type DuckDBConnection, type DuckDBType, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import { z } from 'zod';
import type { FreshnessState, Source } from '../../contract/index.ts';
import { appError, type Day, err, ok, type Result } from '../../core/index.ts';
import type { Cache, DataState } from './cache.ts';
import { currentProvenance, type Provenance, readProvenance } from './provenance.ts';
import type { AnalyticsEngine, QueryDefinition, QueryParams, QueryResult } from './types.ts';
import { type CacheValue, plainRows } from './values.ts';

/** How old a dataset's data are now, by its contract. */
export type JudgeFreshness = (dataset: string, dataThrough: Day | null) => FreshnessState;

function bindings(params: QueryParams): [Record<string, DuckDBValue>, Record<string, DuckDBType>] {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(params)) {
    if (Number.isSafeInteger(value) && typeof value === 'number') {
      values[name] = BigInt(value);
      types[name] = BIGINT;
    } else {
      values[name] = value;
      if (typeof value === 'string') types[name] = VARCHAR;
    }
  }
  return [values, types];
}

/** Rows of the data that fed an answer: see `QueryDefinition.sql`. */
const rowsBehind = (rows: readonly Record<string, CacheValue>[]): number =>
  rows.reduce((sum, { rows_read: behind }) => sum + (typeof behind === 'number' ? behind : 1), 0);

interface Origin {
  readonly found: Provenance | undefined;
  readonly rowsRead: number;
}

const sourceOf = (dataset: string, { found, rowsRead }: Origin, judge: JudgeFreshness): Source => ({
  dataset,
  loadId: found?.loadId ?? null,
  rowsRead,
  dataThrough: found?.dataThrough ?? null,
  loadedAt: found?.loadedAt ?? null,
  snapshotHash: found?.snapshotHash ?? null,
  ...(found?.source ? { source: found.source } : {}),
  freshness: judge(dataset, found?.dataThrough ?? null),
});

interface Answer {
  readonly rows: Record<string, CacheValue>[];
  readonly provenance: Map<string, Provenance>;
}

interface Question {
  readonly sql: string;
  readonly params: QueryParams;
}

async function rowsOf(connection: DuckDBConnection, { sql, params }: Question): Promise<Answer['rows']> {
  const [values, types] = bindings(params);
  return plainRows(await connection.runAndReadAll(sql, values, types));
}

/** Rows and their provenance as of one moment, while a load may commit between two statements. */
async function askDuringLoad(connection: DuckDBConnection, question: Question): Promise<Answer> {
  await connection.run('BEGIN TRANSACTION READ ONLY');
  const rows = await rowsOf(connection, question);
  const provenance = await readProvenance(connection);
  await connection.run('COMMIT');
  return { rows, provenance };
}

async function ask(connection: DuckDBConnection, state: DataState | null, question: Question): Promise<Answer> {
  if (state === null) return askDuringLoad(connection, question);
  return { rows: await rowsOf(connection, question), provenance: await currentProvenance(connection, state) };
}

/** Rows beyond which an answer is not kept, and answers kept of one state of the data. */
const KEPT_ROWS = 20_000;
const KEPT_ANSWERS = 512;

type Ask = (connection: DuckDBConnection, state: DataState | null, question: Question) => Promise<Answer>;

/**
 * Asks the same question once for each state of the data: the tiles of a page ask for many things in common. One that is
 * being asked is waited for; if whoever asked it gave up, it is asked again. A load makes a new state, which knows nothing.
 */
function askingOnce(): Ask {
  const byState = new WeakMap<DataState, Map<string, Promise<Answer>>>();
  return async (connection, state, question) => {
    if (state === null) return ask(connection, state, question);
    const kept = byState.get(state) ?? new Map<string, Promise<Answer>>();
    byState.set(state, kept);
    const key = JSON.stringify(question);
    const known = kept.get(key);
    if (known !== undefined) {
      const answer = await known.catch(() => null);
      if (answer !== null) return answer;
    }
    const asking = ask(connection, state, question);
    kept.set(key, asking);
    const drop = () => {
      if (kept.get(key) === asking) kept.delete(key);
    };
    asking.then(({ rows }) => {
      if (rows.length > KEPT_ROWS) drop();
    }, drop);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_ANSWERS) break;
      kept.delete(oldest);
    }
    return asking;
  };
}

/**
 * The analytical engine over the DuckDB cache: named queries, parameters bound by name, each row checked against the
 * query's schema, and for each dataset where its rows came from.
 * Errors: CACHE_QUERY_FAILED, CACHE_MEMORY, CACHE_DAMAGED, CANCELLED.
 * @param options keepAnswers: for the tiles of pages. Proofs never: they are to run again.
 */
export function analyticsEngine(
  cache: Cache,
  judge: JudgeFreshness,
  millis: () => number,
  options: { readonly keepAnswers?: boolean } = {},
): AnalyticsEngine {
  const answerTo = options.keepAnswers === true ? askingOnce() : ask;
  return {
    async query<Row extends z.ZodType>(
      definition: QueryDefinition<Row>,
      params: QueryParams,
      signal?: AbortSignal,
    ): Promise<Result<QueryResult<z.infer<Row>>>> {
      const start = millis();
      const answer = await cache.read(
        (connection, state) => answerTo(connection, state, { sql: definition.sql, params }),
        signal,
      );
      if (!answer.ok) return answer;
      const rows = z.array(definition.row).safeParse(answer.value.rows);
      if (!rows.success) {
        const reason = `${definition.id} returned rows of another shape (${rows.error.issues[0]?.message ?? 'unknown'})`;
        return err(appError('CACHE_QUERY_FAILED', { reason }));
      }
      const rowsRead = rowsBehind(answer.value.rows);
      const sources = definition.datasets.map((name) =>
        sourceOf(name, { found: answer.value.provenance.get(name), rowsRead }, judge),
      );
      return ok({ rows: rows.data, sources, elapsedMs: millis() - start });
    },
  };
}
