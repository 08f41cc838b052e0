import { ok } from '../../core/index.ts';
import { type Cohort, cohortPayback } from '../../finance/index.ts';
import { formatCount, formatMonth } from '../../serializer/index.ts';
import { dimensionColumn, flagColumn, textColumn } from '../parts/columns.ts';
import type { TileContext, TileDefinition } from '../tile.ts';
import { COHORT_METHOD } from './methods.ts';
import { readCohorts } from './read-cohorts.ts';

/** Cohorts shown as lines, newest first; those with a single month have no line. */
const LINES = 8;

const totals = ({ margin, customers }: Cohort): readonly number[] =>
  margin.reduce<number[]>((sums, month) => {
    sums.push((sums.at(-1) ?? 0) + month / customers);
    return sums;
  }, []);

const money = (id: string, label: string, { scope }: TileContext) =>
  ({ id, label, kind: 'money', currency: scope.currency, role: 'measure', better: 'up' }) as const;

/** Margin per customer by age against what a customer of that cohort cost. */
const PAYBACK_COHORTS: TileDefinition = {
  id: 'finance.payback_cohorts',
  async read(context) {
    const reading = await readCohorts(context, 'all');
    if (!reading.ok) return reading;
    const cohorts = (reading.value.groups.get('all') ?? []).filter(({ margin }) => margin.length > 1).slice(-LINES);
    const sum = (of: (cohort: Cohort) => number): number => cohorts.reduce((all, cohort) => all + of(cohort), 0);
    const cost =
      sum(({ spend }) => spend) /
      Math.max(
        1,
        sum(({ customers }) => customers),
      );
    const paid = cohorts.filter((cohort) => cohortPayback(cohort) !== null);
    return ok({
      sentence: `${formatCount(paid.length)} of the ${formatCount(cohorts.length)} newest cohorts with two months or more have paid back what they cost.`,
      draw: { as: 'line', x: 'age', y: ['margin'], series: 'cohort', goal: 'cac', stacked: false },
      columns: [
        dimensionColumn('cohort', 'Cohort'),
        dimensionColumn('age', 'Months', 'count'),
        money('margin', 'Margin per customer so far', context),
        { ...money('cac', 'Cost per customer, all shown', context), role: 'goal', of: 'margin', better: 'down' },
        { ...money('own_cac', 'Cost per customer of the cohort', context), better: 'down' },
        textColumn('payback', 'Paid back'),
        flagColumn(),
      ],
      rows: cohorts.flatMap((cohort) => {
        const back = cohortPayback(cohort);
        return totals(cohort).map((value, age) => ({
          key: `${cohort.cohort}|${age + 1}`,
          cells: [
            formatMonth(cohort.cohort),
            age + 1,
            value,
            cost,
            cohort.spend / cohort.customers,
            back === null ? 'not yet' : `after ${formatCount(Math.ceil(back))} months`,
            value >= cohort.spend / cohort.customers ? 'good' : null,
          ],
        }));
      }),
      notes: ['Only calendar months that are over.', ...reading.value.rateNotes],
    });
  },
  method: () => COHORT_METHOD,
};

/** Margin per customer in each month of age, cohort by cohort. */
const RETENTION: TileDefinition = {
  id: 'finance.retention',
  async read(context) {
    const reading = await readCohorts(context, 'all');
    if (!reading.ok) return reading;
    const cohorts = reading.value.groups.get('all') ?? [];
    return ok({
      sentence: `Margin per customer in each month of age, for ${formatCount(cohorts.length)} monthly cohorts.`,
      draw: { as: 'heatmap', row: 'cohort', column: 'age', value: 'margin' },
      columns: [
        dimensionColumn('cohort', 'Cohort'),
        dimensionColumn('age', 'Month', 'count'),
        money('margin', 'Margin per customer', context),
        { id: 'customers', label: 'Customers', kind: 'count', role: 'measure', better: 'up' },
      ],
      rows: cohorts.flatMap(({ cohort, customers, margin }) =>
        margin.map((value, age) => ({
          key: `${cohort}|${age + 1}`,
          cells: [formatMonth(cohort), age + 1, value / customers, customers],
        })),
      ),
      notes: [
        'The first month is shorter for most customers, as they come in the course of it.',
        ...reading.value.rateNotes,
      ],
    });
  },
  method: () => COHORT_METHOD,
};

export const COHORT_TABLES: readonly TileDefinition[] = [PAYBACK_COHORTS, RETENTION];
