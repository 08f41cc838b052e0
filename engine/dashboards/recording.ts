import type { z } from 'zod';
import type { Proof, Source } from '../contract/index.ts';
import { ok } from '../core/index.ts';
import type { AnalyticsEngine, QueryDefinition, QueryParams } from '../store/cache/types.ts';

export interface Recording {
  readonly engine: AnalyticsEngine;
  /** Every query made so far as one: ids, SQL and parameters in the order they were asked. */
  query(): Proof['query'];
  /** Each dataset that was read, once, with the rows of all queries. */
  sources(): readonly Source[];
  elapsedMs(): number;
}

const merged = (sources: readonly Source[]): readonly Source[] => {
  const byDataset = new Map<string, Source>();
  for (const source of sources) {
    const known = byDataset.get(source.dataset);
    const rowsRead = (known?.rowsRead ?? 0) + source.rowsRead;
    byDataset.set(source.dataset, { ...source, rowsRead });
  }
  return [...byDataset.values()];
};

/** An engine that remembers what was asked through it, so that a proof can say where a number comes from. */
export function recording(inner: AnalyticsEngine): Recording {
  const asked: { readonly definition: QueryDefinition; readonly params: QueryParams }[] = [];
  const sources: Source[] = [];
  let elapsed = 0;
  return {
    engine: {
      async query<Row extends z.ZodType>(definition: QueryDefinition<Row>, params: QueryParams, signal?: AbortSignal) {
        const answer = await inner.query(definition, params, signal);
        if (!answer.ok) return answer;
        asked.push({ definition, params });
        sources.push(...answer.value.sources);
        elapsed += answer.value.elapsedMs;
        return ok(answer.value);
      },
    },
    query: () => ({
      id: [...new Set(asked.map(({ definition }) => definition.id))].join(' + '),
      sql: asked.map(({ definition }) => definition.sql).join(';\n\n'),
      params: asked.flatMap(({ params }, index) =>
        Object.entries(params).map(([name, value]) => ({
          name: asked.length === 1 ? name : `${index + 1}. ${name}`,
          value,
        })),
      ),
    }),
    sources: () => merged(sources),
    elapsedMs: () => elapsed,
  };
}
