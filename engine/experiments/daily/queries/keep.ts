import { literal, literals } from '../../../store/cache/index.ts';
import { DAY_MICROS, type PlannedMetric, type SumPlan } from '../plan.ts';
import { addAges, takeBackAges } from './ages.ts';
import { changes, laterChanges } from './changes.ts';
import { NEWEST } from './current.ts';
import { increments } from './days.ts';
import { active, COUNTING, KEEPING, keptEvents } from './kept.ts';
import { baseWith, before, outcomesOf, type SumQuery, seenIn, THROUGH, withRelations, written } from './relations.ts';
import { SUM_NAMES, type Width } from './rows.ts';

/**
 * Statements that keep the sums of experiments with the same plan in one go, whose numbers among those kept are `$id` to
 * `$last`, or go on with those of one, `$id`. `$day` is a day by its number from 1 January 1970. Temporary tables: `keeping`
 * (the experiments), `day_seen` (their units exposed on the day, or at all), `turning` (units that were seen with another
 * variation). Numbers of arms and of units are given once in all that are kept in one go, so that an arm says whose it is.
 */

/** One of them, and between which instants its exposures count. */
export interface Kept {
  readonly id: number;
  readonly key: string;
  readonly signature: string;
  readonly started: string;
  readonly stopped: string;
}

export const beginKeeping = (kept: readonly Kept[]): readonly string[] => [
  `CREATE TEMP TABLE keeping AS WITH ${written(
    'keeping',
    ['id', 'key', 'signature', 'started', 'stopped'],
    kept.map(
      ({ id, key, signature, started, stopped }) =>
        `${id}, ${literal(key)}, ${literal(signature)}, TIMESTAMP ${literal(started)}, TIMESTAMP ${literal(stopped)}`,
    ),
  )} FROM keeping`,
];
export const endKeeping: readonly string[] = ['DROP TABLE keeping'];

const dayNumber = (day: string): string => `(${day} - DATE '1970-01-01')`;
const SUMS = SUM_NAMES.join(', ');

/** The exposures that count, of the experiments that are being kept. */
const exposures = (days: string): string => `ab_exposures JOIN keeping ON experiment_key = key
  WHERE unit_type = $unit AND ${days} AND exposed_at BETWEEN started AND stopped`;

/** Units of the part whose number is `$part` of `$parts`. */
const IN_PART = 'hash(unit_id) % $parts::UBIGINT = $part::UBIGINT';
const PART_UNITS = 'units AS NOT MATERIALIZED (FROM part_units)';
const PART_EVENTS = 'happened AS NOT MATERIALIZED (FROM part_events)';

const addArms = ({ variations }: SumPlan): string => `
INSERT INTO workbench.ab_arms
WITH known AS (SELECT id, arm, name, dims FROM workbench.ab_arms WHERE ${KEEPING})
SELECT id, coalesce((SELECT max(arm) FROM known), 0) + row_number() OVER (), variation, first_dims,
  CASE WHEN list_contains(${literals(variations)}, variation) THEN list_position(${literals(variations)}, variation) - 1 END
FROM (SELECT DISTINCT id, variation, first_dims FROM day_seen) AS seen
ANTI JOIN known ON known.id = seen.id AND known.name = variation AND known.dims = first_dims`;

/** Whose arm it is. */
const JOIN_ARMS = `JOIN (SELECT id, arm FROM workbench.ab_arms WHERE ${KEEPING}) AS own USING (arm)`;

/** What units did on some days. */
const outcomes = (query: SumQuery, units: string, rows: string): string =>
  withRelations([units, ...outcomesOf(query, query.plan.metrics, rows)], 'FROM happened');

/** Keeps events. */
const addEvents = (events: string): string => `INSERT INTO workbench.ab_events
SELECT id, batch, uid, arm, event, exposed, since, amount FROM (${events}) ${JOIN_ARMS}`;

const addIncrements = (parts: readonly string[]): string =>
  `INSERT INTO workbench.ab_increments ${withRelations(
    parts,
    `SELECT id, batch, metric, arm, day, ${SUMS} FROM increments ${JOIN_ARMS} ORDER BY id`,
  )}`;

/** Keeps the units through `$through`, from nothing. */
export const keepUnits = (query: SumQuery): readonly string[] => [
  `CREATE TEMP TABLE day_seen AS WITH ${seenIn(exposures('day <= $through::DATE'), 'id, unit_id')} FROM seen`,
  addArms(query.plan),
  `CREATE TEMP TABLE turning AS
WITH several AS (SELECT id, unit_id FROM day_seen WHERE variation <> other),
rows_of AS (
  SELECT id, unit_id, exposed_at, day, variation
  FROM (SELECT * FROM ${exposures('day <= $through::DATE AND unit_id IN (SELECT unit_id FROM several)')})
  SEMI JOIN several USING (id, unit_id)),
firsts AS (SELECT id, unit_id, arg_min(variation, exposed_at) AS own FROM rows_of GROUP BY id, unit_id)
SELECT id, unit_id, ${dayNumber('min(day)')} AS turned FROM rows_of JOIN firsts USING (id, unit_id)
WHERE variation <> own GROUP BY id, unit_id`,
  `INSERT INTO workbench.ab_units
SELECT day_seen.id, epoch_us(first_at) // ${DAY_MICROS}, day_seen.rowid - (SELECT min(rowid) FROM day_seen) + 1, day_seen.unit_id, epoch_us(first_at), arm, turned, false
FROM day_seen JOIN (SELECT id, arm, name, dims FROM workbench.ab_arms WHERE ${KEEPING}) AS arms
  ON arms.id = day_seen.id AND name = variation AND dims = first_dims LEFT JOIN turning ON turning.id = day_seen.id AND turning.unit_id = day_seen.unit_id`,
  'DROP TABLE day_seen',
  'DROP TABLE turning',
];

/** How many units are kept, whether they count or not. */
export const UNITS_KEPT = `SELECT count(*) AS n FROM workbench.ab_units WHERE ${KEEPING}`;

/** From nothing, what a part of the units did and what that brings. They have to be kept. */
export const keepPart = (query: SumQuery, metrics: readonly PlannedMetric[], width: Width): readonly string[] => [
  `CREATE TEMP TABLE part_units AS WITH ${active(IN_PART, KEEPING)} FROM units`,
  `CREATE TEMP TABLE part_events AS ${outcomes(query, PART_UNITS, `day <= $through::DATE AND ${IN_PART}`)}`,
  addEvents('FROM part_events'),
  addIncrements([
    ...changes(query.plan, baseWith(query, metrics, [PART_UNITS, PART_EVENTS, ...before(query.plan, 'part_events')])),
    increments(query.plan, 'before', width),
  ]),
  ...addAges(query, metrics, { events: PART_EVENTS, seen: `seen_on <= ${THROUGH}`, width }),
  'DROP TABLE part_units',
  'DROP TABLE part_events',
];

/** How many units turn out to have been exposed to another variation on the day, of those that counted. */
export const TURNING = 'SELECT count(*) AS n FROM turning';

/** Looks at the day's exposures. */
export const beginDay = ({ plan }: SumQuery): readonly string[] => [
  `CREATE TEMP TABLE day_seen AS
WITH ${seenIn(exposures(`day = DATE '1970-01-01' + $day::INTEGER`), 'id, unit_id')} FROM seen`,
  addArms(plan),
  `CREATE TEMP TABLE turning AS
SELECT uid, ab_units.unit_id, exposed, arm, ab_arms.variation FROM workbench.ab_units JOIN workbench.ab_arms USING (id, arm)
JOIN day_seen ON day_seen.unit_id = ab_units.unit_id
WHERE id = $id AND turned IS NULL AND (day_seen.variation <> name OR day_seen.other <> name)`,
];

const TURNING_UNITS = 'units AS (SELECT uid, exposed, arm FROM turning WHERE variation IS NOT NULL)';
const TURNING_EVENTS = keptEvents('happened', 'uid IN (SELECT uid FROM turning WHERE variation IS NOT NULL)');

/** Takes back all that units brought which now turn out to have several variations: through the day before, `$through`. */
export const takeBack = (query: SumQuery, metrics: readonly PlannedMetric[], width: Width): readonly string[] => [
  `INSERT INTO workbench.ab_increments ${withRelations(
    [
      ...changes(
        query.plan,
        baseWith(query, metrics, [TURNING_UNITS, TURNING_EVENTS, ...before(query.plan, 'happened')]),
      ),
      increments(query.plan, 'before', width),
    ],
    `SELECT $id, $day, metric, arm, day, ${SUM_NAMES.map((name) => `-${name}`).join(', ')} FROM increments`,
  )}`,
  ...takeBackAges(query, metrics, { events: TURNING_EVENTS, seen: 'seen_on < $day', width }),
  `UPDATE workbench.ab_units SET turned = $day, taken_back = true WHERE id = $id AND uid IN (SELECT uid FROM turning)`,
];

/** Adds the day's new units and all that happened on it. */
export const addDay = (query: SumQuery, metrics: readonly PlannedMetric[], width: Width): readonly string[] => {
  const days = query.plan.record.design.rule.covariateDays + 1;
  const date = (offset: number): string => `DATE '1970-01-01' + ($day::INTEGER - ${offset})`;
  return [
    `INSERT INTO workbench.ab_units
SELECT $id, $day, coalesce((SELECT max(uid) FROM workbench.ab_units WHERE id = $id), 0) + row_number() OVER (), unit_id,
  epoch_us(first_at), arm, CASE WHEN variation <> other THEN $day END, false
FROM (FROM day_seen ANTI JOIN (SELECT unit_id FROM workbench.ab_units WHERE id = $id) USING (unit_id)) AS new
JOIN (SELECT arm, name, dims FROM workbench.ab_arms WHERE id = $id) AS arms ON name = variation AND dims = first_dims`,
    addEvents(outcomes(query, active('true'), `day = ${date(0)}`)),
    addEvents(outcomes(query, active('batch = $day'), `day BETWEEN ${date(days)} AND ${date(1)}`)),
    addIncrements([
      ...laterChanges(
        query.plan,
        baseWith(query, metrics, [
          active('batch = $day'),
          keptEvents('happened', 'batch = $day'),
          'touched AS (SELECT DISTINCT uid FROM workbench.ab_events WHERE id = $id AND batch = $day)',
          keptEvents('earlier', 'batch < $day AND uid IN (SELECT uid FROM touched)'),
          keptEvents('known', 'since < 0 AND uid IN (SELECT uid FROM touched)'),
          ...before(query.plan, 'known'),
        ]),
      ),
      increments(query.plan, `(FROM before WHERE exposed // ${DAY_MICROS} = $day)`, width),
    ]),
    ...addAges(query, metrics, {
      events: keptEvents('happened', `since >= 0 AND batch BETWEEN $day::BIGINT - 1 AND $day AND ${COUNTING}`),
      seen: 'seen_on = $day',
      width,
    }),
    'DROP TABLE day_seen',
    'DROP TABLE turning',
  ];
};

const KEPT = ['ab_units', 'ab_events', 'ab_increments', 'ab_ages'] as const;

/** Units whose sums can't be taken back to before `$day`: they had several variations when all was kept in one go. */
export const IRREVERSIBLE = `SELECT count(*) AS n FROM workbench.ab_units
WHERE id = $id AND turned >= $day AND batch < $day AND NOT taken_back`;

/** Takes back everything from `$day` on. */
export const takeBackFrom: readonly string[] = [
  ...KEPT.map((table) => `DELETE FROM workbench.${table} WHERE id = $id AND batch >= $day`),
  'UPDATE workbench.ab_units SET turned = NULL, taken_back = false WHERE id = $id AND turned >= $day',
];

/** Forgets an experiment. */
export const forget: readonly string[] = [...KEPT, 'ab_arms', 'ab_inputs', 'ab_experiments'].map(
  (table) => `DELETE FROM workbench.${table} WHERE id = $id`,
);

const INPUTS = `SELECT dataset, day, load FROM workbench.partitions
WHERE dataset IN ('ab_exposures', 'ab_outcomes') AND day <= $through::DATE`;

/** Days of the data that are not those the kept sums were made from, up to `$day`: the first of them. */
export const CHANGED_FROM = `WITH held AS (${INPUTS}), used AS (SELECT dataset, day, load FROM workbench.ab_inputs WHERE id = $id)
SELECT ${dayNumber('min(day)')} AS day FROM ((FROM held EXCEPT FROM used) UNION ALL (FROM used EXCEPT FROM held))
WHERE ${dayNumber('day')} <= $day`;

/** Writes down what the kept sums were made from. */
export const recordKept: readonly string[] = [
  `DELETE FROM workbench.ab_inputs WHERE ${KEEPING}`,
  `INSERT INTO workbench.ab_inputs SELECT id, dataset, day, load FROM keeping CROSS JOIN (${INPUTS})`,
  `DELETE FROM workbench.ab_experiments WHERE ${KEEPING}`,
  `INSERT INTO workbench.ab_experiments
SELECT id, key, signature, ${dayNumber('$through::DATE')}, ${NEWEST} FROM keeping`,
];

/** What is kept under a key. */
export const FIND_KEPT = 'SELECT id, signature, through, load FROM workbench.ab_experiments WHERE key = $key';
/** Never given twice: answers about one are remembered. */
export const NEXT_ID = "SELECT nextval('workbench.ab_ids') AS n";
export const NEWEST_LOAD = `SELECT ${NEWEST} AS n`;
