import type { DashboardCatalog } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { type MetricCatalogue, metricView, readDimensionValues } from '../metrics/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { DATASET_DAYS } from './queries.ts';

/** What the pickers of the pages offer: metrics, values of the dimensions, days. Errors: those of the engine. */
export async function readCatalog(
  engine: AnalyticsEngine,
  metrics: MetricCatalogue,
  signal?: AbortSignal,
): Promise<Result<DashboardCatalog>> {
  const days = await engine.query(DATASET_DAYS, {}, signal);
  if (!days.ok) return days;
  const channel = await readDimensionValues(engine, 'channel', signal);
  if (!channel.ok) return channel;
  const segment = await readDimensionValues(engine, 'segment', signal);
  if (!segment.ok) return segment;
  const campaign = await readDimensionValues(engine, 'campaign', signal);
  if (!campaign.ok) return campaign;
  const geo = await readDimensionValues(engine, 'geo', signal);
  if (!geo.ok) return geo;
  const plain = ({ id, name }: { id: string; name: string }) => ({ id, name });
  const first = days.value.rows.map((row) => row.first).sort()[0];
  const last = days.value.rows
    .filter(({ dataset }) => dataset !== 'plan_monthly')
    .map((row) => row.last)
    .sort()
    .at(-1);
  return ok({
    metrics: [...metrics.values()].map(metricView),
    values: {
      channel: channel.value.map(plain),
      segment: segment.value.map(plain),
      campaign: campaign.value.map(({ id, name, of }) => ({ id, name, channel: of ?? '' })),
      geo: geo.value.map(plain),
    },
    days: first === undefined || last === undefined ? null : { from: first, to: last },
  });
}
