import { z } from 'zod';
import type { Generator } from '../stats/rng/index.ts';
import type { Arm } from './arm.ts';
import { type Best, largest } from './learning/learning-policy.ts';

/** What is laid over a policy's own choice. */
export const selectionSchema = z.strictObject({
  /** Which of equals is played. */
  ties: z.enum(['first', 'random']).default('first'),
  /** Each arm keeps at least this share of the plays: so often times the number of arms any is played. */
  floor: z.number().min(0).max(1).default(0),
  /** Arms with fewer plays than this are played before others are compared, those with the fewest first. */
  minimumPlays: z.int().min(0).default(0),
});
export type SelectionRules = Readonly<z.input<typeof selectionSchema>>;

/** Chooses by what is expected, within the rules. It draws only where a rule asks for it. */
export class Selection {
  readonly #rules: z.output<typeof selectionSchema>;
  readonly #random: Generator;

  constructor(rules: z.output<typeof selectionSchema>, random: Generator) {
    this.#rules = rules;
    this.#random = random;
  }

  get rules(): z.output<typeof selectionSchema> {
    return this.#rules;
  }

  /** The place of the largest; of equals the first or any. */
  readonly best: Best = (values, from, size) => {
    const first = largest(values, from, size);
    if (this.#rules.ties === 'first') return first;
    const equals: number[] = [];
    for (let place = first; place < size; place += 1)
      if (values[from + place] === values[from + first]) equals.push(place);
    return equals.length < 2 ? first : (equals[this.#random.integer(equals.length)] ?? first);
  };

  /** The policy's choices, with the rules' own in place of some of them. */
  settled(chosen: readonly number[], plays: readonly number[]): readonly number[] {
    const { floor, minimumPlays } = this.#rules;
    const size = plays.length;
    if (floor * size > 1) throw new RangeError(`${size} arms can not have ${floor} of the plays each`);
    if (floor === 0 && minimumPlays === 0) return chosen;
    const counted = [...plays];
    return chosen.map((own) => {
      const fewest = Math.min(...counted);
      let place = own;
      if (fewest < minimumPlays) place = counted.indexOf(fewest);
      else if (floor > 0 && this.#random.random() < floor * size) place = this.#random.integer(size);
      counted[place] = (counted[place] ?? 0) + 1;
      return place;
    });
  }

  /** The first k places by what is expected; any order where nothing is known. */
  ranked(values: Float64Array, k: number): readonly number[] {
    const unknown = values.some(Number.isNaN);
    const keys = unknown ? values.map(() => this.#random.random()) : values;
    const lots = this.#rules.ties === 'random' ? keys.map(() => this.#random.random()) : null;
    return [...keys.keys()]
      .sort((a, b) => descending(keys, a, b) || (lots === null ? a - b : descending(lots, a, b)))
      .slice(0, k);
  }
}

/** Infinities are equal to themselves. */
function descending(values: Float64Array, a: number, b: number): number {
  const [first = Number.NaN, second = Number.NaN] = [values[a], values[b]];
  return first === second ? 0 : second - first;
}

/** The arms that are meant, in the bandit's order; all without a list. @throws RangeError for one it does not know, or none. */
export function eligibleArms(arms: readonly Arm[], eligible: Iterable<Arm> | undefined): readonly Arm[] | undefined {
  if (eligible === undefined) return undefined;
  const meant = new Set(eligible);
  const found = arms.filter((arm) => meant.has(arm));
  const stranger = [...meant].find((arm) => !arms.includes(arm));
  if (stranger !== undefined) throw new RangeError(`there is no arm ${stranger}`);
  if (found.length === 0) throw new RangeError('no arm may be played');
  return found;
}
