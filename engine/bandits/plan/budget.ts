/** A cell to be paid for. */
export interface Asking {
  /** What its minimum data costs, in minor units. */
  readonly least: number;
  readonly side: 'explore' | 'exploit';
}

/** At most so much of the budget goes into variations of what already works. */
export const EXPLOIT_SHARE = 0.5;

/**
 * Pays for cells in the order given until `most` of them or the budget is reached; one that is too dear is passed over
 * for those after it. What is left is shared in proportion to what the paid cells need, explore and exploit apart, so
 * that variations of what works never get more than half of the whole budget. Money no cell may have stays unspent.
 * @returns the budget of each in minor units; null for one that is not paid for.
 */
export function shareBudget(
  askings: readonly Asking[],
  { budget, most }: { readonly budget: number; readonly most: number },
): readonly (number | null)[] {
  const room = { explore: budget, exploit: Math.floor(budget * EXPLOIT_SHARE) };
  const needs = { explore: 0, exploit: 0 };
  let paid = 0;
  const chosen = askings.map(({ least, side }) => {
    const together = needs.explore + needs.exploit + least;
    const fits = paid < most && together <= budget && needs[side] + least <= room[side];
    if (fits) {
      needs[side] += least;
      paid += 1;
    }
    return fits;
  });
  const factor = factorsOf(needs, budget, room.exploit);
  return askings.map(({ least, side }, n) => (chosen[n] === true ? Math.floor(least * factor[side]) : null));
}

/** By how much each side's cells get more than their least: alike, unless that would give exploit too much. */
function factorsOf(
  needs: Readonly<Record<Asking['side'], number>>,
  budget: number,
  exploitRoom: number,
): Readonly<Record<Asking['side'], number>> {
  const together = needs.explore + needs.exploit;
  if (together === 0) return { explore: 1, exploit: 1 };
  const exploit = needs.exploit === 0 ? 1 : Math.min(budget / together, exploitRoom / needs.exploit);
  const explore = needs.explore === 0 ? 1 : (budget - needs.exploit * exploit) / needs.explore;
  return { explore, exploit };
}
