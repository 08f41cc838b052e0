import type { Arm } from '../arm.ts';
import type { Bandit } from '../bandit.ts';
import type { Plays, Rows } from '../learning/learning-policy.ts';
import { Scaler } from '../learning/scaler.ts';
import { Neighbours } from '../neighbourhood/neighbours.ts';
import { type Evaluation, evaluate } from './evaluation.ts';
import { pickPlays, pickRows } from './pick-plays.ts';
import { type ArmStats, armStats } from './reward-stats.ts';
import { type Split, splitRows } from './split.ts';

export interface Candidate {
  readonly name: string;
  /** Learns from the rows: what it knew is forgotten, its generator goes on. */
  readonly bandit: Bandit;
}

export interface SimulationOptions {
  /** All of them with the same arms. */
  readonly candidates: readonly Candidate[];
  /** What was logged. */
  readonly plays: Plays;
  readonly split: Split;
  /** After how many test rows the bandits learn from what was logged in them; null: never. */
  readonly batch: number | null;
  /** Contexts to mean 0 and deviation 1, by the training rows. */
  readonly scale?: boolean;
}

export interface SimulatedCandidate {
  readonly name: string;
  /** The arm played in each test row. */
  readonly predictions: readonly Arm[];
  /** How many neighbours each test row had; null for a bandit without neighbours. */
  readonly neighbours: readonly number[] | null;
  /** Batch after batch; one of all rows when there are no batches. */
  readonly batches: readonly Evaluation[];
  readonly overall: Evaluation;
}

export interface Simulation {
  /** The places of the test rows in what was logged. */
  readonly testRows: readonly number[];
  /** What was logged of each arm: in all rows, in those learned from, and in those played. */
  readonly logged: { readonly total: ArmStats; readonly train: ArmStats; readonly test: ArmStats };
  readonly candidates: readonly SimulatedCandidate[];
}

/**
 * Lets bandits play logged rows that they have not learned from, as MABWiser's Simulator does: a prediction that is the logged
 * arm earns the logged reward, another one the smallest, mean and largest reward the arm had in the training rows, or among
 * the row's neighbours for a bandit that learns from neighbours.
 *
 * This compares settings; it is not an unbiased estimate of what a bandit would have earned. Which arm was logged may depend
 * on the row, and what another arm would have brought there was not seen.
 * @throws RangeError for plays, a split or a batch that do not fit.
 */
export function simulate({ candidates, plays, split, batch, scale = false }: SimulationOptions): Simulation {
  const arms = sharedArms(candidates);
  const { train, test } = splitRows(plays.decisions.length, split);
  if (batch !== null && !(Number.isInteger(batch) && batch >= 1 && batch <= test.length))
    throw new RangeError(`a batch is between one row and the ${test.length} test rows`);
  const scaled = scale ? scaledBy(plays, train) : plays;
  const [learned, played] = [pickPlays(scaled, train), pickPlays(scaled, test)];
  const stats = (of: ReturnType<typeof pickPlays>) => armStats(arms, of.decisions, of.rewards);
  const logged = {
    total: stats(pickPlays(plays, [...plays.decisions.keys()])),
    train: stats(learned),
    test: stats(played),
  };
  const simulated = candidates.map(({ name, bandit }) => {
    bandit.fit(bandit.contextual ? learned : { ...learned, contexts: null });
    return {
      name,
      ...playThrough(bandit, played, { batch: batch ?? test.length, learns: batch !== null, train: logged.train }),
    };
  });
  return { testRows: test, logged, candidates: simulated };
}

function sharedArms(candidates: readonly Candidate[]): readonly Arm[] {
  const [first, ...others] = candidates.map(({ bandit }) => bandit.arms);
  if (first === undefined) throw new RangeError('there is no bandit to simulate');
  if (others.some((arms) => arms.length !== first.length || first.some((arm) => !arms.includes(arm))))
    throw new RangeError('the bandits do not have the same arms');
  if (new Set(candidates.map(({ name }) => name)).size !== candidates.length)
    throw new RangeError('two bandits have the same name');
  return first;
}

function scaledBy(plays: Plays, train: readonly number[]): Plays {
  if (plays.contexts === null) throw new RangeError('there are no contexts to scale');
  const scaler = new Scaler();
  scaler.learn(pickRows(plays.contexts, train));
  return { ...plays, contexts: scaler.scale(plays.contexts) };
}

interface Course {
  readonly batch: number;
  readonly learns: boolean;
  readonly train: ArmStats;
}

function playThrough(bandit: Bandit, played: ReturnType<typeof pickPlays>, { batch, learns, train }: Course) {
  const { arms } = bandit;
  const predictions: Arm[] = [];
  const neighbourhoods: Neighbourhoods[] = [];
  const batches: Evaluation[] = [];
  const whole = played.decisions.length;
  for (let from = 0; from < whole; from += batch) {
    const own = pickPlays(
      played,
      [...Array(Math.min(batch, whole - from)).keys()].map((offset) => from + offset),
    );
    const predicted = predictedIn(bandit, own);
    const near = neighbourhoodsOf(bandit, own);
    predictions.push(...predicted);
    if (near !== null) neighbourhoods.push(...near);
    const stats = near?.map(({ stats: known }) => known) ?? null;
    batches.push(evaluate({ arms, ...own, predictions: predicted, train, neighbourhoods: stats }));
    if (learns) bandit.partialFit(bandit.contextual ? own : { ...own, contexts: null });
  }
  const near = bandit.policy instanceof Neighbours ? neighbourhoods : null;
  const stats = near?.map(({ stats: known }) => known) ?? null;
  return {
    predictions,
    neighbours: near?.map(({ size }) => size) ?? null,
    batches,
    overall: evaluate({ arms, ...played, predictions, train, neighbourhoods: stats }),
  };
}

/** A policy without contexts is asked row by row. */
function predictedIn(bandit: Bandit, { decisions, contexts }: Plays): readonly Arm[] {
  return bandit.contextual ? bandit.predict(contexts) : decisions.flatMap(() => bandit.predict());
}

interface Neighbourhoods {
  readonly size: number;
  readonly stats: ArmStats;
}

/** What is known of the arms from the neighbours of each row. */
function neighbourhoodsOf(bandit: Bandit, { contexts }: Plays): readonly Neighbourhoods[] | null {
  const { policy, arms } = bandit;
  if (!(policy instanceof Neighbours) || contexts === null) return null;
  return rowsOf(contexts).map((context) => {
    const { decisions, rewards } = policy.near(context);
    return { size: decisions.length, stats: armStats(arms, decisions, [...Array.from(rewards)]) };
  });
}

const rowsOf = ({ values, count, columns }: Rows): readonly Float64Array[] =>
  Array.from({ length: count }, (_, row) => values.subarray(row * columns, (row + 1) * columns));
