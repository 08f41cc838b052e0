import type { CellGroundRow, CellSpend, ExploreCellRecord, Filters } from '../../contract/index.ts';
import { addDays, type Day, daysBetween, money, ok, type Result } from '../../core/index.ts';
import { recording } from '../../dashboards/index.ts';
import { type MetricDefinition, type MetricRow, readMetrics } from '../../metrics/index.ts';
import { minorDigits } from '../../serializer/index.ts';
import { PACE_DAYS } from './advice.ts';
import { CREATIVE_SPEND, PAID_SOURCES } from './queries.ts';
import type { CellReader } from './read-arms.ts';
import { dataThroughOf } from './service.ts';

type DaySpend = { readonly day: Day; readonly minor: number };
type Spent = { readonly days: readonly DaySpend[]; readonly through: Day | null } | { readonly gap: string };

const CELLS_OF_THEIR_OWN = 'Its arms are cells with budgets of their own; what they spend is counted there.';

async function creativeSpend(
  { engine }: CellReader,
  { design }: ExploreCellRecord,
  testId: string,
  signal: AbortSignal | undefined,
): Promise<Result<Spent>> {
  const { channel, segment, firstDay: from, lastDay: to, budgetCap } = design;
  const found = await engine.query(CREATIVE_SPEND, { test_id: testId, channel, segment, from, to }, signal);
  if (!found.ok) return found;
  const { rows, sources } = found.value;
  const spent = rows.filter(({ spend }) => spend !== null && spend > 0);
  const foreign = spent.find(({ currency }) => currency !== budgetCap.currency);
  if (foreign !== undefined)
    return ok({
      gap: `The test's spend is in ${foreign.currency || 'no currency'}, the cap in ${budgetCap.currency}.`,
    });
  if (rows.length > 0 && rows.every(({ spend }) => spend === null))
    return ok({ gap: 'The export of creatives has no spend for this test.' });
  return ok({ days: spent.map(({ day, spend }) => ({ day, minor: spend ?? 0 })), through: dataThroughOf(sources) });
}

/** @throws Error when the product's catalogue lacks a metric that cells are made of. */
function metric({ metrics }: CellReader, id: string): MetricDefinition {
  const found = metrics.get(id);
  if (found === undefined) throw new Error(`the metric catalogue has no ${id}`);
  return found;
}

async function paidSpend(
  reader: CellReader,
  { design }: ExploreCellRecord,
  signal: AbortSignal | undefined,
): Promise<Result<Spent>> {
  const { channel, segment, firstDay: from, lastDay: to, budgetCap } = design;
  const filters: Filters = {
    ...(channel === null ? {} : { channel: [channel] }),
    ...(segment === null ? {} : { segment: [segment] }),
  };
  const recorded = recording(reader.engine);
  const found = await readMetrics(
    recorded.engine,
    {
      metrics: [metric(reader, 'spend')],
      ...{ days: { from, to }, by: [], grain: 'day', filters, currency: budgetCap.currency },
    },
    signal,
  );
  if (!found.ok) return found.error.code === 'FX_RATE_MISSING' ? ok({ gap: found.error.message }) : found;
  const days = found.value.rows.flatMap(({ at, values }) =>
    at === null ? [] : [{ day: at, minor: values.get('spend')?.numerator ?? 0 }],
  );
  return ok({ days, through: dataThroughOf(recorded.sources()) });
}

function spendOf({ design }: ExploreCellRecord, spent: Spent): CellSpend {
  const { key: cell, budgetCap, firstDay, lastDay } = design;
  if ('gap' in spent) return { cell, spent: null, perDay: null, gap: spent.gap };
  const { through } = spent;
  if (through === null) return { cell, spent: null, perDay: null, gap: 'There is no spend in the data yet.' };
  const [last = lastDay] = [through, lastDay].toSorted();
  const counted = spent.days.filter(({ day }) => day <= last);
  const total = counted.reduce((sum, { minor }) => sum + minor, 0);
  const days = Math.min(PACE_DAYS, daysBetween(firstDay, last) + 1);
  const recent = counted
    .filter(({ day }) => day > addDays(last, -PACE_DAYS))
    .reduce((sum, { minor }) => sum + minor, 0);
  return {
    cell,
    spent: money(Math.round(total), budgetCap.currency),
    perDay: days > 0 ? money(Math.round(recent / days), budgetCap.currency) : null,
    gap: null,
  };
}

/** What each cell spent on its days, in the order given. What can't be told has a gap. Errors: those of the engine. */
export async function readCellSpend(
  reader: CellReader,
  { cells }: { readonly cells: readonly ExploreCellRecord[] },
  signal?: AbortSignal,
): Promise<Result<{ readonly rows: readonly CellSpend[] }>> {
  const rows: CellSpend[] = [];
  for (const cell of cells) {
    const { arms } = cell.design;
    const spent: Result<Spent> =
      arms.kind === 'cells'
        ? ok({ gap: CELLS_OF_THEIR_OWN })
        : arms.kind === 'creatives'
          ? await creativeSpend(reader, cell, arms.testId, signal)
          : await paidSpend(reader, cell, signal);
    if (!spent.ok) return spent;
    rows.push(spendOf(cell, spent.value));
  }
  return ok({ rows });
}

const GROUND = ['impressions', 'clicks', 'sessions', 'signups', 'spend', 'first_revenue'] as const;

function groundRow(rows: readonly MetricRow[], channel: string, segment: string, digits: number): CellGroundRow {
  const value = (row: MetricRow, id: (typeof GROUND)[number]) => row.values.get(id)?.numerator ?? 0;
  const sum = (id: (typeof GROUND)[number]) => rows.reduce((all, row) => all + value(row, id), 0);
  const returns = rows.flatMap((row) => {
    const spend = value(row, 'spend');
    return spend > 0 ? [value(row, 'first_revenue') / spend] : [];
  });
  const mean = returns.length === 0 ? 0 : returns.reduce((all, own) => all + own, 0) / returns.length;
  return {
    ...{ channel, segment, days: rows.length },
    ...{ impressions: sum('impressions'), clicks: sum('clicks'), sessions: sum('sessions'), signups: sum('signups') },
    spend: sum('spend') / 10 ** digits,
    firstRevenue: sum('first_revenue') / 10 ** digits,
    returns: { days: returns.length, mean, squares: returns.reduce((all, own) => all + (own - mean) ** 2, 0) },
  };
}

/** Sums by channel and segment over some days: what an exploration plan stands on. Errors: FX_RATE_MISSING, those of the engine. */
export async function readCellGround(
  reader: CellReader,
  { currency, days, to }: { readonly currency: string; readonly days: number; readonly to: Day | null },
  signal?: AbortSignal,
): Promise<
  Result<{ readonly rows: readonly CellGroundRow[]; readonly from: Day | null; readonly dataThrough: Day | null }>
> {
  const known = await reader.engine.query(PAID_SOURCES, {}, signal);
  if (!known.ok) return known;
  const dataThrough = dataThroughOf(known.value.sources);
  if (dataThrough === null) return ok({ rows: [], from: null, dataThrough });
  const last = to === null || to > dataThrough ? dataThrough : to;
  const from = addDays(last, 1 - days);
  const found = await readMetrics(
    reader.engine,
    {
      metrics: GROUND.map((id) => metric(reader, id)),
      ...{ days: { from, to: last }, by: ['channel', 'segment'], grain: 'day', filters: {}, currency },
    },
    signal,
  );
  if (!found.ok) return found;
  const groups = new Map<string, { channel: string; segment: string; rows: MetricRow[] }>();
  for (const row of found.value.rows) {
    const { channel = '', segment = '' } = row.dims;
    const key = JSON.stringify([channel, segment]);
    const group = groups.get(key) ?? { channel, segment, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const digits = minorDigits(currency);
  const rows = [...groups.values()].map((group) => groundRow(group.rows, group.channel, group.segment, digits));
  return ok({ rows, from, dataThrough: last });
}
