import { Generator, type Pcg64State } from '../stats/rng/index.ts';
import type { Arm } from './arm.ts';
import { type Binarizer, type LearningPolicy, largest, type Plays, type Rows } from './learning/learning-policy.ts';
import type { Mode } from './mode.ts';
import { type Grown, makeNeighbourhood, type Neighbourhood } from './neighbourhood/policy.ts';
import { makePolicy, type Policy } from './policy.ts';
import { donorOf, type Nearness, nearness } from './warm-start.ts';

/** What is known about an arm: whether it has been played, and which arm it was begun like. */
export interface ArmStatus {
  readonly trained: boolean;
  readonly warmedBy: Arm | null;
}

const COLD: ArmStatus = { trained: false, warmedBy: null };

export interface BanditOptions {
  /** In the order in which draws are taken; of equals the first wins. */
  readonly arms: readonly Arm[];
  readonly policy: Policy;
  /** Learn from the plays in contexts like the one asked about; from all of them without it. */
  readonly neighbourhood?: Neighbourhood;
  /** A whole number from 0 on; it belongs into the proof of what was drawn with it. */
  readonly seed: number | bigint;
  readonly mode?: Mode;
  /** Thompson sampling alone: what of a reward is a success. */
  readonly binarizer?: Binarizer;
  /** Groupings and trees made elsewhere, to be taken instead of growing our own. */
  readonly grown?: Grown;
}

/**
 * Arms, a policy and what was learned: fit, learn more, ask which arm to play. The interface is MABWiser's (Strong,
 * Kleynhans & Kadıoğlu 2019).
 * @throws RangeError for a reward, a context or an arm that the policy can not take.
 */
export class Bandit {
  readonly #arms: Arm[];
  readonly #policy: LearningPolicy;
  readonly #kind: Policy;
  readonly #random: Generator;
  readonly #status = new Map<Arm, ArmStatus>();
  #fitted = false;

  constructor({ arms, policy, neighbourhood, seed, mode = 'default', binarizer, grown }: BanditOptions) {
    if (arms.length === 0) throw new RangeError('a bandit has at least one arm');
    if (new Set(arms).size !== arms.length) throw new RangeError('an arm stands twice');
    this.#arms = [...arms];
    this.#kind = policy;
    this.#random = Generator.seeded(seed);
    const random = this.#random;
    // The rewards that come to the leaves of a tree have been judged.
    const own = neighbourhood?.name === 'TreeBandit' && mode === 'default' ? undefined : binarizer;
    this.#policy =
      neighbourhood === undefined
        ? makePolicy(policy, { arms, mode, random, binarizer })
        : makeNeighbourhood(neighbourhood, arms, {
            mode,
            random,
            policy,
            binarizer,
            grown,
            make: (current, parts) =>
              makePolicy(policy, { arms: current, mode, ...parts, binarizer: parts.binarizer ?? own }),
          });
  }

  get arms(): readonly Arm[] {
    return this.#arms;
  }

  get policy(): LearningPolicy {
    return this.#policy;
  }

  get randomState(): Pcg64State {
    return this.#random.state;
  }

  status(arm: Arm): ArmStatus {
    return this.#status.get(arm) ?? COLD;
  }

  /** Arms that were neither played nor begun like another. */
  get coldArms(): readonly Arm[] {
    return this.#arms.filter((arm) => {
      const { trained, warmedBy } = this.status(arm);
      return !trained && warmedBy === null;
    });
  }

  fit(plays: Plays): void {
    this.#status.clear();
    this.#policy.fit(plays);
    this.#markPlayed(plays);
  }

  /** Learns from more plays; the first ones as `fit` does. */
  partialFit(plays: Plays): void {
    if (!this.#fitted) {
      this.fit(plays);
      return;
    }
    this.#policy.partialFit(plays);
    this.#markPlayed(plays);
  }

  #markPlayed({ decisions }: Plays): void {
    this.#fitted = true;
    if (this.#kind.name === 'Random') return;
    for (const arm of new Set(decisions)) {
      if (this.#arms.includes(arm)) this.#status.set(arm, { ...this.status(arm), trained: true });
    }
  }

  /** What each arm is expected to bring, row after row; one row without contexts. */
  expectations(rows: Rows | null = null): Float64Array {
    return this.#policy.expectations(rows);
  }

  /** The arm to play in each row. */
  predict(rows: Rows | null = null): readonly Arm[] {
    return this.#chosen(rows).map((place) => {
      const arm = this.#arms[place];
      if (arm === undefined) throw new Error('there is no best of no arms');
      return arm;
    });
  }

  #chosen(rows: Rows | null): readonly number[] {
    const own = this.#policy.choose?.(rows);
    if (own !== undefined) return own;
    const values = this.expectations(rows);
    const size = this.#arms.length;
    return Array.from({ length: rows?.count ?? 1 }, (_, row) => largest(values, row * size, size));
  }

  addArm(arm: Arm, binarizer?: Binarizer): void {
    if (this.#arms.includes(arm)) throw new RangeError(`the arm ${arm} is there already`);
    this.#arms.push(arm);
    this.#policy.add(arm, binarizer);
  }

  removeArm(arm: Arm): void {
    const index = this.#arms.indexOf(arm);
    if (index === -1) throw new RangeError(`there is no arm ${arm}`);
    this.#arms.splice(index, 1);
    this.#policy.remove(arm);
    this.#status.delete(arm);
  }

  /** Lets cold arms begin like the nearest played one, where one is near enough. Returns how near they are. */
  warmStart(features: ReadonlyMap<Arm, readonly number[]>, distanceQuantile: number): Nearness {
    const near = nearness(features, distanceQuantile);
    const trained = new Set(this.#arms.filter((arm) => this.status(arm).trained));
    for (const cold of this.coldArms) {
      const donor = donorOf(cold, near, trained);
      if (donor === null || this.#kind.name === 'Random') continue;
      this.#policy.warm(cold, donor);
      this.#status.set(cold, { trained: false, warmedBy: donor });
    }
    return near;
  }
}
