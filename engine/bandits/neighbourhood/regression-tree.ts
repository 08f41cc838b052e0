/** A binary tree over contexts, node by node: −1 as a child for a leaf. A context goes left when its number is at most the threshold. */
export interface RegressionTree {
  readonly childrenLeft: readonly number[];
  readonly childrenRight: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
}

export interface TreeOptions {
  /** null: as deep as it takes. */
  readonly maxDepth: number | null;
  readonly minSamplesLeaf: number;
}

/** The leaf a context comes to. Numbers are compared in single precision, as trees are grown from them. */
export function leafOf(
  { childrenLeft, childrenRight, feature, threshold }: RegressionTree,
  context: Float64Array,
): number {
  let node = 0;
  for (;;) {
    const left = childrenLeft[node] ?? -1;
    if (left === -1) return node;
    const value = Math.fround(context[feature[node] ?? 0] ?? 0);
    node = value <= (threshold[node] ?? 0) ? left : (childrenRight[node] ?? -1);
  }
}

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly gain: number;
}

/** The split of rows after which the squares within both sides are least; null when none lowers them. */
function bestSplit(
  contexts: readonly Float64Array[],
  rewards: readonly number[],
  rows: readonly number[],
  least: number,
): Split | null {
  const total = rows.reduce((sum, row) => sum + (rewards[row] ?? 0), 0);
  let best: Split | null = null;
  const columns = contexts[0]?.length ?? 0;
  for (let feature = 0; feature < columns; feature += 1) {
    const value = (row: number) => Math.fround(contexts[row]?.[feature] ?? 0);
    const sorted = rows.toSorted((a, b) => value(a) - value(b));
    let left = 0;
    for (let count = 1; count < sorted.length; count += 1) {
      const [before, after] = [sorted[count - 1] ?? 0, sorted[count] ?? 0];
      left += rewards[before] ?? 0;
      if (value(before) === value(after) || count < least || sorted.length - count < least) continue;
      const right = total - left;
      const gain = (left * left) / count + (right * right) / (sorted.length - count) - (total * total) / sorted.length;
      if (gain > (best?.gain ?? 1e-12)) best = { feature, threshold: (value(before) + value(after)) / 2, gain };
    }
  }
  return best;
}

/**
 * A regression tree grown by least squares, split by split. Breiman, Friedman, Olshen & Stone 1984 (CART). Of equal splits
 * the first column's wins, so that the same plays make the same tree.
 */
export function growTree(
  contexts: readonly Float64Array[],
  rewards: readonly number[],
  { maxDepth, minSamplesLeaf }: TreeOptions,
): RegressionTree {
  const tree = {
    childrenLeft: [] as number[],
    childrenRight: [] as number[],
    feature: [] as number[],
    threshold: [] as number[],
  };
  const grow = (rows: readonly number[], depth: number): number => {
    const node = tree.feature.push(-2) - 1;
    tree.childrenLeft.push(-1);
    tree.childrenRight.push(-1);
    tree.threshold.push(-2);
    const split = maxDepth !== null && depth >= maxDepth ? null : bestSplit(contexts, rewards, rows, minSamplesLeaf);
    if (split === null) return node;
    const isLeft = (row: number) => Math.fround(contexts[row]?.[split.feature] ?? 0) <= split.threshold;
    tree.feature[node] = split.feature;
    tree.threshold[node] = split.threshold;
    tree.childrenLeft[node] = grow(rows.filter(isLeft), depth + 1);
    tree.childrenRight[node] = grow(
      rows.filter((row) => !isLeft(row)),
      depth + 1,
    );
    return node;
  };
  grow([...contexts.keys()], 0);
  return tree;
}
