import type { Result } from '../core/index.ts';
import { Generator, type Pcg64State } from '../stats/rng/index.ts';
import type { Arm } from './arm.ts';
import {
  checkArm,
  checkArms,
  checkBinarizer,
  checkedNeighbourhood,
  checkedPolicy,
  checkedSelection,
  checkPlays,
  checkRows,
  checkSeed,
  type Expected,
} from './checks.ts';
import { GammaPoissonThompson } from './learning/gamma-poisson-thompson.ts';
import { GaussianThompson } from './learning/gaussian-thompson.ts';
import type { Binarizer, LearningPolicy, Plays, Rows } from './learning/learning-policy.ts';
import { ThompsonSampling } from './learning/thompson-sampling.ts';
import type { Mode } from './mode.ts';
import { type Grown, makeNeighbourhood, type Neighbourhood } from './neighbourhood/policy.ts';
import { makePolicy, type Policy } from './policy.ts';
import type { Posterior } from './posterior/posterior.ts';
import { eligibleArms, Selection, type SelectionRules } from './selection.ts';
import { restored, type SavedBandit, VERSION } from './state/saved-bandit.ts';
import { donorOf, type Nearness, nearness } from './warm-start.ts';

/** What is known about an arm: whether it has been played, and which arm it was begun like. */
export interface ArmStatus {
  readonly trained: boolean;
  readonly warmedBy: Arm | null;
}

/** @throws Error where there is none: a bug. */
function armAt(arms: readonly Arm[], place: number): Arm {
  const arm = arms[place];
  if (arm === undefined) throw new Error('there is no best of no arms');
  return arm;
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
  /** What is laid over the policy's own choice; not in mode `mabwiser`. */
  readonly selection?: SelectionRules;
  /** Groupings and trees made elsewhere, to be taken instead of growing our own. */
  readonly grown?: Grown;
}

export interface Asked {
  /** The arms that may be played; all of them by default. The policy answers as if there were no others. */
  readonly eligible?: Iterable<Arm>;
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
  readonly #neighbourhood: Neighbourhood | undefined;
  readonly #random: Generator;
  readonly #mode: Mode;
  readonly #status = new Map<Arm, ArmStatus>();
  readonly #plays = new Map<Arm, number>();
  readonly #selection: Selection;
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
    this.#neighbourhood = neighbourhood;
    this.#mode = mode;
    this.#judges = binarizer !== undefined;
    this.contextual = neighbourhood !== undefined || ['LinGreedy', 'LinUCB', 'LinTS'].includes(policy.name);
    this.#random = Generator.seeded(seed);
    const random = this.#random;
    if (mode === 'mabwiser' && options.selection !== undefined)
      throw new RangeError('MABWiser has no rules of selection');
    this.#selection = new Selection(checkedSelection(options.selection ?? {}), random);
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

  /** All it knows and is, as JSON can hold it: it goes on from there as if nothing had been. A binarizer is not in it. */
  toJSON(): SavedBandit {
    return {
      version: VERSION,
      mode: this.#mode,
      arms: [...this.#arms],
      policy: this.#kind,
      neighbourhood: this.#neighbourhood ?? null,
      selection: this.#mode === 'mabwiser' ? null : this.#selection.rules,
      random: this.#random.state,
      fitted: this.#fitted,
      columns: this.#columns,
      judges: this.#judges,
      status: [...this.#status].map(([arm, { trained, warmedBy }]) => [arm, trained, warmedBy]),
      plays: [...this.#plays],
      learned: this.#policy.save(),
    };
  }

  /**
   * A bandit that was kept, from its JSON text or what that holds.
   * @param parts what JSON can not hold: the binarizer it had, and how groups and trees are made where that is not ours.
   * @returns BANDIT_STATE_INVALID for anything else.
   */
  static fromJSON(kept: unknown, parts: Pick<BanditOptions, 'binarizer' | 'grown'> = {}): Result<Bandit> {
    return restored(kept, (saved) => {
      const { arms, policy, neighbourhood, mode, selection } = saved;
      if (saved.judges && parts.binarizer === undefined) throw new RangeError('it judges rewards by a binarizer');
      const bandit = new Bandit({
        arms,
        policy,
        ...(neighbourhood === null ? {} : { neighbourhood }),
        ...(selection === null ? {} : { selection }),
        mode,
        seed: 0,
        ...parts,
      });
      bandit.#restore(saved);
      return bandit;
    });
  }

  #restore(saved: SavedBandit): void {
    this.#random.restore(saved.random);
    this.#fitted = saved.fitted;
    this.#columns = saved.columns;
    for (const [arm, trained, warmedBy] of saved.status) this.#status.set(arm, { trained, warmedBy });
    for (const [arm, plays] of saved.plays) this.#plays.set(arm, plays);
    this.#policy.load(saved.learned);
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
    this.#plays.clear();
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
    const [only] = decisions;
    if (decisions.length === 1 && only !== undefined) {
      if (this.#arms.includes(only)) this.#mark(only, 1);
      return;
    }
    const places = new Map(this.#arms.map((arm, place) => [arm, place]));
    const counts = new Float64Array(places.size);
    for (const arm of decisions) {
      const place = places.get(arm);
      if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
    }
    for (const [arm, place] of places) {
      const count = counts[place] ?? 0;
      if (count > 0) this.#mark(arm, count);
    }
  }

  #mark(arm: Arm, plays: number): void {
    this.#plays.set(arm, this.playsOf(arm) + plays);
    const status = this.status(arm);
    if (this.#kind.name !== 'Random' && !status.trained) this.#status.set(arm, { ...status, trained: true });
  }

  /** Before anything was learned, policies without contexts answer from what they assume; in mode `mabwiser` none does. */
  #checkAsked(rows: Rows | null): void {
    if (!this.#fitted && (this.contextual || this.#mode === 'mabwiser'))
      throw new RangeError('nothing has been learned yet');
    if (this.contextual) checkRows(rows, this.#columns);
  }

  #among({ eligible }: Asked): readonly Arm[] | undefined {
    if (eligible !== undefined && this.#mode === 'mabwiser') throw new RangeError('MABWiser asks about all arms');
    return eligibleArms(this.#arms, eligible);
  }

  /** What each arm is expected to bring, row after row; one row without contexts. */
  expectations(rows: Rows | null = null, asked: Asked = {}): Float64Array {
    this.#checkAsked(rows);
    return this.#policy.expectations(rows, this.#among(asked));
  }

  /** The arm to play in each row. */
  predict(rows: Rows | null = null, asked: Asked = {}): readonly Arm[] {
    this.#checkAsked(rows);
    const among = this.#among(asked);
    const arms = among ?? this.#arms;
    const chosen = this.#policy.choose?.(rows, among, this.#selection.best) ?? this.#largest(rows, among);
    const settled = this.#selection.settled(
      chosen,
      arms.map((arm) => this.playsOf(arm)),
    );
    return settled.map((place) => armAt(arms, place));
  }

  #largest(rows: Rows | null, among: readonly Arm[] | undefined): readonly number[] {
    const values = this.#policy.expectations(rows, among);
    const size = among?.length ?? this.#arms.length;
    const { best } = this.#selection;
    return Array.from({ length: rows?.count ?? 1 }, (_, row) => best(values, row * size, size));
  }

  /**
   * The first k arms of each row in order of what they are expected to bring, fewer where fewer may be played. Neither the
   * floor nor the minimum of plays is looked at.
   */
  rank(rows: Rows | null, k: number, asked: Asked = {}): readonly (readonly Arm[])[] {
    if (!(Number.isInteger(k) && k > 0)) throw new RangeError('as many arms as a whole number from 1 on says');
    const values = this.expectations(rows, asked);
    const arms = this.#among(asked) ?? this.#arms;
    const row = (index: number) => values.subarray(index * arms.length, (index + 1) * arms.length);
    return Array.from({ length: rows?.count ?? 1 }, (_, index) =>
      this.#selection.ranked(row(index), k).map((place) => armAt(arms, place)),
    );
  }

  /** Plays learned of an arm. */
  playsOf(arm: Arm): number {
    return this.#plays.get(arm) ?? 0;
  }

  /** What is known of an arm's mean reward; null where the policy does not learn that, or learns it by context. */
  posterior(arm: Arm): Posterior | null {
    const policy = this.#policy;
    if (policy instanceof ThompsonSampling) {
      const { success, fail } = policy.posterior(arm);
      return { kind: 'beta', alpha: success, beta: fail };
    }
    return policy instanceof GaussianThompson || policy instanceof GammaPoissonThompson ? policy.posterior(arm) : null;
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
    this.#plays.delete(arm);
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
