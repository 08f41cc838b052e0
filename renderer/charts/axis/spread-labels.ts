interface Block {
  readonly mean: number;
  readonly size: number;
}

/**
 * Where labels stand so that none covers another: as near as can be (least squares) to where they want to be, in the same
 * order, `gap` apart, between `low` and `high` when they fit. Isotonic regression by pooling adjacent violators on
 * wanted − rank · gap. Answers one place for each wanted one, in the order given.
 */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): readonly number[] {
  const order = wanted.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place || a.index - b.index);
  const blocks: Block[] = [];
  order.forEach(({ place }, rank) => {
    let block: Block = { mean: place - rank * gap, size: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
    }
    blocks.push(block);
  });
  const most = Math.max(low, high - (wanted.length - 1) * gap);
  const flat = blocks.flatMap(({ mean, size }) => Array<number>(size).fill(Math.min(most, Math.max(low, mean))));
  const placed = Array<number>(wanted.length).fill(0);
  order.forEach(({ index }, rank) => {
    placed[index] = (flat[rank] ?? 0) + rank * gap;
  });
  return placed;
}
