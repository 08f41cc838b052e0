import type { AssignInput, Assignment } from '../../contract/index.ts';
import { type AppError, type Clock, err, type Instant, ok, type Result } from '../../core/index.ts';
import type { Definitions } from './definitions.ts';
import { assignmentOf, type Evaluation, evaluateUnit, neededRows, unknownFlag } from './evaluate-unit.ts';
import { type KnownRows, rowsOfGroup } from './known-rows.ts';
import { learn } from './learn.ts';
import type { AssignmentStore, StoredAssignment, UnitInExperiment } from './store.ts';
import { rowKey } from './unit.ts';

export interface GroupNeeds {
  readonly definitions: Definitions;
  readonly store: AssignmentStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly recent: KnownRows;
}

/** A unit that was evaluated and whose rows are not written yet. */
interface Open {
  readonly index: number;
  readonly flag: string;
  readonly evaluation: Evaluation;
}

type Rows = ReadonlyMap<string, StoredAssignment>;

/**
 * Answers a group of units with one write, and a read where it is needed. Units are evaluated one after the other, so the second
 * call for a unit finds what the first was given. A row that was there before, or that another program wrote meanwhile,
 * counts, and its units are evaluated again by it.
 */
export async function assignGroup(
  needs: GroupNeeds,
  inputs: readonly AssignInput[],
): Promise<readonly Result<Assignment>[]> {
  return new AssignGroup(needs, inputs).run();
}

class AssignGroup {
  readonly #needs: GroupNeeds;
  readonly #inputs: readonly AssignInput[];
  readonly #answers = new Map<number, Result<Assignment>>();
  readonly #known: KnownRows;
  readonly #at: Instant;
  /** Evaluations of units as new ones: they hold as long as none of their rows is known. */
  readonly #asNew = new Map<number, Evaluation>();

  constructor(needs: GroupNeeds, inputs: readonly AssignInput[]) {
    this.#needs = needs;
    this.#inputs = inputs;
    this.#known = rowsOfGroup(needs.recent);
    this.#at = needs.clock.now();
  }

  async run(): Promise<readonly Result<Assignment>[]> {
    const { store } = this.#needs;
    const learnt = await learn(
      store,
      this.#known,
      this.#inputs.flatMap((input, index) => this.#toRead(input, index)),
    );
    if (!learnt.ok) this.#fail(learnt.error);
    while (this.#answers.size < this.#inputs.length) await this.#round();
    return this.#inputs.map((_, index) => this.#answers.get(index) ?? missing());
  }

  /**
   * The rows to read before a unit is evaluated. Where the flag has one sticky experiment and a new unit would be in it, the
   * write itself tells whether there is a row, and then that row counts: no read is needed.
   */
  #toRead(input: AssignInput, index: number): readonly UnitInExperiment[] {
    const { definitions } = this.#needs;
    const plan = definitions.plan(input.flag);
    if (plan === null) return [];
    const keys = neededRows({ plan, input }).filter((key) => this.#known.get(key) === undefined);
    const [only] = keys;
    if (only === undefined || plan.sticky.length > 1) return keys;
    const asNew = evaluateUnit({ context: definitions.context, plan, input }, this.#known, this.#at);
    if (!asNew.ok || !asNew.value.rows.some((row) => rowKey(row) === rowKey(only))) return keys;
    this.#asNew.set(index, asNew.value);
    return [];
  }

  /** Evaluates who is not answered yet and writes their rows; leaves open whose row was there already. */
  async #round(): Promise<void> {
    const { store } = this.#needs;
    const rows = new Map<string, StoredAssignment>();
    const open = this.#evaluate(rows);
    const written = rows.size === 0 ? ok([]) : await store.putAssignments([...rows.values()]);
    if (!written.ok) {
      // Those who need none of the rows have their answer all the same.
      this.#answer(open, rows, new Set());
      this.#fail(written.error);
      return;
    }
    const fresh = new Set(written.value.map(rowKey));
    for (const [key, row] of rows) if (fresh.has(key)) this.#known.set(row, row);
    this.#answer(open, rows, fresh);
    const lost = [...rows].filter(([key]) => !fresh.has(key)).map(([, row]) => row);
    const relearnt = await this.#relearn(lost);
    if (!relearnt.ok) this.#fail(relearnt.error);
  }

  #evaluate(rows: Map<string, StoredAssignment>): readonly Open[] {
    const known: KnownRows = { get: (key) => rows.get(rowKey(key)) ?? this.#known.get(key), set: this.#known.set };
    const { definitions } = this.#needs;
    return this.#inputs.flatMap((input, index): Open[] => {
      if (this.#answers.has(index)) return [];
      const plan = definitions.plan(input.flag);
      if (plan === null) {
        this.#answers.set(index, ok(unknownFlag(input.flag)));
        return [];
      }
      const asNew = this.#asNew.get(index);
      const evaluated =
        asNew?.rows.every((row) => typeof known.get(row) !== 'object') === true
          ? ok(asNew)
          : evaluateUnit({ context: definitions.context, plan, input }, known, this.#at);
      if (!evaluated.ok) {
        this.#answers.set(index, evaluated);
        return [];
      }
      for (const row of evaluated.value.rows) if (typeof known.get(row) !== 'object') rows.set(rowKey(row), row);
      return [{ index, flag: input.flag, evaluation: evaluated.value }];
    });
  }

  /** Answers whose rows are all there. Each new row is the first of one call: of the one that came first. */
  #answer(open: readonly Open[], rows: Rows, fresh: ReadonlySet<string>): void {
    const unclaimed = new Set(fresh);
    for (const { index, flag, evaluation } of open) {
      const keys = evaluation.rows.map(rowKey);
      if (keys.some((key) => rows.has(key) && !fresh.has(key))) continue;
      const first = new Set(
        evaluation.rows.filter((row) => unclaimed.delete(rowKey(row))).map((row) => row.experiment),
      );
      this.#answers.set(index, ok(assignmentOf(flag, evaluation.result, first)));
    }
  }

  async #relearn(lost: readonly StoredAssignment[]): Promise<Result<void>> {
    if (lost.length === 0) return ok(undefined);
    const found = await this.#needs.store.assignmentsOf(lost);
    if (!found.ok) return found;
    for (const row of found.value) this.#known.set(row, row);
    if (lost.some((row) => typeof this.#known.get(row) !== 'object'))
      throw new Error('a row that is said to be there already can be read');
    return ok(undefined);
  }

  #fail(error: AppError): void {
    this.#inputs.forEach((_, index) => {
      if (!this.#answers.has(index)) this.#answers.set(index, err(error));
    });
  }
}

function missing(): never {
  throw new Error('a unit of the group was not answered');
}
