import { Generator, type Pcg64State } from '../stats/rng/index.ts';
import type { Arm } from './arm.ts';
import {
  checkArm,
  checkArms,
  checkBinarizer,
  checkedNeighbourhood,
  checkedPolicy,
  checkPlays,
  checkRows,
  checkSeed,
  type Expected,
} from './checks.ts';
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
 * @throws RangeError for a parameter, a reward, a context or an arm that can not be taken, TypeError for one of another type.
 */
export class Bandit {
  readonly #arms: Arm[];
  readonly #policy: LearningPolicy;
  readonly #kind: Policy;
  readonly #random: Generator;
  readonly #mode: Mode;
  readonly #status = new Map<Arm, ArmStatus>();
  /** Whether the policy looks at contexts. */
  readonly contextual: boolean;
  #fitted = false;
  #columns: number | null = null;
  #judges: boolean;

  constructor(options: BanditOptions) {
    const { arms, seed, mode = 'default', binarizer, grown } = options;
    checkArms(arms);
    checkSeed(seed);
    const policy = checkedPolicy(options.policy);
    const neighbourhood = options.neighbourhood === undefined ? undefined : checkedNeighbourhood(options.neighbourhood);
    checkBinarizer(binarizer, policy);
    this.#arms = [...arms];
    this.#kind = policy;
    this.#mode = mode;
    this.#judges = binarizer !== undefined;
    this.contextual = neighbourhood !== undefined || ['LinGreedy', 'LinUCB', 'LinTS'].includes(policy.name);
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

  get #expected(): Expected {
    const binary = this.#kind.name === 'ThompsonSampling' && !this.#judges;
    return { contextual: this.contextual, columns: this.#columns, binary };
  }

  fit(plays: Plays): void {
    checkPlays(plays, { ...this.#expected, columns: null });
    this.#columns = plays.contexts?.columns ?? null;
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
    checkPlays(plays, this.#expected);
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

  /** Before anything was learned, policies without contexts answer from what they assume; in mode `mabwiser` none does. */
  #checkAsked(rows: Rows | null): void {
    if (!this.#fitted && (this.contextual || this.#mode === 'mabwiser'))
      throw new RangeError('nothing has been learned yet');
    if (this.contextual) checkRows(rows, this.#columns);
  }

  /** What each arm is expected to bring, row after row; one row without contexts. */
  expectations(rows: Rows | null = null): Float64Array {
    this.#checkAsked(rows);
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
    this.#checkAsked(rows);
    const own = this.#policy.choose?.(rows);
    if (own !== undefined) return own;
    const values = this.#policy.expectations(rows);
    const size = this.#arms.length;
    return Array.from({ length: rows?.count ?? 1 }, (_, row) => largest(values, row * size, size));
  }

  /** @param binarizer takes the place of the one there is, for all arms. */
  addArm(arm: Arm, binarizer?: Binarizer): void {
    checkArm(arm);
    checkBinarizer(binarizer, this.#kind);
    if (this.#arms.includes(arm)) throw new RangeError(`the arm ${arm} is there already`);
    this.#arms.push(arm);
    this.#judges ||= binarizer !== undefined;
    this.#policy.add(arm, binarizer);
  }

  removeArm(arm: Arm): void {
    const index = this.#arms.indexOf(arm);
    if (index === -1) throw new RangeError(`there is no arm ${arm}`);
    this.#arms.splice(index, 1);
    this.#policy.remove(arm);
    this.#status.delete(arm);
  }

  /**
   * Lets cold arms begin like the nearest played one, where one is near enough. Returns how near they are.
   * @param features a vector for each arm, all of one length.
   */
  warmStart(features: ReadonlyMap<Arm, readonly number[]>, distanceQuantile: number): Nearness {
    const missing = this.#arms.find((arm) => !features.has(arm));
    if (missing !== undefined) throw new RangeError(`the arm ${missing} has no features`);
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
