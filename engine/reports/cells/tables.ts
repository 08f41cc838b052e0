import type { BanditResult, Cell, ExploreCellBoard, Source, TileColumn } from '../../contract/index.ts';
import { type Day, dayOf } from '../../core/index.ts';
import { minorDigits } from '../../serializer/index.ts';
import type { DataTile } from '../tiles/input.ts';

interface Place {
  readonly currency: string;
  readonly zone: string;
}

const column = (
  id: string,
  label: string,
  kind: TileColumn['kind'] = 'text',
  role: TileColumn['role'] = kind === 'text' ? 'dimension' : 'measure',
): TileColumn => ({ id, label, kind, role });

interface Table {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly columns: readonly TileColumn[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[];
  readonly days: readonly Day[];
  readonly sources: readonly Source[];
  readonly dataThrough: Day | null;
}

function dataTile({ days, ...table }: Table, place: Place): DataTile {
  const sorted = days.toSorted();
  const none = dayOf('1970-01-01');
  const period = { from: sorted[0] ?? none, to: sorted.at(-1) ?? none };
  return {
    ...table,
    draw: { as: 'table' },
    scope: { period, compare: null, filters: {}, options: {}, ...place },
    scopeText: 'all',
    ...{ refreshedAt: null, partialDays: [], missing: [], notes: [], elapsedMs: 0 },
  };
}

const ARMS = [
  ...[column('cell', 'Cell'), column('status', 'Status'), column('advice', 'Advice'), column('arm', 'Arm')],
  ...[column('label', 'Label'), column('state', 'State'), column('trials', 'Trials', 'number')],
  ...[column('reward', 'Rewards', 'number'), column('mean', 'Value', 'number'), column('low', 'From', 'number')],
  ...[column('high', 'To', 'number'), column('p_best', 'P(best)', 'probability'), column('share', 'Share', 'rate')],
  ...[column('share_now', 'Share now', 'rate'), column('changed', 'Changed')],
];

/** The arms of all cells as one table, for the files that hold data. */
export function banditsTable(results: readonly BanditResult[], place: Place): DataTile {
  const reads = results.map(({ read }) => read);
  return dataTile(
    {
      id: 'bandits.arms',
      title: 'Arms of explore cells',
      sentence: 'Values with 95 % intervals, by the rule of each cell.',
      columns: ARMS,
      rows: reads.flatMap(({ cell, advice, arms }) =>
        arms.map((arm) => ({
          key: `${cell.design.key}/${arm.arm}`,
          cells: [
            ...[cell.design.key, cell.status, advice.kind, arm.arm, arm.label, arm.state, arm.trials, arm.reward],
            ...[arm.mean, arm.interval95.low, arm.interval95.high, arm.pBest, arm.share, arm.shareNow],
            arm.drift?.alarm === true ? (arm.drift.since ?? 'yes') : 'no',
          ],
        })),
      ),
      days: reads.flatMap(({ history }) => history.map(({ day }) => day)),
      sources: [...new Map(reads.flatMap(({ sources }) => sources).map((source) => [source.dataset, source])).values()],
      dataThrough: reads.flatMap(({ dataThrough }) => dataThrough ?? []).toSorted()[0] ?? null,
    },
    place,
  );
}

const CELLS = [
  ...[column('cell', 'Cell'), column('name', 'Name'), column('channel', 'Channel'), column('segment', 'Segment')],
  ...[
    column('status', 'Status'),
    column('owner', 'Owner'),
    column('first_day', 'First day'),
    column('last_day', 'Last day'),
  ],
  ...[column('spent', 'Spent', 'number'), column('cap', 'Cap', 'number'), column('arms', 'Arms', 'count')],
  ...[column('leader', 'Leads'), column('p_best', 'P(best)', 'probability'), column('advice', 'Advice')],
  column('next_look', 'Next look'),
];

/** The board as one table; money in major units of the reporting currency. */
export function cellsTable({ cells, dataThrough }: ExploreCellBoard, place: Place): DataTile {
  const major = (minor: number | undefined): number | null =>
    minor === undefined ? null : minor / 10 ** minorDigits(place.currency);
  return dataTile(
    {
      id: 'cells.board',
      title: 'Explore cells',
      sentence: 'Cells with their budgets, leaders and next looks.',
      columns: CELLS,
      rows: cells.map(({ cell: { design, status }, spent, arms, leader, advice, nextLook }) => ({
        key: design.key,
        cells: [
          ...[design.key, design.name, design.channel, design.segment, status, design.owner],
          ...[design.firstDay, design.lastDay, major(spent?.minor), major(design.budgetCap.minor), arms],
          ...[leader?.label ?? null, leader?.pBest ?? null, advice, nextLook],
        ],
      })),
      days: cells.flatMap(({ cell: { design } }) => [design.firstDay, design.lastDay]),
      ...{ sources: [], dataThrough },
    },
    place,
  );
}
