import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay, formatProbability } from '../../../../engine/serializer/index.ts';
import { ADVICE_LOOKS, ARM_KINDS, CELL_LOOKS } from '../../../components/cell-looks.ts';
import { Chip, LookChip, lookText } from '../../../components/chip.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { formatShortMoney } from '../budget.ts';
import { BudgetBar } from '../budget-bar.tsx';
import classes from '../cells.module.css';

interface CellCardProps {
  readonly row: ExploreCellRow;
  readonly isDue: boolean;
  /** Beside an open cell: what has to be known to choose another. */
  readonly isNarrow: boolean;
}

/** Spent of the cap, and when the cap is reached. */
function Money({ row }: { readonly row: ExploreCellRow }) {
  const { key, budgetCap } = row.cell.design;
  const cap = (
    <Proven proof={proofRef('cell.money', key, 'cap')} tabIndex={-1}>
      {formatShortMoney(budgetCap)}
    </Proven>
  );
  return (
    <div className={classes.cardMoney}>
      <BudgetBar row={row} />
      <span>
        {row.spent === null ? (
          <>up to {cap}</>
        ) : (
          <>
            <Proven proof={proofRef('cell.money', key, 'spent')} tabIndex={-1}>
              {formatShortMoney(row.spent)}
            </Proven>{' '}
            of {cap}
          </>
        )}
      </span>
      {row.capReachedOn !== null && <b className={classes.warn}>! cap on {formatDay(row.capReachedOn)}</b>}
    </div>
  );
}

/** What a look says; where there is little room, only what asks something of a person has a chip. */
function Says({ advice, isNarrow }: { readonly advice: keyof typeof ADVICE_LOOKS; readonly isNarrow: boolean }) {
  const look = ADVICE_LOOKS[advice];
  return isNarrow && (advice === 'keep_running' || advice === 'no_data') ? (
    <span>{look.word}</span>
  ) : (
    <LookChip look={look} />
  );
}

/** What a cell is, how it stands, what it costs, and what a look says. */
export function CellCard({ row, isDue, isNarrow }: CellCardProps) {
  const { design, status } = row.cell;
  return (
    <>
      <p className={classes.cardHead}>
        <b className={classes.cardName}>{cleanText(design.name)}</b>
      </p>
      <p className={classes.cardLine}>
        <span data-tone={CELL_LOOKS[status].tone} className={classes.status}>
          {lookText(CELL_LOOKS[status])}
        </span>
        {!isNarrow && (
          <span>{row.arms > 0 ? `${row.arms} ${ARM_KINDS[design.arms.kind]}` : ARM_KINDS[design.arms.kind]}</span>
        )}
      </p>
      {row.leader !== null && (
        <p className={classes.cardLine} title={`${cleanText(row.leader.label)} leads`}>
          <Proven proof={proofRef('bandit.cell', design.key, 'leader_p_best')} tabIndex={-1}>
            P(best) {formatProbability(row.leader.pBest)}
          </Proven>
          {!isNarrow && <span className={classes.clip}>{cleanText(row.leader.label)}</span>}
        </p>
      )}
      {!isNarrow && <Money row={row} />}
      <p className={classes.cardFoot}>
        {row.advice !== null && <Says advice={row.advice} isNarrow={isNarrow} />}
        {isDue ? (
          <Chip tone="warn" title={row.nextLookReason}>
            {isNarrow ? '! Look' : '! Look today'}
          </Chip>
        ) : (
          row.nextLook !== null && !isNarrow && <span title={row.nextLookReason}>Look {formatDay(row.nextLook)}</span>
        )}
      </p>
    </>
  );
}

/** The card's name for who does not see it. */
export const cardLabel = ({ cell, advice, leader }: ExploreCellRow, isDue: boolean): string =>
  [
    cleanText(cell.design.name),
    CELL_LOOKS[cell.status].word,
    ...(leader === null ? [] : [`${cleanText(leader.label)} leads, P(best) ${formatProbability(leader.pBest)}`]),
    ...(advice === null ? [] : [ADVICE_LOOKS[advice].word]),
    ...(isDue ? ['look today'] : []),
  ].join(', ');
