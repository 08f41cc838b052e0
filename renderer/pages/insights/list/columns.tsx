import { createColumnHelper } from '@tanstack/react-table';
import type { BanditRow } from '../../../../engine/contract/index.ts';
import { cleanText, formatCompact, formatCounted, formatProbability } from '../../../../engine/serializer/index.ts';
import { ADVICE_LOOKS, CELL_LOOKS } from '../../../components/cell-looks.ts';
import { LookChip, lookText } from '../../../components/chip.tsx';
import { RowName } from '../../../components/grid/row-name.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import classes from '../insights.module.css';
import { bySays } from './order.ts';

/** What is over asks for nothing, and so has no colour. */
const lookOf = ({ advice, status }: BanditRow) =>
  status === 'ended' ? { ...ADVICE_LOOKS[advice.kind], tone: 'unk' as const } : ADVICE_LOOKS[advice.kind];

const column = createColumnHelper<BanditRow>();

/** Who leads, and how sure that is. */
function Leader({ row: { key, leader } }: { readonly row: BanditRow }) {
  if (leader === null) return <span className={classes.under}>Nothing to compare yet</span>;
  return (
    <span className={classes.under} title={`${cleanText(leader.label)} leads`}>
      <Proven proof={proofRef('bandit.cell', key, 'leader_p_best')} tabIndex={-1}>
        P(best) {formatProbability(leader.pBest)}
      </Proven>{' '}
      {cleanText(leader.label)}
    </span>
  );
}

/** How far it has come. Where an arm has changed there is room for the sign of the status only; the word is read aloud. */
function Standing({ row: { status, drift } }: { readonly row: BanditRow }) {
  const { sign, word } = CELL_LOOKS[status];
  if (!drift) return <span className={classes.under}>{lookText(CELL_LOOKS[status])}</span>;
  return (
    <span className={classes.under} title={`${word}; an arm has changed since the cell began`}>
      {sign}
      <span className="visually-hidden"> {word}</span> <b className={classes.drift}>! Drift</b>
    </span>
  );
}

/** The columns of the list: what it is, who leads and on how much, and what a look says. */
export const COLUMNS = [
  column.accessor('name', {
    header: 'Cell',
    meta: { track: 'minmax(0, 1fr)' },
    sortingFn: 'text',
    cell: ({ row: { original: row } }) => (
      <span className={classes.rowWords}>
        <RowName title={`${cleanText(row.name)} · ${row.key}`}>{cleanText(row.name)}</RowName>
        <Leader row={row} />
        <span className={classes.under}>
          <Proven proof={proofRef('bandit.cell', row.key, 'arms')} tabIndex={-1}>
            {formatCounted(row.arms, 'arm')}
          </Proven>
          {' · '}
          <Proven proof={proofRef('bandit.cell', row.key, 'trials')} tabIndex={-1}>
            {formatCompact(row.trials)} trials
          </Proven>
        </span>
      </span>
    ),
  }),
  column.accessor((row) => row.advice.kind, {
    id: 'says',
    header: 'Says',
    meta: { track: '108px' },
    sortingFn: (a, b) => bySays(a.original, b.original),
    cell: ({ row: { original: row } }) => (
      <span className={classes.chips}>
        <LookChip look={lookOf(row)} title={row.advice.reason} />
        <Standing row={row} />
      </span>
    ),
  }),
];
