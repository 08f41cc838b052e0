import type { Arm } from '../arm.ts';

/** How often each arm was predicted (columns) where each was logged (rows); arms in ascending order. */
export interface Confusion {
  readonly arms: readonly Arm[];
  readonly counts: readonly (readonly number[])[];
}

/** Numbers by size before texts by their characters. */
function ascending(a: Arm, b: Arm): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/** Of all arms that were logged or predicted. */
export function confusionOf(logged: readonly Arm[], predicted: readonly Arm[]): Confusion {
  const arms = [...new Set([...logged, ...predicted])].sort(ascending);
  const place = new Map(arms.map((arm, index) => [arm, index]));
  const counts = arms.map(() => arms.map(() => 0));
  for (const [index, arm] of logged.entries()) {
    const row = counts[place.get(arm) ?? -1];
    const column = place.get(predicted[index] ?? arm) ?? -1;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { arms, counts };
}
