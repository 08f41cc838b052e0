/** What is no number comes last. */
const isLess = (a: number, b: number): boolean => a < b || (Number.isNaN(b) && !Number.isNaN(a));

/** The places of the numbers while they are partitioned. */
class Partition {
  readonly places: Int32Array;
  readonly #values: Float64Array;

  constructor(values: Float64Array) {
    this.#values = values;
    this.places = Int32Array.from(values.keys());
  }

  value(at: number): number {
    return this.#values[this.places[at] ?? -1] ?? Number.NaN;
  }

  less(a: number, b: number): boolean {
    return isLess(this.value(a), this.value(b));
  }

  swap(a: number, b: number): void {
    const own = this.places[a] ?? -1;
    this.places[a] = this.places[b] ?? -1;
    this.places[b] = own;
  }

  /** The place of the smallest from `from` to `to`; of equals the first. */
  smallest(from: number, to: number): number {
    let found = from;
    for (let at = from + 1; at <= to; at += 1) if (this.less(at, found)) found = at;
    return found;
  }

  /** The middle one of three to `low`, the smallest beside it: so the search in between needs no bounds. */
  medianToLow(low: number, high: number): void {
    const middle = low + Math.floor((high - low) / 2);
    if (this.less(high, middle)) this.swap(high, middle);
    if (this.less(high, low)) this.swap(high, low);
    if (this.less(low, middle)) this.swap(low, middle);
    this.swap(middle, low + 1);
  }

  /** Smaller ones than the pivot at `low` to the left of it. Returns where both sides met. */
  split(low: number, above: number, below: number): readonly [above: number, below: number] {
    const pivot = this.value(low);
    let [left, right] = [above, below];
    for (;;) {
      do left += 1;
      while (isLess(this.value(left), pivot));
      do right -= 1;
      while (isLess(pivot, this.value(right)));
      if (right < left) break;
      this.swap(left, right);
    }
    this.swap(low, right);
    return [left, right];
  }

  /** The median of the medians of fives from `from` on to the place it is returned at. */
  medianOfMedians(from: number, count: number): number {
    const groups = Math.floor(count / 5);
    for (let group = 0; group < groups; group += 1) this.swap(from + group, this.#medianOfFive(from + group * 5));
    if (groups > 2) this.select(from, from + groups - 1, from + Math.floor(groups / 2));
    return from + Math.floor(groups / 2);
  }

  #medianOfFive(at: number): number {
    if (this.less(at + 1, at)) this.swap(at + 1, at);
    if (this.less(at + 4, at + 3)) this.swap(at + 4, at + 3);
    if (this.less(at + 3, at)) this.swap(at + 3, at);
    if (this.less(at + 4, at + 1)) this.swap(at + 4, at + 1);
    if (this.less(at + 2, at + 1)) this.swap(at + 2, at + 1);
    if (!this.less(at + 3, at + 2)) return at + 2;
    return this.less(at + 3, at + 1) ? at + 1 : at + 3;
  }

  /** Brings the one that belongs at `kth` there, none larger to the left of it. */
  select(first: number, last: number, kth: number): void {
    if (kth - first < 3) {
      for (let at = first; at <= kth; at += 1) this.swap(at, this.smallest(at, last));
      return;
    }
    if (kth === last) {
      let most = first;
      for (let at = first + 1; at <= last; at += 1) if (!this.less(at, most)) most = at;
      this.swap(kth, most);
      return;
    }
    let [low, high] = [first, last];
    let depth = 2 * Math.floor(Math.log2(last - first + 1));
    while (low + 1 < high) {
      let [above, below] = [low + 1, high];
      if (depth > 0 || below - above < 5) this.medianToLow(low, high);
      else {
        this.swap(this.medianOfMedians(above, below - above), low);
        above -= 1;
        below += 1;
      }
      depth -= 1;
      const [left, right] = this.split(low, above, below);
      if (right >= kth) high = right - 1;
      if (right <= kth) low = left;
    }
    if (high === low + 1 && this.less(high, low)) this.swap(high, low);
  }
}

/**
 * The places of the k smallest numbers as numpy's `argpartition(k − 1)[:k]` has them, with its order and its choice of
 * equals. Musser 1997, "Introspective sorting and selection algorithms"; numpy 1.24, `npysort/selection`.
 */
export function argPartition(values: Float64Array, k: number): readonly number[] {
  const partition = new Partition(values);
  partition.select(0, values.length - 1, k - 1);
  return [...partition.places.subarray(0, k)];
}
