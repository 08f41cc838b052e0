import type { ExperimentMetric, ExperimentRecord } from '../../contract/index.ts';

const HOUR_MICROS = 3_600_000_000;
export const DAY_MICROS = 24 * HOUR_MICROS;

/** Events of one name that fall into one window around a unit's first exposure, in microseconds from it: [from, to). */
export interface Stream {
  readonly event: string;
  readonly from: number;
  /** null: to the end of the experiment. */
  readonly to: number | null;
}

/** What one unit's value is read off: the events of x, and of a ratio those of y. Numbers of streams. */
export interface Track {
  readonly x: number;
  readonly y: number | null;
}

/** How a unit's value is made from its events: the sum of their values, their count, or whether there are any. */
export type Reading = 'sum' | 'count' | 'any';

export interface PlannedMetric {
  readonly metric: ExperimentMetric;
  /** Number of its track. */
  readonly track: number;
  readonly readX: Reading;
  readonly readY: Reading;
  /** Streams of the covariates. */
  readonly before: Track | null;
  /**
   * Microseconds from the first exposure after which a unit counts; 0: at once. `closed`: its value is settled by then,
   * so that it is counted with all of it.
   */
  readonly entry: { readonly after: number; readonly closed: boolean };
}

/** What is to be summed for an experiment, each thing once. */
export interface SumPlan {
  readonly record: ExperimentRecord;
  readonly variations: readonly string[];
  readonly events: readonly string[];
  readonly streams: readonly Stream[];
  readonly tracks: readonly Track[];
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

/** Plans the sums of an experiment: metrics of the same events and window share what is read for them. */
export function planSums(record: ExperimentRecord): SumPlan {
  const { design } = record;
  const streams = new Once<Stream>();
  const tracks = new Once<Track>();
  const covariateDays = design.rule.covariateDays;
  const metrics = design.metrics.map((metric): PlannedMetric => {
    const from = metric.window.delayHours * HOUR_MICROS;
    const to = metric.window.hours === null ? null : from + metric.window.hours * HOUR_MICROS;
    const during = (event: string) => streams.place({ event, from, to });
    const prior = (event: string) => streams.place({ event, from: -covariateDays * DAY_MICROS, to: 0 });
    const denominator = metric.kind === 'ratio' ? metric.denominator : null;
    const track = { x: during(metric.event), y: denominator === null ? null : during(denominator.event) };
    const adjusted = covariateDays > 0 && metric.kind !== 'quantile' && metric.kind !== 'retention';
    return {
      metric,
      track: tracks.place(track),
      readX: metric.kind === 'proportion' || metric.kind === 'retention' ? 'any' : 'sum',
      readY: denominator?.of ?? 'sum',
      before: adjusted ? { x: prior(metric.event), y: denominator === null ? null : prior(denominator.event) } : null,
      entry: entryOf(metric),
    };
  });
  return {
    record,
    variations: design.variations.map(({ key }) => key),
    events: [...new Set(streams.items.map(({ event }) => event))],
    streams: streams.items,
    tracks: tracks.items,
    metrics,
  };
}
