/** Shades from the faintest to the strongest; `heatmap.module.css` has a ground and an ink for each. */
export const SHADES = 7;

/** The shade of a value between the lowest and the highest: equal steps of the value. The middle when all are the same. */
export function shadeOf(value: number, low: number, high: number): number {
  if (!(high > low)) return Math.floor(SHADES / 2);
  const part = (value - low) / (high - low);
  return Math.max(0, Math.min(SHADES - 1, Math.floor(part * SHADES)));
}

/** Lowest and highest of the values; [0, 0] without any. */
export function reachOf(values: readonly (number | null)[]): readonly [number, number] {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? [0, 0] : [Math.min(...known), Math.max(...known)];
}
