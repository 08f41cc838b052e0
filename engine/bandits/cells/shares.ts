import type { ArmState, CellRule } from '../../contract/index.ts';
import { allocate } from '../posterior/index.ts';

/**
 * Recommended shares of the traffic: the chances to be best within the rule's floor and cap. A killed arm has none, a
 * promoted one has all. With so many or so few arms that floor or cap can not be held, each moves to an equal share.
 */
export function recommendedShares(
  chances: readonly number[],
  states: readonly ArmState[],
  { floor, cap }: CellRule,
): readonly number[] {
  if (states.includes('promoted')) {
    const promoted = states.filter((state) => state === 'promoted').length;
    return states.map((state) => (state === 'promoted' ? 1 / promoted : 0));
  }
  const eligible = states.map((state) => state === 'active');
  const playing = eligible.filter(Boolean).length;
  if (playing === 0) return chances.map(() => 0);
  const equal = 1 / playing;
  const shares = allocate(chances, { floor: Math.min(floor, equal), cap: Math.max(cap, equal), eligible });
  if (!shares.ok) throw new Error(shares.error.message);
  return shares.value.map((share) => Math.min(1, share));
}

/** Whether the floor and cap of the rule can be held by so many arms. */
export const sharesFit = (arms: number, { floor, cap }: CellRule): boolean =>
  arms === 0 || (floor * arms <= 1 + 1e-5 && cap * arms >= 1 - 1e-5);
