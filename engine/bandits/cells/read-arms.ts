import type { Days, ExploreCellRecord, Filters } from '../../contract/index.ts';
import { type Day, daysBetween, daysFrom, err, ok, type Result } from '../../core/index.ts';
import { VARIANT_TOTALS, variantLabel } from '../../creative/index.ts';
import {
  type MetricCatalogue,
  type MetricDefinition,
  type MetricRow,
  readDimensionValues,
  readMetrics,
} from '../../metrics/index.ts';
import { minorDigits, worded } from '../../serializer/index.ts';
import type { AnalyticsEngine } from '../../store/cache/types.ts';
import { type ArmEvidence, type CellEvidence, cellEvidence } from './evidence.ts';
import { type ArmDayRow, CREATIVE_CLICKS, CREATIVE_CONVERSIONS, LANDING_PAGES } from './queries.ts';

/** What cells are read from. */
export interface CellReader {
  readonly engine: AnalyticsEngine;
  readonly metrics: MetricCatalogue;
}

export interface ReadArms {
  readonly evidence: CellEvidence;
  readonly notes: readonly string[];
}

interface Asked {
  readonly record: ExploreCellRecord;
  /** All cells: the arms of a cell may be the running ones. */
  readonly cells: readonly ExploreCellRecord[];
  readonly days: Days;
}

/** An arm whose days are still to be filled in. */
interface NamedArm {
  readonly arm: string;
  readonly label: string;
  readonly note: string;
}

interface DayValue {
  readonly trials: number;
  readonly reward: number;
  readonly traffic: number;
}

/** Series of named arms from what is known of single days. */
class Series {
  readonly #days: readonly Day[];
  readonly #from: Day;
  readonly #values = new Map<string, DayValue[]>();

  constructor({ from, to }: Days) {
    this.#days = daysFrom(from, to);
    this.#from = from;
  }

  add(arm: string, day: Day, value: DayValue): void {
    const values = this.#values.get(arm) ?? this.#days.map(() => ({ trials: 0, reward: 0, traffic: 0 }));
    this.#values.set(arm, values);
    const index = daysBetween(this.#from, day);
    const before = values[index];
    if (before === undefined) return;
    values[index] = {
      trials: before.trials + value.trials,
      reward: before.reward + value.reward,
      traffic: before.traffic + value.traffic,
    };
  }

  get arms(): readonly string[] {
    return [...this.#values.keys()];
  }

  evidence(named: readonly NamedArm[]): CellEvidence {
    const arms = named.map(({ arm, label, note }): ArmEvidence => {
      const values = this.#values.get(arm) ?? [];
      return {
        ...{ arm, label, note },
        trials: values.map(({ trials }) => trials),
        reward: values.map(({ reward }) => reward),
        traffic: values.map(({ traffic }) => traffic),
      };
    });
    return cellEvidence(this.#days, arms);
  }
}

function addShares(series: Series, rows: readonly ArmDayRow[]): void {
  for (const { arm, day, trials, reward } of rows) series.add(arm, day, { trials, reward, traffic: trials });
}

async function readCreatives(
  { engine }: CellReader,
  { record: { design }, days }: Asked,
  testId: string,
  signal: AbortSignal | undefined,
): Promise<Result<ReadArms>> {
  const totals = await engine.query(VARIANT_TOTALS, { test_id: testId }, signal);
  if (!totals.ok) return totals;
  const definition = design.reward === 'conversion_rate' ? CREATIVE_CONVERSIONS : CREATIVE_CLICKS;
  const scope = { test_id: testId, channel: design.channel, segment: design.segment, ...days };
  const found = await engine.query(definition, scope, signal);
  if (!found.ok) return found;
  const series = new Series(days);
  addShares(series, found.value.rows);
  // The letters of the whole test, so that a variant is called the same wherever it is shown.
  const named = totals.value.rows.map(({ variant_id, headline }, index) => ({
    arm: variant_id,
    label: variantLabel(index),
    note: headline ?? '',
  }));
  return ok({ evidence: series.evidence(named), notes: [] });
}

async function readLandingPages(
  { engine }: CellReader,
  { record: { design }, days }: Asked,
  signal: AbortSignal | undefined,
): Promise<Result<ReadArms>> {
  const found = await engine.query(LANDING_PAGES, { channel: design.channel, ...days }, signal);
  if (!found.ok) return found;
  const series = new Series(days);
  addShares(series, found.value.rows);
  return ok({ evidence: series.evidence(series.arms.map((arm) => ({ arm, label: arm, note: '' }))), notes: [] });
}

const METRICS_OF = {
  click_rate: ['impressions', 'clicks'],
  conversion_rate: ['impressions', 'clicks'],
  signup_rate: ['sessions', 'signups'],
  signups_per_spend: ['spend', 'signups'],
  return_on_spend: ['spend', 'first_revenue'],
} as const;

/** @throws Error when the product's catalogue lacks a metric that cells are made of. */
function metricOf(metrics: MetricCatalogue, id: string): MetricDefinition {
  const metric = metrics.get(id);
  if (metric === undefined) throw new Error(`the metric catalogue has no ${id}`);
  return metric;
}

/** A day of an arm by the two sums its reward is made of; money in minor units. */
function dayValue({ values }: MetricRow, reward: keyof typeof METRICS_OF, digits: number): DayValue {
  const [first, second] = METRICS_OF[reward];
  const [bottom, top] = [values.get(first)?.numerator ?? 0, values.get(second)?.numerator ?? 0];
  switch (reward) {
    case 'signups_per_spend': {
      const spend = bottom / 10 ** digits;
      return { trials: spend, reward: top, traffic: spend };
    }
    case 'return_on_spend':
      return bottom > 0
        ? { trials: 1, reward: top / bottom, traffic: bottom / 10 ** digits }
        : { trials: 0, reward: 0, traffic: 0 };
    default:
      return { trials: bottom, reward: top, traffic: bottom };
  }
}

const pairOf = (channel: string | null, segment: string | null): string => `${channel ?? 'all'} × ${segment ?? 'all'}`;

interface Pair {
  readonly channel: string | null;
  readonly segment: string | null;
}

/** Whether one scope holds all of another and more. */
const holds = (wide: Pair, narrow: Pair): boolean =>
  (wide.channel === null || wide.channel === narrow.channel) &&
  (wide.segment === null || wide.segment === narrow.segment) &&
  !(wide.channel === narrow.channel && wide.segment === narrow.segment);

/** Channel and segment of the running cells, each once. One that holds another is left out: no money is counted twice. */
function runningPairs(cells: readonly ExploreCellRecord[]): readonly (readonly [string, Pair])[] {
  const pairs = new Map(
    cells
      .filter(({ status, design }) => status === 'running' && design.arms.kind !== 'cells')
      .map(({ design: { channel, segment } }) => [pairOf(channel, segment), { channel, segment }] as const),
  );
  return [...pairs].filter(([, pair]) => ![...pairs.values()].some((other) => holds(pair, other)));
}

async function readPaid(
  { engine, metrics }: CellReader,
  { record: { design }, cells, days }: Asked,
  signal: AbortSignal | undefined,
): Promise<Result<ReadArms>> {
  const { channel, segment, reward, arms, budgetCap } = design;
  const by = arms.kind === 'campaigns' ? (['campaign'] as const) : (['channel', 'segment'] as const);
  const filters: Filters = {
    ...(channel === null ? {} : { channel: [channel] }),
    ...(segment === null ? {} : { segment: [segment] }),
  };
  const found = await readMetrics(
    engine,
    {
      metrics: METRICS_OF[reward].map((id) => metricOf(metrics, id)),
      ...{ days, filters, by, grain: 'day', currency: budgetCap.currency },
    },
    signal,
  );
  if (!found.ok) return found;
  const { rows, rateNotes: notes } = found.value;
  const digits = minorDigits(budgetCap.currency);
  const sums = new Map<string, MetricRow[]>();
  const put = (arm: string, row: MetricRow) => {
    const own = sums.get(arm) ?? [];
    own.push(row);
    sums.set(arm, own);
  };
  const pairs = runningPairs(cells);
  for (const row of rows) {
    const { dims } = row;
    if (arms.kind === 'campaigns') put(dims.campaign ?? '', row);
    else if (arms.kind === 'audiences') put(dims.segment ?? '', row);
    else
      for (const [pair, scope] of pairs)
        if ((scope.channel ?? dims.channel) === dims.channel && (scope.segment ?? dims.segment) === dims.segment)
          put(pair, row);
  }
  const series = new Series(days);
  for (const [arm, own] of sums)
    for (const [day, row] of dayTotals(own)) series.add(arm, day, dayValue(row, reward, digits));
  const labels = await labelsOf(engine, arms.kind, pairs, signal);
  if (!labels.ok) return labels;
  const named = series.arms.toSorted().map((arm) => ({ arm, label: labels.value.get(arm) ?? worded(arm), note: '' }));
  return ok({ evidence: series.evidence(named), notes });
}

/** Rows of one arm put together by day: a ratio of a day is one of its sums, not a sum of ratios. */
function dayTotals(rows: readonly MetricRow[]): ReadonlyMap<Day, MetricRow> {
  const byDay = new Map<Day, MetricRow>();
  for (const row of rows) {
    if (row.at === null) continue;
    const before = byDay.get(row.at);
    if (before === undefined) {
      byDay.set(row.at, row);
      continue;
    }
    const values = new Map(
      [...row.values].map(([id, own]) => {
        const numerator = own.numerator + (before.values.get(id)?.numerator ?? 0);
        return [id, { value: numerator, numerator, denominator: null }] as const;
      }),
    );
    byDay.set(row.at, { ...row, values });
  }
  return byDay;
}

async function labelsOf(
  engine: AnalyticsEngine,
  kind: string,
  pairs: ReturnType<typeof runningPairs>,
  signal: AbortSignal | undefined,
): Promise<Result<ReadonlyMap<string, string>>> {
  if (kind === 'cells')
    return ok(
      new Map(
        pairs.map(([pair, { channel, segment }]) => [
          pair,
          `${worded(channel ?? 'all')} × ${worded(segment ?? 'all')}`,
        ]),
      ),
    );
  if (kind !== 'campaigns') return ok(new Map());
  const values = await readDimensionValues(engine, 'campaign', signal);
  return values.ok ? ok(new Map(values.value.map(({ id, name }) => [id, name]))) : err(values.error);
}

/**
 * Arms of a cell with what they did on each of the days, straight from the data. Errors: FX_RATE_MISSING, those of the
 * engine.
 */
export function readArms(reader: CellReader, asked: Asked, signal?: AbortSignal): Promise<Result<ReadArms>> {
  const { arms } = asked.record.design;
  switch (arms.kind) {
    case 'creatives':
      return readCreatives(reader, asked, arms.testId, signal);
    case 'landing_pages':
      return readLandingPages(reader, asked, signal);
    default:
      return readPaid(reader, asked, signal);
  }
}
