import type { CellPlan, PlannedCell } from '../../../../engine/contract/index.ts';
import { type Money, money } from '../../../../engine/core/money.ts';

/** Cells that can be adopted: there is none for them yet. */
export const adoptable = ({ cells }: CellPlan): readonly PlannedCell[] => cells.filter(({ exists }) => !exists);

/** What the chosen cells may spend, all of them and the variations of what works; null while none is chosen. */
export function chosenMoney(
  chosen: readonly PlannedCell[],
): { readonly all: Money; readonly exploit: Money; readonly exploitShare: number } | null {
  const [first] = chosen;
  if (first === undefined) return null;
  const sum = (cells: readonly PlannedCell[]): number =>
    cells.reduce((total, { design }) => total + design.budgetCap.minor, 0);
  const { currency } = first.design.budgetCap;
  const all = sum(chosen);
  const exploit = sum(chosen.filter(({ side }) => side === 'exploit'));
  return { all: money(all, currency), exploit: money(exploit, currency), exploitShare: all === 0 ? 0 : exploit / all };
}
