import { pickRows, type Rows } from '../learning/learning-policy.ts';

/** Points of one number of columns that keep coming, one after the other in memory: a search through all runs along it. */
export class Points {
  #room = new Float64Array(0);
  #columns = 0;
  #count = 0;
  #views: Float64Array[] = [];

  get count(): number {
    return this.#count;
  }

  /** 0 before there are points. */
  get columns(): number {
    return this.#columns;
  }

  /** All numbers, point after point. */
  get values(): Float64Array {
    return this.#room.subarray(0, this.#count * this.#columns);
  }

  /** Each point by itself. */
  get views(): readonly Float64Array[] {
    const columns = this.#columns;
    for (let place = this.#views.length; place < this.#count; place += 1)
      this.#views.push(this.#room.subarray(place * columns, (place + 1) * columns));
    return this.#views;
  }

  clear(): void {
    this.#room = new Float64Array(0);
    this.#columns = 0;
    this.#count = 0;
    this.#views = [];
  }

  /** @throws RangeError for points of another number of columns. */
  append({ values, count, columns }: Rows): void {
    if (this.#count > 0 && columns !== this.#columns)
      throw new RangeError(`points have ${this.#columns} columns and not ${columns}`);
    this.#columns = columns;
    const used = this.#count * columns;
    const needed = used + count * columns;
    if (needed > this.#room.length) this.#grow(this.#room.length === 0 ? needed : Math.max(needed, 2 * used));
    this.#room.set(values.subarray(0, count * columns), used);
    this.#count += count;
  }

  /** Twice the room, so that all moves together cost as much as the points. */
  #grow(size: number): void {
    const room = new Float64Array(size);
    room.set(this.values);
    this.#room = room;
    this.#views = [];
  }

  pick(places: readonly number[]): Rows {
    return pickRows({ values: this.values, count: this.#count, columns: this.#columns }, places);
  }
}
