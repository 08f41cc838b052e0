import { createHash } from 'node:crypto';
import { type SpineEvent, uuidSchema } from '../../contract/index.ts';
import { addDays, type Day, type Instant, instantOf, millisOf } from '../../core/index.ts';
import { designOf, SAMPLE_CELLS, type Told } from './designs.ts';

/** Something the sample's journal holds, and when it happened. */
export interface CellHappening {
  readonly at: Instant;
  readonly events: readonly SpineEvent[];
}

/** What became of cells, in days before the last day of the data. */
const PAUSED: Readonly<Record<string, readonly [day: number, reason: string]>> = {
  'display-families': [9, 'Display is bought anew; nothing is learned until the prices are known.'],
};
const ENDED: Readonly<Record<string, readonly [day: number, reason: string]>> = {
  'pocket-money': [2, 'The test is over; the headlines can not be told apart.'],
};
const KEPT: readonly (readonly [cell: string, arm: string, day: number, reason: string])[] = [
  ['meta-rent-day', 'bal-0242-a', 6, 'It is not sure enough to lose its traffic.'],
  ['families-energy-bill', 'bal-0103-a', 5, 'Too few have opened an account to judge either.'],
  ['meta-families', 'meta-families', 4, 'It leads, and the next budget is not before the first of the month.'],
  ['search-retirement', 'search-pension', 6, 'It is the only one that reaches people who do not know us.'],
  ['youtube-first-job', 'youtube-shorts', 2, 'The change to dollars has moved its price; another week.'],
  ['meta-audiences', 'students', 3, 'They are worth more later than at sign-up.'],
  ['youtube-pages', '/', 6, 'It is where people land who type the address.'],
  ['cells-of-cells', 'tiktok × students', 5, 'It has had three weeks.'],
];

const at = (day: Day, hour = 0): Instant => instantOf(Date.parse(`${day}T00:00:00.000Z`) + hour * 3_600_000);

/** A UUID of version 7 that the instant and the name alone decide: the sample is the same each time it is made. */
function toldId(when: Instant, name: string) {
  const time = millisOf(when).toString(16).padStart(12, '0');
  const rest = createHash('sha256').update(name).digest('hex');
  return uuidSchema.parse(
    `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`,
  );
}

/** A planned cell is written down a few days before its first day; one that has not begun, a few days ago. */
const PLANNED_BEFORE = 4;

function lifeOf(told: Told, through: Day, currency: string): readonly CellHappening[] {
  const { key, from } = told;
  const ago = (days: number): Day => addDays(through, -days);
  const cell = designOf(told, through, currency);
  const life: CellHappening[] = [
    { at: at(ago(Math.max(from, 0) + PLANNED_BEFORE), 9), events: [{ type: 'cell.saved', cell, version: 1 }] },
  ];
  if (from < 0) return life;
  life.push({ at: at(ago(from)), events: [{ type: 'cell.started', key, version: 1 }] });
  const paused = PAUSED[key];
  if (paused !== undefined)
    life.push({ at: at(ago(paused[0]), 10), events: [{ type: 'cell.paused', key, reason: paused[1] }] });
  const ended = ENDED[key];
  if (ended !== undefined)
    life.push({ at: at(ago(ended[0]), 10), events: [{ type: 'cell.ended', key, reason: ended[1] }] });
  for (const [cellKey, arm, day, reason] of KEPT) {
    if (cellKey !== key) continue;
    const when = at(ago(day), 11);
    const decision = { id: toldId(when, `${key}/${arm}`), cell: key, arm, reason, dataThrough: ago(day + 1) };
    life.push({ at: when, events: [{ type: 'arm.kept', decision }] });
  }
  return life;
}

/**
 * What happened with the sample's sixteen explore cells, oldest first, for data that end with `through`: twelve run since
 * four to eight weeks, one is paused, one has ended, two are planned.
 */
export const sampleCellHistory = (through: Day, currency: string): readonly CellHappening[] =>
  SAMPLE_CELLS.flatMap((told) => lifeOf(told, through, currency)).toSorted((a, b) =>
    a.at === b.at ? 0 : a.at < b.at ? -1 : 1,
  );
