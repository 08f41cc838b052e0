import type { Day } from '../../core/index.ts';

/** Bad rows planted into the sample: how they are made from good ones, and how many the contract has to keep out. */
export interface PlantedFault {
  /** The contract rule that has to catch them. */
  readonly rule: string;
  readonly rows: number;
  /** Replacements in a `SELECT * REPLACE (…)` over good rows, each a row of its own variant id. */
  readonly replace: (through: Day) => string;
  /** How often each row is written. */
  readonly copies: number;
}

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  { rule: 'clicks_within_impressions', rows: 3, copies: 1, replace: () => 'impressions + 4 AS clicks' },
  { rule: 'minimum:impressions', rows: 2, copies: 1, replace: () => '-1 - impressions AS impressions' },
  {
    rule: 'day_not_in_the_future',
    rows: 2,
    copies: 1,
    replace: (through) => `DATE '${through}' + 400 AS day`,
  },
  { rule: 'pattern:currency', rows: 1, copies: 1, replace: () => "'euro' AS currency" },
  { rule: 'required:test_name', rows: 1, copies: 1, replace: () => 'NULL AS test_name' },
  { rule: 'unique_key', rows: 4, copies: 2, replace: () => 'clicks AS clicks' },
];

/** SQL of the bad rows, over the good rows in `source`. Each carries a variant id of its own, so no good row suffers. */
export const faultRows = (source: string, through: Day): string =>
  PLANTED_FAULTS.map(({ rule, rows, copies, replace }, index) => {
    const picked = `SELECT * REPLACE (variant_id || '-${rule.replace(':', '-')}' AS variant_id)
      FROM (FROM ${source} ORDER BY day, test_id, variant_id, channel, segment LIMIT ${rows / copies} OFFSET ${100 * index})`;
    return `SELECT * REPLACE (${replace(through)}) FROM (${picked}), range(${copies}) AS copies(copy)`;
  })
    .map((sql) => `SELECT * EXCLUDE (copy) FROM (${sql})`)
    .join(' UNION ALL ');
