import { DAY_MICROS, mixedPairs, type PlannedMetric, type SumPlan } from '../plan.ts';
import { valueX, valueY } from './changes.ts';
import { OPEN, STOPPED, written } from './relations.ts';
import type { Width } from './rows.ts';

/**
 * Events of one kind of which a unit's whole days since its exposure are added up, each once for all metrics. `opens` and
 * `cut` are offsets from the exposure that fall within a day; windows of whole days leave out whole ages.
 */
interface Slice {
  readonly event: number;
  readonly opens: number;
  readonly cut: number | null;
}

const partOfDay = (offset: number): boolean => offset % DAY_MICROS !== 0;

function slicesOf({ events, pairs, lanes }: SumPlan, metrics: readonly PlannedMetric[]) {
  const slices = new Map<string, Slice & { readonly number: number }>();
  const place = (event: string, opens: number, closes: number | null): number => {
    const cut = closes !== null && partOfDay(closes) ? closes : null;
    const slice = { event: events.indexOf(event), opens: partOfDay(opens) ? opens : 0, cut };
    const key = JSON.stringify(slice);
    const { number } = slices.get(key) ?? { number: slices.size };
    slices.set(key, { ...slice, number });
    return number;
  };
  const readings = metrics.flatMap(({ number, lane, closes }) => {
    const { pair, opens } = lanes[lane] ?? { pair: 0, opens: 0 };
    const { x, y } = pairs[pair] ?? { x: '', y: null };
    const ofY = y === null ? 'NULL' : place(y, opens, closes);
    return `${number}::UTINYINT, ${place(x, opens, closes)}, ${ofY}::INTEGER, ${opens}::BIGINT`;
  });
  const rows = [...slices.values()].map(
    ({ number, event, opens, cut }) => `${number}, ${event}::UTINYINT, ${opens}::BIGINT, ${cut ?? OPEN}::BIGINT`,
  );
  return { slices: rows, readings };
}

/** The day at whose end a unit's day `age` since its exposure has been seen to its end. */
const seenOn = (age: string): string => `((exposed + ${DAY_MICROS - 1}) // ${DAY_MICROS} + ${age})`;

const AGE = `since // ${DAY_MICROS}`;

/** Whether a metric has the age, and a unit has it before the stop where that ends the window. */
const counts = (of: string): string => `(${of}.age + 1) * ${DAY_MICROS} > opens AND ${of}.age * ${DAY_MICROS} < closes
    AND (closes < ${OPEN} OR ${of}.exposed + (${of}.age + 1) * ${DAY_MICROS} <= ${STOPPED})`;

/**
 * Units' x and y of each metric by whole days since their first exposure, as `ages`, over `happened`, `arms` and
 * `metrics`. x and y of a ratio of two events are rows of their own, with their product where a unit has both.
 * @param asked seen: which of those days are asked for, by `seen_on`, the day at whose end they are over; width: of products;
 *   by: what arms are told apart by
 */
export function byAge(
  plan: SumPlan,
  metrics: readonly PlannedMetric[],
  {
    seen,
    width,
    by = ['variation'],
  }: { readonly seen: string; readonly width: Width; readonly by?: readonly string[] },
): readonly string[] {
  const { slices, readings } = slicesOf(plan, metrics);
  const mixed = new Set(mixedPairs(plan));
  const isMixed = metrics.some(({ lane }) => mixed.has(plan.lanes[lane]?.pair ?? -1));
  const names = by.map((column) => `aged.${column}`).join(', ');
  const ofTwo = `
  UNION ALL
  SELECT metric, ${names}, age, ${seenOn('age')}, 0, ${valueY('hits', 'amount')}, 0
  FROM aged JOIN reads ON slice = slice_y WHERE slice_x <> slice_y AND ${counts('aged')}
  UNION ALL
  SELECT metric, ${names}, aged.age, ${seenOn('aged.age').replace('exposed', 'aged.exposed')}, 0, 0,
    (${valueX('aged.hits', 'aged.amount')})::${width} * (${valueY('others.hits', 'others.amount')})
  FROM aged JOIN reads ON aged.slice = slice_x
  JOIN aged AS others ON others.uid = aged.uid AND others.age = aged.age AND others.slice = slice_y
  WHERE slice_x <> slice_y AND ${counts('aged')}`;
  return [
    written('slices', ['slice', 'event', 'opens', 'cut'], slices),
    written('readings', ['metric', 'slice_x', 'slice_y', 'opens'], readings),
    'reads AS MATERIALIZED (SELECT * FROM readings JOIN metrics USING (metric))',
    `aged AS MATERIALIZED (
  SELECT uid, slice, age, ${by.map((column) => `min(${column}) AS ${column}`).join(', ')}, min(exposed) AS exposed, count(*) AS hits, sum(amount)::BIGINT AS amount
  FROM (SELECT uid, ${by.join(', ')}, exposed, slice, ${AGE} AS age, amount, ${seenOn(AGE)} AS seen_on
    FROM happened JOIN arms USING (arm) JOIN slices ON slices.event = happened.event WHERE since >= opens AND since < cut)
  WHERE ${seen} GROUP BY uid, slice, age)`,
    `ages AS (
  SELECT metric, ${names}, age, ${seenOn('age')} AS batch, ${valueX('hits', 'amount')} AS x,
    CASE WHEN slice_x = slice_y THEN ${valueY('hits', 'amount')} ELSE 0 END AS y, 0::${width} AS product
  FROM aged JOIN reads ON slice = slice_x WHERE ${counts('aged')}${isMixed ? ofTwo : ''})`,
  ];
}
