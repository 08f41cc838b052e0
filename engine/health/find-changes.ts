import type { HealthFinding } from '../contract/index.ts';
import { formatCounted, formatDay } from '../serializer/index.ts';
import type { DatasetFacts } from './facts.ts';
import { countOf, finding } from './findings.ts';

/** A currency that came into a dataset, or one of its channels, later than its first day. */
export function currencyFindings({ dataset, currencies }: DatasetFacts): readonly HealthFinding[] {
  return [...new Set(currencies.map(({ split }) => split))].flatMap((split) => {
    const own = currencies.filter((entry) => entry.split === split);
    const start = own.map(({ first }) => first).toSorted()[0] ?? '';
    const before = own.filter(({ first }) => first === start).map(({ currency }) => currency);
    return own
      .filter(({ first }) => first > start)
      .map(({ currency, first }) =>
        finding(dataset, {
          kind: 'currency',
          weight: 'notice',
          about: [split, currency].filter((part) => part !== null).join('.'),
          from: first,
          to: null,
          short: `${split ?? 'Money'} in ${currency} since ${formatDay(first)}`,
          text: `${split === null ? 'Its money' : `Money of ${split}`} has come in ${currency} since ${formatDay(first)}; before it was ${before.join(' and ')}.`,
          next: 'Check that the account really changed. Pages convert each day at that day’s rate.',
          figures: [],
        }),
      );
  });
}

/** Columns that a load brought and the contract does not know. */
export const columnFindings = ({ dataset, schemaChanges }: DatasetFacts): readonly HealthFinding[] =>
  schemaChanges.map(({ change, column, type, loadId, loadedAt }) =>
    finding(dataset, {
      kind: 'columns',
      weight: 'notice',
      about: `${column}.${loadId}`,
      from: null,
      to: null,
      short: `Column ${column} ${change}`,
      text: `The load of ${formatDay(loadedAt.slice(0, 10))} has a column the contract does not know: ${column}, ${type}. It was left out.`,
      next: 'Nothing breaks. Add it to the contract when the workbench should keep it.',
      figures: [],
    }),
  );

/** Rows that loads kept out of what is shown, by rule over all loads. */
export function keptOutFindings({ dataset, keptOut }: DatasetFacts): readonly HealthFinding[] {
  const total = keptOut.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return [];
  const rules = new Set(keptOut.map(({ rule }) => rule)).size;
  return [
    finding(dataset, {
      kind: 'kept_out',
      weight: 'notice',
      about: '',
      from: null,
      to: null,
      short: `${formatCounted(total, 'row')} kept out`,
      text: 'Rows that break the contract were kept out of every number; the reasons and the rows are below.',
      next: 'Have them mended at the source and exported again, or change the contract if they are right.',
      figures: [
        { id: 'rows', label: 'Rows kept out', value: countOf(total) },
        { id: 'rules', label: 'Reasons', value: countOf(rules) },
      ],
    }),
  ];
}
