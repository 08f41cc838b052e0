import { z } from 'zod';
import { daySchema, type ExperimentRecord } from '../../engine/contract/index.ts';
import { type Day, ok, type Result } from '../../engine/core/index.ts';
import type { CacheClient, Table } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { LazyOps, StoredMetricDay } from '../../engine/store/ops/index.ts';

export interface WrittenDays {
  readonly experiments: number;
  readonly rows: number;
}

/** Keeps the sums by day in the ops tables, for whoever reads them without the cache. */
export interface ExperimentDays {
  /** Of every experiment that runs or was stopped. Fails as the reads and the tables do; what was kept before stays. */
  write(signal?: AbortSignal): Promise<Result<WrittenDays>>;
}

const sum = z.number().nullable();
const rowSchema = z.object({
  ...{ day: daySchema, metric: z.string(), variation: z.string(), units: z.int() },
  ...{ x_mean: z.number(), x_m2: z.number(), y_mean: sum, y_m2: sum, u_mean: sum, u_m2: sum, v_mean: sum, v_m2: sum },
  ...{ xy_product: sum, xu_product: sum, xv_product: sum, yu_product: sum, yv_product: sum, uv_product: sum },
});

/** Rows of the data worker's table by the names of its columns. */
export const metricDaysOf = (
  { design, version }: ExperimentRecord,
  { columns, rows }: Table,
): readonly StoredMetricDay[] => {
  const read = rows.map((cells) =>
    rowSchema.parse(Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? null]))),
  );
  const through = read.reduce<Day | null>((last, { day }) => (last === null || day > last ? day : last), null);
  return read.map((row) => {
    const n = row.units;
    const of = (mean: number | null, m2: number | null) => (mean === null || m2 === null ? null : { n, mean, m2 });
    return {
      ...{ experiment: design.key, day: row.day, metric: row.metric, variation: row.variation },
      ...{ designVersion: version, dataThrough: through ?? row.day },
      sums: {
        x: { n, mean: row.x_mean, m2: row.x_m2 },
        ...{ y: of(row.y_mean, row.y_m2), u: of(row.u_mean, row.u_m2), v: of(row.v_mean, row.v_m2) },
        ...{ xy: row.xy_product, xu: row.xu_product, xv: row.xv_product },
        ...{ yu: row.yu_product, yv: row.yv_product, uv: row.uv_product },
      },
    };
  });
};

export function createExperimentDays(needs: {
  readonly cache: Pick<CacheClient, 'experimentDays'>;
  readonly spine: Pick<Spine, 'state'>;
  readonly ops: Pick<LazyOps, 'get'>;
}): ExperimentDays {
  const { cache, spine, ops } = needs;
  return {
    async write(signal) {
      const read = [...spine.state.experiments.values()].filter(
        ({ status }) => status === 'running' || status === 'stopped',
      );
      let rows = 0;
      for (const experiment of read) {
        const table = await cache.experimentDays({ experiment }, signal === undefined ? {} : { signal });
        if (!table.ok) return table;
        const opened = await ops.get();
        if (!opened.ok) return opened;
        const days = metricDaysOf(experiment, table.value);
        const kept = await opened.value.store.putMetricDays(days);
        if (!kept.ok) return kept;
        rows += days.length;
      }
      return ok({ experiments: read.length, rows });
    },
  };
}
