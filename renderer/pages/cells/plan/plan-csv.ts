import type { CellPlan } from '../../../../engine/contract/index.ts';
import { minorDigits, toCsv } from '../../../../engine/serializer/index.ts';

const COLUMNS = [
  ...['key', 'name', 'channel', 'segment', 'arms_kind', 'reward', 'side', 'p_better', 'value_of_information'],
  ...['mean', 'low', 'high', 'level', 'trials', 'currency', 'cap', 'first_day', 'last_day', 'exists', 'reason'],
];

/** The plan as CSV, the best first; what was left out follows with why. Amounts in major units. */
export const planCsv = ({ cells, leftOut }: CellPlan): string =>
  toCsv({
    columns: COLUMNS,
    rows: [
      ...cells.map(({ design, interval, ...cell }) => [
        ...[design.key, design.name, design.channel, design.segment, design.arms.kind, design.reward, cell.side],
        ...[cell.pBetter, cell.valueOfInformation, cell.mean, interval.low, interval.high, interval.level, cell.trials],
        ...[design.budgetCap.currency, design.budgetCap.minor / 10 ** minorDigits(design.budgetCap.currency)],
        ...[design.firstDay, design.lastDay, cell.exists ? 'yes' : 'no', cell.reason],
      ]),
      ...leftOut.map(({ channel, segment, reason }) => [
        ...[null, null, channel, segment, null, null, 'left out'],
        ...Array.from({ length: COLUMNS.length - 8 }, () => null),
        reason,
      ]),
    ],
  });
