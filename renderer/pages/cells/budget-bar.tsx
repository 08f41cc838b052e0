import type { ExploreCellRow } from '../../../engine/contract/index.ts';
import { budgetSentence, budgetState, usedShare } from './budget.ts';
import classes from './cells.module.css';

/** What is spent of the cap, as a bar; hatched when it can't be told. The same in words for who does not see it. */
export function BudgetBar({ row }: { readonly row: ExploreCellRow }) {
  const used = usedShare(row.spent, row.cell.design.budgetCap);
  return (
    <div
      className={classes.bar}
      data-state={budgetState(row)}
      data-unread={used === null && row.gap !== null}
      role="img"
      aria-label={budgetSentence(row)}
      title={budgetSentence(row)}
    >
      {used !== null && <i style={{ width: `${Math.min(100, used * 100)}%` }} />}
    </div>
  );
}
