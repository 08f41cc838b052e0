import type { ExperimentMetric, ExperimentRecord } from '../../contract/index.ts';
import { addDays, dayOf, daysFrom } from '../../core/index.ts';
import { jointMomentsOf, momentsOf } from '../stats/index.ts';
import type { ExperimentData, MetricSums } from '../sums.ts';
import type { Exposure, Outcome } from './trial.fixture.ts';

/** The sums of an experiment unit by unit and day by day, as a person would count them: slow, and of nothing in common. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const millis = (at: string): number => Date.parse(`${at}Z`);
const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + DAY;

interface Unit {
  readonly id: string;
  readonly first: number;
  readonly variation: string;
  readonly dims: Readonly<Record<'segment' | 'device' | 'country', string | null>>;
}

interface World {
  readonly record: ExperimentRecord;
  readonly exposures: readonly Exposure[];
  readonly outcomes: readonly Outcome[];
  readonly through: string;
}

interface Value {
  readonly x: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const stopOf = ({ record }: World): number =>
  record.stoppedAt === null ? Number.POSITIVE_INFINITY : Date.parse(record.stoppedAt);

function unitsOf(world: World) {
  const { record } = world;
  const start = record.since === null ? record.startedAt : `${record.since}T00:00:00Z`;
  const from = start === null ? Number.NEGATIVE_INFINITY : Date.parse(start);
  const mine = world.exposures.filter(
    (row) =>
      row.experiment === record.design.key &&
      millis(row.at) < endOf(world.through) &&
      millis(row.at) >= from &&
      millis(row.at) <= stopOf(world),
  );
  const known = new Set(record.design.variations.map(({ key }) => key));
  const units: Unit[] = [];
  let several = 0;
  const unknown = new Map<string, number>();
  for (const id of new Set(mine.map((row) => row.unit))) {
    const rows = mine.filter((row) => row.unit === id).toSorted((a, b) => millis(a.at) - millis(b.at));
    const [row] = rows;
    if (row === undefined) continue;
    if (new Set(rows.map(({ variation }) => variation)).size > 1) several += 1;
    else if (!known.has(row.variation)) unknown.set(row.variation, (unknown.get(row.variation) ?? 0) + 1);
    else {
      const { segment, device, country } = row;
      units.push({ id, first: millis(row.at), variation: row.variation, dims: { segment, device, country } });
    }
  }
  return { units, several, unknown };
}

/** Values of a unit's events of one name from `from` to before `to`. */
function eventsOf(world: World, unit: Unit, event: string, [from, to]: readonly [number, number]): number[] {
  return world.outcomes
    .filter((row) => row.unit === unit.id && row.metric === event && millis(row.at) < endOf(world.through))
    .filter((row) => millis(row.at) >= from && millis(row.at) < to)
    .map((row) => row.value);
}

function windowOf(world: World, unit: Unit, { window }: ExperimentMetric): readonly [number, number] {
  const from = unit.first + window.delayHours * HOUR;
  return [from, window.hours === null ? stopOf(world) + 1 : from + window.hours * HOUR];
}

const within = (
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
): readonly [number, number] => [Math.max(from, low), Math.min(to, high)];

/** x and y of a unit over a stretch of time, and u and v. */
function valuesOf(
  world: World,
  unit: Unit,
  metric: ExperimentMetric,
  { cap, stretch }: { readonly cap: number; readonly stretch: readonly [number, number] },
): Value {
  const days = world.record.design.rule.covariateDays;
  const prior: readonly [number, number] = [unit.first - days * DAY, unit.first];
  const read = (event: string, at: readonly [number, number], how: 'sum' | 'count' | 'any'): number => {
    const found = eventsOf(world, unit, event, at);
    if (how === 'any') return found.length > 0 ? 1 : 0;
    return how === 'count' ? found.length : sum(found);
  };
  const how = metric.kind === 'proportion' || metric.kind === 'retention' ? 'any' : 'sum';
  const y = (at: readonly [number, number]): number =>
    metric.kind === 'ratio' ? read(metric.denominator.event, at, metric.denominator.of) : 0;
  return {
    x: Math.min(cap, read(metric.event, stretch, how)),
    y: y(stretch),
    u: Math.min(cap, read(metric.event, prior, how)),
    v: y(prior),
  };
}

/** The cap of a metric: the percentile of the sums above zero of all units. */
function capOf(world: World, units: readonly Unit[], metric: ExperimentMetric): number {
  if ((metric.kind !== 'mean' && metric.kind !== 'ratio') || metric.capping.kind === 'none') return Infinity;
  if (metric.capping.kind === 'value') return metric.capping.value;
  const sums = units
    .map((unit) => valuesOf(world, unit, metric, { cap: Infinity, stretch: windowOf(world, unit, metric) }).x)
    .filter((x) => x > 0)
    .toSorted((a, b) => a - b);
  if (sums.length === 0) return Infinity;
  return sums[Math.ceil(metric.capping.percentile * sums.length) - 1] ?? Infinity;
}

function interpolated(sorted: readonly number[], level: number): number {
  const place = (sorted.length - 1) * level;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? below) - below);
}

function sumsOf(metric: ExperimentMetric, values: readonly Value[], covariate: boolean): MetricSums {
  const moments = (name: keyof Value) => momentsOf(values.map((value) => value[name]));
  const joint = (a: keyof Value, b: keyof Value) =>
    jointMomentsOf(values.map((value): readonly [number, number] => [value[a], value[b]])).cxy;
  const y = metric.kind === 'ratio';
  const u = covariate && metric.kind !== 'retention';
  return {
    x: moments('x'),
    y: y ? moments('y') : null,
    u: u ? moments('u') : null,
    v: u && y ? moments('v') : null,
    xy: y ? joint('x', 'y') : null,
    xu: u ? joint('x', 'u') : null,
    xv: u && y ? joint('x', 'v') : null,
    yu: u && y ? joint('y', 'u') : null,
    yv: u && y ? joint('y', 'v') : null,
    uv: u && y ? joint('u', 'v') : null,
  };
}

/** Whether a unit counts for a metric at an instant. */
function counts(unit: Unit, { kind, window }: ExperimentMetric, at: number): boolean {
  const wait = kind === 'retention' ? (window.delayHours + (window.hours ?? 0)) * HOUR : 0;
  return unit.first < at && unit.first + wait <= at;
}

function quantileOf(world: World, units: readonly Unit[], metric: ExperimentMetric) {
  if (metric.kind !== 'quantile') return null;
  const events = units.map((unit) => eventsOf(world, unit, metric.event, windowOf(world, unit, metric)));
  const owned =
    metric.of === 'events'
      ? events.filter((own) => own.length > 0)
      : events.filter((own) => own.length > 0 || !metric.ignoreZeros).map((own) => [sum(own)]);
  const sorted = owned.flat().toSorted((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return null;
  const width = 1.959963984540054 * Math.sqrt((metric.level * (1 - metric.level)) / n);
  const rank = (share: number) => sorted[Math.max(1, Math.min(n, Math.ceil(n * share))) - 1] ?? 0;
  const estimate = interpolated(sorted, metric.level);
  const joint = jointMomentsOf(
    owned.map((own): readonly [number, number] => [own.filter((value) => value <= estimate).length, own.length]),
  );
  const clusters = metric.of === 'events' ? joint : null;
  return { n, estimate, lower: rank(metric.level - width), upper: rank(metric.level + width), clusters };
}

export function bruteForce(world: World): ExperimentData {
  const { record, through } = world;
  const { units, several, unknown } = unitsOf(world);
  const { metrics, variations, rule } = record.design;
  const covariate = rule.covariateDays > 0;
  const arms = variations.map(({ key }) => ({ key, units: units.filter(({ variation }) => variation === key) }));
  const dayOfUnit = (unit: Unit) => dayOf(new Date(unit.first).toISOString().slice(0, 10));
  const firsts = units.map(dayOfUnit).toSorted();
  const longest = Math.max(
    0,
    ...metrics.map(({ window }) => (window.hours === null ? 0 : (window.delayHours + window.hours) * HOUR)),
  );
  const over = stopOf(world) + longest;
  const last = Number.isFinite(over) && over < endOf(through) ? new Date(over).toISOString().slice(0, 10) : through;
  const days = firsts[0] === undefined ? [] : daysFrom(firsts[0], dayOf(last));
  const summed = metrics
    .filter(({ kind }) => kind !== 'quantile')
    .map((metric) => ({ metric, cap: capOf(world, units, metric) }));
  const upTo = (metric: ExperimentMetric, cap: number, own: readonly Unit[], end: number): MetricSums =>
    sumsOf(
      metric,
      own
        .filter((unit) => counts(unit, metric, end))
        .map((unit) =>
          valuesOf(world, unit, metric, { cap, stretch: within(windowOf(world, unit, metric), [0, end]) }),
        ),
      covariate,
    );
  const aged = (metric: ExperimentMetric, cap: number, own: readonly Unit[], age: number): MetricSums | null => {
    const { delayHours, hours } = metric.window;
    if ((age + 1) * 24 <= delayHours || (hours !== null && age * 24 >= delayHours + hours)) return null;
    const seenUntil = Math.min(endOf(through), hours === null ? stopOf(world) : Infinity);
    const old = own.filter((unit) => unit.first + (age + 1) * DAY <= seenUntil);
    if (old.length === 0) return null;
    const values = old.map((unit) => {
      const stretch: readonly [number, number] = [unit.first + age * DAY, unit.first + (age + 1) * DAY];
      return valuesOf(world, unit, metric, { cap, stretch: within(windowOf(world, unit, metric), stretch) });
    });
    return sumsOf(metric, values, false);
  };
  return {
    daily: days.flatMap((day) =>
      summed.flatMap(({ metric, cap }) =>
        arms.map((arm) => ({
          day,
          metric: metric.id,
          variation: arm.key,
          sums: upTo(metric, cap, arm.units, endOf(day)),
        })),
      ),
    ),
    segments: summed.flatMap(({ metric, cap }) =>
      arms.flatMap((arm) =>
        (['segment', 'device', 'country'] as const).flatMap((dimension) =>
          [...new Set(arm.units.map(({ dims }) => dims[dimension]))].flatMap((value) => {
            const own = arm.units.filter(({ dims }) => dims[dimension] === value);
            const sums = upTo(metric, cap, own, endOf(through));
            return value === null || sums.x.n === 0
              ? []
              : [{ metric: metric.id, variation: arm.key, dimension, value, sums }];
          }),
        ),
      ),
    ),
    ages: summed
      .filter(({ metric }) => metric.kind !== 'retention')
      .flatMap(({ metric, cap }) =>
        arms.flatMap((arm) =>
          Array.from({ length: 40 }, (_, age) => age).flatMap((age) => {
            const sums = aged(metric, cap, arm.units, age);
            return sums === null ? [] : [{ age, metric: metric.id, variation: arm.key, sums }];
          }),
        ),
      ),
    quantiles: metrics.flatMap((metric) =>
      arms.flatMap((arm) => {
        const found = quantileOf(world, arm.units, metric);
        return found === null ? [] : [{ metric: metric.id, variation: arm.key, ...found }];
      }),
    ),
    exposure: [...new Set(firsts)].flatMap((day) =>
      arms.flatMap((arm) => {
        const own = arm.units.filter((unit) => dayOfUnit(unit) === day).length;
        return own === 0 ? [] : [{ day, variation: arm.key, units: own }];
      }),
    ),
    multipleExposures: several,
    unknownVariations: [...unknown].map(([variation, own]) => ({ variation, units: own })),
    dataThrough: dayOf(through),
  };
}

/** A random small world is read at the end of this many days. */
export const dayAfter = (day: string, days: number): string => addDays(dayOf(day), days);
