import type { TileColumn } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import { LTV_LEVEL, lifetimeValue, payback, ratioOf } from '../../finance/index.ts';
import { formatCount } from '../../serializer/index.ts';
import { boundColumns, dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricColumnMethod } from '../parts/metric-tile.ts';
import { readNames } from '../parts/names.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { ESTIMATE_METHODS } from './cohort-figures.ts';
import { cacEstimate, horizonOf, readCac } from './estimates.ts';
import { readCohorts } from './read-cohorts.ts';

type Look = Pick<TileColumn, 'id' | 'label' | 'kind' | 'better' | 'currency'>;

const withBounds = (look: Look): readonly TileColumn[] => [
  { ...look, role: 'measure' },
  ...(['low', 'high'] as const).map(
    (role): TileColumn => ({
      ...look,
      id: `${look.id}_${role}`,
      label: `${look.label}, ${role}`,
      role,
      of: look.id,
      level: LTV_LEVEL,
    }),
  ),
];

/** LTV:CAC that is usually asked for, and the one below which a channel loses money over the horizon. */
const GOOD = 3;
const LOSS = 1;

async function read(context: TileContext): Promise<Result<TileContent>> {
  const months = horizonOf(context);
  const cohorts = await readCohorts(context, 'channel');
  if (!cohorts.ok) return cohorts;
  const cac = await readCac(context, ['channel']);
  if (!cac.ok) return cac;
  const nameOf = await readNames(context, 'channel');
  if (!nameOf.ok) return nameOf;
  const { currency } = context.scope;
  const { metric, table } = cac.value;
  const rows = [...cohorts.value.groups].map(([channel, own]) => {
    const cost = cacEstimate(
      metric,
      table.rows.find(({ dims }) => dims.channel === channel),
    );
    const ltv = lifetimeValue(own, months);
    const ratio = ratioOf(ltv, cost);
    const back = cost === null ? null : payback(own, cost.value).months;
    // A flag only where the whole interval is on one side.
    const flag = ratio === null ? 'info' : ratio.low >= GOOD ? 'good' : ratio.high < LOSS ? 'bad' : null;
    const cells = [cost, ltv, ratio, back].flatMap((estimate) => [
      estimate?.value ?? null,
      estimate?.low ?? null,
      estimate?.high ?? null,
    ]);
    return { key: channel, cells: [nameOf.value(channel), ...cells, flag], ratio };
  });
  const sorted = rows.toSorted((a, b) => (b.ratio?.value ?? -1) - (a.ratio?.value ?? -1));
  const losing = sorted.filter(({ ratio }) => ratio !== null && ratio.high < LOSS).length;
  return ok({
    sentence:
      losing === 0
        ? `No channel is sure to bring less in ${months} months than it costs to win a customer there.`
        : `${formatCount(losing)} of ${formatCount(rows.length)} channels bring less in ${months} months than it costs to win a customer there.`,
    draw: { as: 'table', sort: 'ltv_cac' },
    columns: [
      dimensionColumn('channel', 'Channel'),
      metricColumn(metric, currency),
      ...boundColumns(metric, currency),
      ...withBounds({ id: 'ltv', label: `LTV, ${months} months`, kind: 'money', currency, better: 'up' }),
      ...withBounds({ id: 'ltv_cac', label: 'LTV to CAC', kind: 'ratio', better: 'up' }),
      ...withBounds({ id: 'payback', label: 'Months to payback', kind: 'number', better: 'down' }),
      flagColumn(),
    ],
    rows: sorted.map(({ key, cells }) => ({ key, cells })),
    notes: [
      'Customers count for the channel that brought them last; effects of one channel on another are not in these numbers.',
      ...cohorts.value.rateNotes,
    ],
  });
}

/** What a customer costs and brings, by channel. Option `horizon`. */
export const CHANNELS: TileDefinition = {
  id: 'finance.channels',
  read,
  method: (column, context) => ESTIMATE_METHODS[column.of ?? column.id] ?? metricColumnMethod(column, context),
};
