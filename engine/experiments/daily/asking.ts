import type { z } from 'zod';
import type { Source } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine, QueryDefinition, QueryParams } from '../../store/cache/index.ts';

/** A query as it was asked, for the proof. */
export interface AskedQuery {
  readonly id: string;
  readonly sql: string;
  readonly params: QueryParams;
}

/** Asks, and keeps what was asked and where the answers came from. */
export class Asking {
  readonly queries: AskedQuery[] = [];
  readonly #sources = new Map<string, Source>();
  readonly #engine: AnalyticsEngine;
  readonly #signal: AbortSignal | undefined;

  constructor(engine: AnalyticsEngine, signal?: AbortSignal) {
    this.#engine = engine;
    this.#signal = signal;
  }

  async ask<Row extends z.ZodType>(
    definition: QueryDefinition<Row>,
    params: QueryParams,
  ): Promise<Result<readonly z.infer<Row>[]>> {
    const answer = await this.#engine.query(definition, params, this.#signal);
    if (!answer.ok) return answer;
    this.queries.push({ id: definition.id, sql: definition.sql, params });
    // A query of several datasets does not tell how many rows of each it read.
    const counts = definition.datasets.length === 1;
    for (const source of answer.value.sources) {
      if (counts || !this.#sources.has(source.dataset)) this.#sources.set(source.dataset, source);
    }
    return ok(answer.value.rows);
  }

  get sources(): readonly Source[] {
    return [...this.#sources.values()].toSorted((a, b) => (a.dataset < b.dataset ? -1 : 1));
  }
}
