import type { ExperimentRecord } from '../../contract/index.ts';
import { addDays, type Day, dayOf } from '../../core/index.ts';
import { seededUniform } from '../../stats/index.ts';
import { momentsOf } from '../stats/index.ts';
import type { ExperimentData, MetricDay, MetricSums } from '../sums.ts';

/** What one unit did in one metric, after the exposure and (u, v) before it. */
export interface Values {
  readonly x: number;
  readonly y?: number;
  readonly u?: number;
  readonly v?: number;
}

/** A unit of a made-up experiment. */
export interface Unit {
  readonly variation: string;
  readonly day: Day;
  readonly device: string;
  readonly values: Readonly<Record<string, Values>>;
}

const NAMES = ['x', 'y', 'u', 'v'] as const;

const product = (rows: readonly Values[], a: 'x' | 'y' | 'u' | 'v', b: 'x' | 'y' | 'u' | 'v'): number | null => {
  if (rows.some((row) => row[a] === undefined || row[b] === undefined)) return null;
  const mean = (of: 'x' | 'y' | 'u' | 'v') => rows.reduce((sum, row) => sum + (row[of] ?? 0), 0) / rows.length;
  const [ma, mb] = [mean(a), mean(b)];
  return rows.reduce((sum, row) => sum + ((row[a] ?? 0) - ma) * ((row[b] ?? 0) - mb), 0);
};

/** The centred sums of some units' values, by their definition. */
export function sumsOf(rows: readonly Values[]): MetricSums {
  const [x, y, u, v] = NAMES.map((name) =>
    rows.some((row) => row[name] === undefined) ? null : momentsOf(rows.map((row) => row[name] ?? 0)),
  );
  return {
    x: x ?? momentsOf([]),
    y: y ?? null,
    u: u ?? null,
    v: v ?? null,
    xy: product(rows, 'x', 'y'),
    xu: product(rows, 'x', 'u'),
    xv: product(rows, 'x', 'v'),
    yu: product(rows, 'y', 'u'),
    yv: product(rows, 'y', 'v'),
    uv: product(rows, 'u', 'v'),
  };
}

export const EMPTY: ExperimentData = {
  daily: [],
  segments: [],
  ages: [],
  quantiles: [],
  exposure: [],
  multipleExposures: 0,
  unknownVariations: [],
  dataThrough: null,
};

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** The data of an experiment, from its units. */
export function dataOf({ design }: ExperimentRecord, units: readonly Unit[]): ExperimentData {
  const days = distinct(units.map(({ day }) => day)).toSorted();
  const last = days.at(-1) ?? null;
  const keys = design.variations.map(({ key }) => key);
  const metrics = design.metrics.map(({ id }) => id);
  const rows = (metric: string, of: readonly Unit[]): readonly Values[] =>
    of.flatMap((unit) => unit.values[metric] ?? []);
  const daily = days.flatMap((day) =>
    metrics.flatMap((metric) =>
      keys.map((variation): MetricDay => {
        const own = units.filter((unit) => unit.variation === variation && unit.day <= day);
        return { day, metric, variation, sums: sumsOf(rows(metric, own)) };
      }),
    ),
  );
  const segments = distinct(units.map(({ device }) => device)).flatMap((value) =>
    metrics.flatMap((metric) =>
      keys.map((variation) => {
        const own = units.filter((unit) => unit.variation === variation && unit.device === value);
        return { dimension: 'device' as const, value, metric, variation, sums: sumsOf(rows(metric, own)) };
      }),
    ),
  );
  const exposure = days.flatMap((day) =>
    keys.map((variation) => ({
      day,
      variation,
      units: units.filter((unit) => unit.variation === variation && unit.day === day).length,
    })),
  );
  return { ...EMPTY, daily, segments, exposure, dataThrough: last };
}

export const FIRST = dayOf('2026-10-05');

interface World {
  readonly seed: number;
  readonly days: number;
  readonly unitsPerDay: number;
  /** By variation: share that signs up and sessions of a unit on average. */
  readonly truth: Readonly<Record<string, { readonly rate: number; readonly sessions: number }>>;
  /** Shares of the arms; default even. */
  readonly shares?: readonly number[];
}

/** Units of an experiment with sign-ups and sessions; what a unit did before tells something of what it does after. */
export function drawWorld({ seed, days, unitsPerDay, truth, shares }: World): readonly Unit[] {
  const uniform = seededUniform(seed);
  const keys = Object.keys(truth);
  const pick = (): string => {
    let left = uniform();
    for (const [index, key] of keys.entries()) {
      left -= shares?.[index] ?? 1 / keys.length;
      if (left < 0) return key;
    }
    return keys.at(-1) ?? '';
  };
  return Array.from({ length: days * unitsPerDay }, (_, index): Unit => {
    const variation = pick();
    const own = truth[variation] ?? { rate: 0, sessions: 0 };
    const keen = uniform();
    return {
      variation,
      day: addDays(FIRST, Math.floor(index / unitsPerDay)),
      device: uniform() < 0.6 ? 'mobile' : 'desktop',
      values: {
        'sign-ups': { x: uniform() < own.rate ? 1 : 0, u: 0 },
        sessions: { x: own.sessions * (0.5 + keen) + uniform(), u: 3 * keen + uniform() },
      },
    };
  });
}
