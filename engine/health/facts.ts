import type { DatasetFreshness, QuarantineReason } from '../contract/index.ts';
import type { Day } from '../core/index.ts';
import type { CurrencyDays, RestatedDay, SchemaChange, SumRow } from './queries.ts';
import type { DayValue } from './unusual.ts';

/** How a dataset's data come: day by day, month by month, or all rows anew with each load. */
export type Cadence = 'day' | 'month' | 'snapshot';

/** All that is known of a dataset before it is judged. */
export interface DatasetFacts {
  readonly dataset: string;
  readonly cadence: Cadence;
  readonly freshness: DatasetFreshness;
  /** Rows by day, in order; days without rows are left out. */
  readonly days: readonly DayValue[];
  readonly sums: readonly SumRow[];
  readonly currencies: readonly CurrencyDays[];
  readonly restated: readonly RestatedDay[];
  readonly schemaChanges: readonly SchemaChange[];
  /** Of the loads that still hold a day. */
  readonly keptOut: readonly QuarantineReason[];
}

/** The last day that was promised: what is judged ends there. */
export const lastDay = ({ freshness, days }: DatasetFacts): Day | null =>
  freshness.dataThrough ?? days.at(-1)?.day ?? null;
