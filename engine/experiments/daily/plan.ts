import type { ExperimentMetric, ExperimentRecord } from '../../contract/index.ts';

const HOUR_MICROS = 3_600_000_000;
export const DAY_MICROS = 24 * HOUR_MICROS;

/** The events a unit's value is made from: those of x and, of a ratio, those of y, which may be the same. */
export interface Pair {
  readonly x: string;
  readonly y: string | null;
}

/**
 * A pair from a delay on, in microseconds after the first exposure. A unit's running sums along a lane are the same for
 * all metrics on it; where their windows end only decides which steps count.
 */
export interface Lane {
  readonly pair: number;
  readonly opens: number;
}

/** How a unit's value is made from its events: the sum of their values, their count, or whether there are any. */
export type Reading = 'sum' | 'count' | 'any';

export interface PlannedMetric {
  readonly metric: ExperimentMetric;
  /** Its place in the design: what it is called in queries. */
  readonly number: number;
  readonly lane: number;
  /** Microseconds after the first exposure from which events no longer count; null: the end of the experiment. */
  readonly closes: number | null;
  readonly readX: Reading;
  readonly readY: Reading;
  readonly covariate: boolean;
  /**
   * Microseconds after the first exposure from which on a unit counts; 0: at once. `closed`: its value is settled by then,
   * so that it is counted with all of it.
   */
  readonly entry: { readonly after: number; readonly closed: boolean };
}

/** What is to be summed for an experiment, each thing once. */
export interface SumPlan {
  readonly record: ExperimentRecord;
  readonly variations: readonly string[];
  readonly events: readonly string[];
  readonly pairs: readonly Pair[];
  readonly lanes: readonly Lane[];
  readonly metrics: readonly PlannedMetric[];
}

/** A list in which equal things are kept once. */
class Once<T> {
  readonly items: T[] = [];
  readonly #places = new Map<string, number>();

  place(item: T): number {
    const key = JSON.stringify(item);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.items.length);
    this.items.push(item);
    return this.items.length - 1;
  }
}

function entryOf({ kind, window }: ExperimentMetric): PlannedMetric['entry'] {
  if (kind !== 'retention') return { after: 0, closed: false };
  const hours = window.delayHours + (window.hours ?? 0);
  return { after: hours * HOUR_MICROS, closed: window.hours !== null };
}

/** Plans the sums of an experiment: metrics of the same events and delay share what is read for them. */
export function planSums(record: ExperimentRecord): SumPlan {
  const { design } = record;
  const pairs = new Once<Pair>();
  const lanes = new Once<Lane>();
  const metrics = design.metrics.map((metric, number): PlannedMetric => {
    const opens = metric.window.delayHours * HOUR_MICROS;
    const denominator = metric.kind === 'ratio' ? metric.denominator : null;
    const pair = pairs.place({ x: metric.event, y: denominator?.event ?? null });
    const yesOrNo = metric.kind === 'proportion' || metric.kind === 'retention';
    return {
      metric,
      number,
      lane: lanes.place({ pair, opens }),
      closes: metric.window.hours === null ? null : opens + metric.window.hours * HOUR_MICROS,
      readX: yesOrNo ? 'any' : 'sum',
      readY: denominator?.of ?? 'sum',
      covariate: design.rule.covariateDays > 0 && metric.kind !== 'quantile' && metric.kind !== 'retention',
      entry: entryOf(metric),
    };
  });
  const named = pairs.items.flatMap(({ x, y }) => (y === null ? [x] : [x, y]));
  return {
    record,
    variations: design.variations.map(({ key }) => key),
    events: [...new Set(named)],
    pairs: pairs.items,
    lanes: lanes.items,
    metrics,
  };
}

/** Whether any value is made from two sides, as ratios are. */
export const hasRatios = ({ pairs }: SumPlan): boolean => pairs.some(({ y }) => y !== null);

/** Pairs of two events, by number. */
export const mixedPairs = ({ pairs }: SumPlan): readonly number[] =>
  pairs.flatMap(({ x, y }, pair) => (y === null || y === x ? [] : [pair]));

/** What values of an event are held down to by the design. */
export const capsByEvent = ({ metrics }: SumPlan, event: string): readonly number[] =>
  metrics.flatMap(({ metric }) =>
    metric.event === event && 'capping' in metric && metric.capping.kind === 'value' ? [metric.capping.value] : [],
  );
