import type {
  BanditRow,
  CellPermission,
  CellSpend,
  ExploreCellBoard,
  ExploreCellRecord,
  ExploreCellRow,
} from '../../contract/index.ts';
import { addDays, type Day, type Money, money } from '../../core/index.ts';
import { type NextLook, nextLookOf } from './next-look.ts';
import { paceOf } from './pace.ts';

/** What the board shows beside the records. */
export interface BoardGround {
  readonly currency: string;
  readonly zone: string;
  readonly dataThrough: Day | null;
  /** By key of the cell; a cell that is not there can't be told. */
  readonly spend: ReadonlyMap<string, CellSpend>;
  readonly reads: ReadonlyMap<string, Pick<BanditRow, 'arms' | 'trials' | 'leader' | 'advice'>>;
  readonly nights: ReadonlyMap<string, { readonly nights: number; readonly last: Day }>;
  /** Last decision over an arm of the cell, as the data day it rests on. */
  readonly decidedOn: ReadonlyMap<string, Day>;
  readonly channels: readonly string[];
  readonly segments: readonly string[];
  /** Arms the data shows for a cell that has not started; null when it can't be told. */
  readonly offered: (record: ExploreCellRecord) => number | null;
  readonly may: (record: ExploreCellRecord) => ExploreCellRow['may'];
}

const METHOD =
  'A cell tries one thing on one audience in one channel, at most up to its cap. Spend and pace come from the data of its days; the leader and the advice from the posteriors of its arms (docs/exploration-plan.md).';

function rowOf(cell: ExploreCellRecord, ground: BoardGround): ExploreCellRow {
  const key = cell.design.key;
  const read = ground.reads.get(key);
  const nights = ground.nights.get(key);
  const look = nextLookOf(cell, {
    ...{ zone: ground.zone, dataThrough: ground.dataThrough },
    decidedOn: ground.decidedOn.get(key) ?? null,
  });
  return {
    cell,
    ...paceOf(cell, ground.spend.get(key) ?? null, ground),
    arms: cell.status === 'planned' ? (ground.offered(cell) ?? 0) : (read?.arms ?? 0),
    trials: read?.trials ?? 0,
    leader: read?.leader ?? null,
    // What has ended is not decided over any more.
    advice: cell.status === 'ended' ? null : (read?.advice.kind ?? null),
    nextLook: look.day,
    nextLookReason: look.reason,
    nights: nights?.nights ?? 0,
    lastNight: nights?.last ?? null,
    may: ground.may(cell),
  };
}

const sumOf = (amounts: readonly (Money | null)[], currency: string): Money =>
  money(
    amounts.reduce((sum, amount) => sum + (amount?.minor ?? 0), 0),
    currency,
  );

/** The sides of the grid: what the data has, and what cells name beside it. */
const sideOf = (known: readonly string[], named: readonly (string | null)[]): readonly string[] => [
  ...new Set([...known, ...named.filter((name) => name !== null)]),
];

/** A look is due on the morning after the last day of the data, or before. */
const isDue = (nextLook: Day | null, dataThrough: Day | null): boolean =>
  nextLook !== null && dataThrough !== null && nextLook <= addDays(dataThrough, 1);

/** The cells a person has to look at by the morning after the data, each with the day it was due and why. */
export const cellsToLook = (
  cells: Iterable<ExploreCellRecord>,
  { zone, dataThrough, decidedOn }: Pick<BoardGround, 'zone' | 'dataThrough' | 'decidedOn'>,
): readonly (NextLook & { readonly cell: string })[] =>
  [...cells].flatMap((cell) => {
    const { key } = cell.design;
    const look = nextLookOf(cell, { zone, dataThrough, decidedOn: decidedOn.get(key) ?? null });
    return isDue(look.day, dataThrough) ? [{ ...look, cell: key }] : [];
  });

/** How many of them there are. */
export const countToLook = (...asked: Parameters<typeof cellsToLook>): number => cellsToLook(...asked).length;

/** The grid of cells, in the order they were planned. docs/spec/bandits.md BA64, BA65. */
export function boardOf(cells: Iterable<ExploreCellRecord>, ground: BoardGround): ExploreCellBoard {
  const rows = [...cells].map((cell) => rowOf(cell, ground));
  const count = (status: ExploreCellRecord['status']): number =>
    rows.filter(({ cell }) => cell.status === status).length;
  const open = rows.filter(({ cell }) => cell.status !== 'ended');
  const { dataThrough, currency } = ground;
  return {
    cells: rows,
    channels: sideOf(
      ground.channels,
      rows.map(({ cell }) => cell.design.channel),
    ),
    segments: sideOf(
      ground.segments,
      rows.map(({ cell }) => cell.design.segment),
    ),
    summary: {
      planned: count('planned'),
      running: count('running'),
      paused: count('paused'),
      ended: count('ended'),
      toLook: countToLook(
        rows.map(({ cell }) => cell),
        ground,
      ),
    },
    budget: sumOf(
      open.map(({ cell }) => cell.design.budgetCap),
      currency,
    ),
    spent: sumOf(
      open.map(({ spent }) => spent),
      currency,
    ),
    dataThrough,
    method: METHOD,
  };
}

/** Whether something may be done, and if not, why. */
export const permitted = (allowed: {
  readonly ok: boolean;
  readonly error?: { readonly message: string };
}): CellPermission =>
  allowed.ok ? { allowed: true, reason: '' } : { allowed: false, reason: allowed.error?.message ?? '' };
