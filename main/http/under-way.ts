import type { ServerResponse } from 'node:http';

/**
 * The answers being given. Not a `Set`: as its members come and go V8 makes its table anew, each old table keeps the next and
 * what was in it, and so most requests would outlive their answers, until the old generation is collected.
 */
export class UnderWay {
  readonly #places: (ServerResponse | null)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#places.length - this.#free.length;
  }

  /** Adds an answer; what it returns takes it out again, once. */
  add(response: ServerResponse): () => void {
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = response;
    return () => {
      this.#places[place] = null;
      this.#free.push(place);
    };
  }

  all(): readonly ServerResponse[] {
    return this.#places.filter((response) => response !== null);
  }
}
