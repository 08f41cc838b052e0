export type Side = 'left' | 'right' | 'up' | 'down';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far `to` lies on a side of `from` and how far off its middle; null when it does not lie there. */
function distance(from: Box, to: Box, side: Side): number | null {
  const along = {
    left: from.left - to.right,
    right: to.left - from.right,
    up: from.top - to.bottom,
    down: to.top - from.bottom,
  }[side];
  if (along < 0) return null;
  const isAcross = side === 'left' || side === 'right';
  const apart = isAcross
    ? Math.max(0, to.top - from.bottom, from.top - to.bottom)
    : Math.max(0, to.left - from.right, from.left - to.right);
  const offset = isAcross ? Math.abs(to.top - from.top) : Math.abs(to.left - from.left);
  return along + 1000 * apart + offset / 10;
}

/** The box nearest to one of them on a side; itself when there is none. */
export function neighbour(boxes: readonly Box[], at: number, side: Side): number {
  const from = boxes[at];
  if (from === undefined) return at;
  let nearest = at;
  let least = Number.POSITIVE_INFINITY;
  boxes.forEach((box, index) => {
    const away = index === at ? null : distance(from, box, side);
    if (away !== null && away < least) {
      least = away;
      nearest = index;
    }
  });
  return nearest;
}
