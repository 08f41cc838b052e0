/** A place in a drawing, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Index of the place that is nearest to a point and not further than `within`; -1 when there is none. */
export function nearestPoint(places: readonly Place[], at: Place, within: number): number {
  let found = -1;
  let least = within * within;
  places.forEach(({ x, y }, index) => {
    const square = (x - at.x) ** 2 + (y - at.y) ** 2;
    if (square > least) return;
    least = square;
    found = index;
  });
  return found;
}
