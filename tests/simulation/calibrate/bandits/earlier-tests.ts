import type { ArchivedTest } from '../upworthy.ts';
import type { Begun } from './replay.ts';

/** Variants seen before their spread says something. */
const ENOUGH = 30;

/** The click rates of variants of earlier weeks, as a prior for the next: a Beta by moments, in whole impressions. */
export class EarlierTests {
  readonly #waiting: ArchivedTest[] = [];
  #variants = 0;
  #rates = 0;
  #squares = 0;
  #noise = 0;

  add(test: ArchivedTest): void {
    this.#waiting.push(test);
  }

  /** What is known at the beginning of a week: tests of that week are left out. Weeks are asked for in their order. */
  before(week: number): Begun {
    while (this.#waiting[0] !== undefined && this.#waiting[0].week < week) this.#learn(this.#waiting.shift());
    if (this.#variants < ENOUGH) return { clicks: 0, impressions: 0 };
    const mean = this.#rates / this.#variants;
    const variance = this.#squares / this.#variants - mean * mean - this.#noise / this.#variants;
    // Rates that do not differ at all would be worth any number of impressions.
    if (variance <= 0) return { clicks: 0, impressions: 0 };
    const strength = (mean * (1 - mean)) / variance - 1;
    // The bandit adds one click and one impression without a click itself.
    return { clicks: Math.max(0, Math.round(mean * strength) - 1), impressions: Math.max(0, Math.round(strength) - 2) };
  }

  #learn(test: ArchivedTest | undefined): void {
    for (const { clicks, impressions } of test?.variants ?? []) {
      const rate = clicks / impressions;
      this.#variants += 1;
      this.#rates += rate;
      this.#squares += rate * rate;
      this.#noise += (rate * (1 - rate)) / impressions;
    }
  }
}
