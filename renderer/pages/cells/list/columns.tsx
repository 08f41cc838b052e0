import { createColumnHelper } from '@tanstack/react-table';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay, formatProbability, MISSING } from '../../../../engine/serializer/index.ts';
import { ADVICE_LOOKS, CELL_LOOKS } from '../../../components/cell-looks.ts';
import { LookChip } from '../../../components/chip.tsx';
import { RowName } from '../../../components/grid/row-name.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { formatShortMoney, usedShare } from '../budget.ts';
import { BudgetBar } from '../budget-bar.tsx';
import classes from '../cells.module.css';
import { byAdvice, byStatus } from '../narrow.ts';
import { armsLine, placeName } from '../words.ts';

const column = createColumnHelper<ExploreCellRow>();

const name = (isNarrow: boolean) =>
  column.accessor((row) => row.cell.design.name, {
    id: 'name',
    header: 'Cell',
    meta: { track: 'minmax(150px, 1.4fr)' },
    sortingFn: 'text',
    cell: ({ row: { original: row }, getValue }) => {
      const { design, status } = row.cell;
      return (
        <span className={classes.words} title={`${cleanText(getValue())} · ${design.key}`}>
          <RowName>{cleanText(getValue())}</RowName>
          <span className={classes.under}>
            {isNarrow ? CELL_LOOKS[status].word : armsLine(design.arms)} · {cleanText(design.owner)}
          </span>
        </span>
      );
    },
  });

const advice = column.accessor((row) => row.advice ?? undefined, {
  id: 'advice',
  header: 'Says',
  meta: { track: '124px' },
  sortingFn: (a, b) => byAdvice(a.original, b.original),
  sortUndefined: 'last',
  cell: ({ row: { original: row } }) =>
    row.advice === null ? <span className="muted">{MISSING}</span> : <LookChip look={ADVICE_LOOKS[row.advice]} />,
});

/** All columns of the list. Missing numbers are `undefined` for sorting, so that they come last either way. */
export const WIDE_COLUMNS = [
  name(false),
  column.accessor((row) => placeName(row.cell.design), {
    id: 'place',
    header: 'Channel × segment',
    meta: { track: 'minmax(110px, 1fr)', muted: true },
    sortingFn: 'text',
  }),
  column.accessor((row) => row.cell.status, {
    id: 'status',
    header: 'Status',
    meta: { track: '104px' },
    sortingFn: (a, b) => byStatus(a.original, b.original),
    cell: ({ getValue }) => <LookChip look={CELL_LOOKS[getValue()]} />,
  }),
  column.accessor((row) => row.leader?.pBest, {
    id: 'pBest',
    header: 'Leader, P(best)',
    meta: { track: '132px' },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row: { original: row } }) =>
      row.leader === null ? (
        MISSING
      ) : (
        <span className={classes.words} title={cleanText(row.leader.label)}>
          <Proven proof={proofRef('bandit.cell', row.cell.design.key, 'leader_p_best')} tabIndex={-1}>
            {formatProbability(row.leader.pBest)}
          </Proven>
          <span className={classes.under}>{cleanText(row.leader.label)}</span>
        </span>
      ),
  }),
  column.accessor((row) => usedShare(row.spent, row.cell.design.budgetCap) ?? undefined, {
    id: 'spent',
    header: 'Spent of cap',
    meta: { track: '150px' },
    sortDescFirst: true,
    sortUndefined: 'last',
    cell: ({ row: { original: row } }) => {
      const { key, budgetCap } = row.cell.design;
      return (
        <span className={classes.words}>
          <BudgetBar row={row} />
          <span className={classes.under}>
            {row.spent !== null && (
              <>
                <Proven proof={proofRef('cell.money', key, 'spent')} tabIndex={-1}>
                  {formatShortMoney(row.spent)}
                </Proven>{' '}
                of{' '}
              </>
            )}
            <Proven proof={proofRef('cell.money', key, 'cap')} tabIndex={-1}>
              {formatShortMoney(budgetCap)}
            </Proven>
          </span>
        </span>
      );
    },
  }),
  column.accessor((row) => row.nextLook ?? undefined, {
    id: 'nextLook',
    header: 'Next look',
    meta: { track: '112px' },
    sortUndefined: 'last',
    cell: ({ row: { original: row } }) => (
      <span title={row.nextLookReason}>{row.nextLook === null ? MISSING : formatDay(row.nextLook)}</span>
    ),
  }),
  advice,
];

/** Beside an open cell: what it is and what a look says. */
export const NARROW_COLUMNS = [name(true), advice];
