import type { BanditDecide, BanditRead, GuardrailEvaluation } from '../../contract/index.ts';
import type { Money } from '../../core/index.ts';
import { formatMoney } from '../../serializer/index.ts';
import { outcomeUnder } from './spend-cap.ts';

/** A cell as it is read, with what it has spent since its first day; null when that can't be told. */
export interface CellFacts {
  readonly read: BanditRead;
  readonly spent: Money | null;
}

/** Whether the cell is within its budget: all its traffic is to go to one arm. An arm less spends nothing more. */
export function cellBudget(cell: CellFacts | null, { outcome }: Pick<BanditDecide, 'outcome'>): GuardrailEvaluation {
  const base = { guardrail: 'cell-budget', title: 'Budget of the cell', dataThrough: cell?.read.dataThrough ?? null };
  if (outcome === 'kill')
    return { ...base, outcome: 'pass', evidence: 'One arm less spends nothing more.', measured: {} };
  const cap = cell?.read.cell.design.budgetCap ?? null;
  const spent = cell?.spent ?? null;
  if (cap === null || spent === null || spent.currency !== cap.currency) {
    const evidence = 'What the cell has spent can not be told, so nothing says that it is within its budget.';
    return { ...base, outcome: 'unknown', evidence, measured: cap === null ? {} : { capMinor: cap.minor } };
  }
  return {
    ...base,
    outcome: outcomeUnder(spent.minor, cap.minor),
    evidence: `The cell has spent ${formatMoney(spent)} of its budget of ${formatMoney(cap)}.`,
    measured: { currency: cap.currency, spentMinor: spent.minor, capMinor: cap.minor },
  };
}
