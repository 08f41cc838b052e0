import type { ExploreCellRow } from '../../../engine/contract/index.ts';
import type { Money } from '../../../engine/core/money.ts';
import { minorDigits, toCsv } from '../../../engine/serializer/index.ts';

const COLUMNS = [
  ...['key', 'name', 'status', 'channel', 'segment', 'arms_kind', 'arms', 'reward', 'trials', 'owner'],
  ...['first_day', 'last_day', 'currency', 'cap', 'spent', 'spent_per_day', 'cap_reached_on'],
  ...['leader', 'leader_p_best', 'advice', 'next_look', 'nights', 'last_night'],
];

const amount = (money: Money | null): number | null =>
  money === null ? null : money.minor / 10 ** minorDigits(money.currency);

const line = ({ cell, ...row }: ExploreCellRow): readonly (string | number | null)[] => {
  const { design, status } = cell;
  const { key, name, channel, segment, arms, reward, owner, firstDay, lastDay, budgetCap } = design;
  return [
    ...[key, name, status, channel, segment, arms.kind, row.arms, reward, row.trials, owner],
    ...[firstDay, lastDay, budgetCap.currency, amount(budgetCap), amount(row.spent), amount(row.spentPerDay)],
    ...[row.capReachedOn, row.leader?.label ?? null, row.leader?.pBest ?? null, row.advice],
    ...[row.nextLook, row.nights, row.lastNight],
  ];
};

/** The cells as CSV, in the order given; amounts in major units. */
export const cellsCsv = (cells: readonly ExploreCellRow[]): string =>
  toCsv({ columns: COLUMNS, rows: cells.map(line) });
