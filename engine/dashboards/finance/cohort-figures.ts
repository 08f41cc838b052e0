import type { TileColumn, TileId } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import {
  type Estimate,
  LTV_LEVEL,
  lifetimeValue,
  marginCurve,
  observedMonths,
  payback,
  ratioOf,
} from '../../finance/index.ts';
import { formatMoney, formatNumber, formatValue } from '../../serializer/index.ts';
import { dimensionColumn } from '../parts/columns.ts';
import { writtenDays } from '../parts/wording.ts';
import type { ProofMethod, TileContent, TileContext, TileDefinition } from '../tile.ts';
import { cacEstimate, horizonOf, readCac } from './estimates.ts';
import { LTV_METHOD, PAYBACK_METHOD, RATIO_METHOD } from './methods.ts';
import { type CohortReading, readCohorts } from './read-cohorts.ts';

type Look = Pick<TileColumn, 'id' | 'label' | 'kind' | 'better'> & { readonly currency?: string };

/** One estimate with its bounds; the months of a curve, when there is one, as the spark. */
function estimateContent(
  look: Look,
  estimate: Estimate | null,
  curve: readonly number[],
  words: { readonly sentence: string; readonly notes: readonly string[]; readonly title?: string },
): TileContent {
  const { id, label, ...shown } = look;
  const bounds = (['low', 'high'] as const).map(
    (role): TileColumn => ({
      ...shown,
      id: `${id}_${role}`,
      label: `${label}, ${role}`,
      role,
      of: id,
      level: LTV_LEVEL,
    }),
  );
  const measure: TileColumn = { ...shown, id, label, role: 'measure' };
  return {
    ...words,
    draw:
      curve.length === 0
        ? { as: 'figure', row: 'total', value: id }
        : { as: 'figure', row: 'total', value: id, spark: id, x: 'month' },
    columns: [dimensionColumn('month', 'Month of age', 'count'), measure, ...bounds],
    rows: [
      { key: 'total', cells: [null, estimate?.value ?? null, estimate?.low ?? null, estimate?.high ?? null] },
      ...curve.map((value, age) => ({ key: `age-${age + 1}`, cells: [age + 1, value, null, null] })),
    ],
  };
}

interface Read {
  readonly cohorts: CohortReading;
  readonly cac: Estimate | null;
}

async function readBoth(context: TileContext): Promise<Result<Read>> {
  const cohorts = await readCohorts(context, 'all');
  if (!cohorts.ok) return cohorts;
  const cac = await readCac(context, []);
  if (!cac.ok) return cac;
  return ok({ cohorts: cohorts.value, cac: cacEstimate(cac.value.metric, cac.value.table.rows[0]) });
}

const allOf = ({ groups }: CohortReading) => groups.get('all') ?? [];

const notesOf = ({ scope }: TileContext, { groups, rateNotes }: CohortReading): readonly string[] => [
  `From ${allOf({ groups, rateNotes, lastMonth: scope.period.to }).length} monthly cohorts; only calendar months that are over.`,
  ...rateNotes,
];

const notYet = (months: number, seen: number): string =>
  `LTV over ${months} months can't be told yet: three cohorts have reached ${seen} months of age.`;

/** LTV over the horizon (option `horizon`, months). */
const LTV: TileDefinition = {
  id: 'finance.ltv',
  async read(context) {
    const months = horizonOf(context);
    const reading = await readCohorts(context, 'all');
    if (!reading.ok) return reading;
    const cohorts = allOf(reading.value);
    const ltv = lifetimeValue(cohorts, months);
    const { currency } = context.scope;
    const seen = observedMonths(cohorts);
    const curve = marginCurve(cohorts, Math.min(months, seen)) ?? [];
    return ok(
      estimateContent({ id: 'ltv', label: 'LTV', kind: 'money', currency, better: 'up' }, ltv, curve, {
        title: `LTV, ${months} months`,
        sentence:
          ltv === null
            ? notYet(months, seen)
            : `A customer brings ${formatMoney({ minor: Math.round(ltv.value), currency })} of margin in ${months} months.`,
        notes: notesOf(context, reading.value),
      }),
    );
  },
  method: () => LTV_METHOD,
};

const LTV_CAC: TileDefinition = {
  id: 'finance.ltv_cac',
  async read(context) {
    const months = horizonOf(context);
    const reading = await readBoth(context);
    if (!reading.ok) return reading;
    const cohorts = allOf(reading.value.cohorts);
    const ratio = ratioOf(lifetimeValue(cohorts, months), reading.value.cac);
    const written = formatValue({ kind: 'ratio', value: ratio?.value ?? null });
    return ok(
      estimateContent({ id: 'ltv_cac', label: 'LTV to CAC', kind: 'ratio', better: 'up' }, ratio, [], {
        title: `LTV (${months} months) to CAC`,
        sentence:
          ratio === null
            ? notYet(months, observedMonths(cohorts))
            : `A customer brings ${written} what it cost to win one in ${writtenDays(context.scope.period)}.`,
        notes: notesOf(context, reading.value.cohorts),
      }),
    );
  },
  method: () => RATIO_METHOD,
};

const PAYBACK: TileDefinition = {
  id: 'finance.payback',
  async read(context) {
    const reading = await readBoth(context);
    if (!reading.ok) return reading;
    const { cac, cohorts } = reading.value;
    const found = cac === null ? null : payback(allOf(cohorts), cac.value);
    const months = found?.months ?? null;
    return ok(
      estimateContent({ id: 'payback', label: 'Months to payback', kind: 'number', better: 'down' }, months, [], {
        sentence:
          months === null
            ? `Customers have not paid back their cost within the ${found?.observed ?? 0} months that can be followed.`
            : `A customer pays back the cost of winning them in ${formatNumber(Math.round(months.value * 10) / 10)} months.`,
        notes: notesOf(context, cohorts),
      }),
    );
  },
  method: () => PAYBACK_METHOD,
};

/** How each cohort tile is made, for the table of channels. */
export const ESTIMATE_METHODS: Readonly<Record<string, ProofMethod>> = {
  ltv: LTV_METHOD,
  ltv_cac: RATIO_METHOD,
  payback: PAYBACK_METHOD,
};

export const COHORT_FIGURES: readonly (TileDefinition & { readonly id: TileId })[] = [LTV, LTV_CAC, PAYBACK];
