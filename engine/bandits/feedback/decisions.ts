import { appError, err, ok, type Result } from '../../core/index.ts';
import type { Arm } from '../arm.ts';
import type { Asked, Bandit } from '../bandit.ts';
import { pickRows, type Rows } from '../learning/learning-policy.ts';

/** An arm that is to be played, and the ticket its reward comes back with. */
export interface Decision {
  readonly ticket: number;
  readonly arm: Arm;
}

interface Waiting {
  readonly arm: Arm;
  readonly context: Rows | null;
  readonly at: number;
}

export interface DecisionsOptions {
  /** How long a reward is waited for, in the unit of `at`; for ever by default. */
  readonly horizon?: number;
}

/** Whether a reward was learned from, or came after the horizon and was passed over. */
export type Rewarded = 'learned' | 'late';

export interface TicketReward {
  readonly ticket: number;
  readonly value: number;
}

/**
 * Decisions whose rewards come later, in any order: a decision waits with the context it was made in, and is learned when its
 * reward is there. Those that wait past the horizon are let go, so that no more wait than were decided within it. Source:
 * Joulani, György & Szepesvári 2013, "Online learning under delayed feedback".
 */
export class Decisions {
  readonly #bandit: Bandit;
  readonly #horizon: number;
  /** In the order of their tickets. */
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  /** Tickets below this were let go or rewarded. */
  #open = 1;
  #now = Number.NEGATIVE_INFINITY;

  constructor(bandit: Bandit, { horizon = Number.POSITIVE_INFINITY }: DecisionsOptions = {}) {
    this.#bandit = bandit;
    this.#horizon = horizon;
  }

  /** Decisions that wait for their reward. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * An arm for each row, one without rows.
   * @param at the time, as a number that does not fall: a day, a second.
   */
  decide(rows: Rows | null, at: number, asked: Asked = {}): readonly Decision[] {
    this.#letGo(at);
    return this.#bandit.predict(rows, asked).map((arm, row) => {
      const ticket = this.#next;
      this.#next += 1;
      this.#waiting.set(ticket, { arm, context: rows === null ? null : pickRows(rows, [row]), at });
      return { ticket, arm };
    });
  }

  /** The reward of a decision. @returns BANDIT_TICKET_UNKNOWN or BANDIT_TICKET_REWARDED for a ticket that does not wait. */
  reward(ticket: number, value: number, at: number): Result<Rewarded> {
    const done = this.rewards([{ ticket, value }], at);
    return done.ok ? ok(done.value[0] ?? 'late') : done;
  }

  /** Rewards of several decisions, learned together: all of them, or none when one can not be. */
  rewards(all: readonly TicketReward[], at: number): Result<readonly Rewarded[]> {
    this.#letGo(at);
    const seen = new Set<number>();
    for (const { ticket } of all) {
      if (!(Number.isInteger(ticket) && ticket >= 1 && ticket < this.#next))
        return err(appError('BANDIT_TICKET_UNKNOWN', { ticket }));
      const isWaiting = this.#waiting.has(ticket) || ticket < this.#open;
      if (!isWaiting || seen.has(ticket)) return err(appError('BANDIT_TICKET_REWARDED', { ticket }));
      seen.add(ticket);
    }
    this.#learn(all);
    return ok(all.map(({ ticket }) => (this.#waiting.delete(ticket) ? 'learned' : 'late')));
  }

  #learn(all: readonly TicketReward[]): void {
    const known = all.flatMap(({ ticket, value }) => {
      const one = this.#waiting.get(ticket);
      return one === undefined ? [] : [{ ...one, value }];
    });
    if (known.length === 0) return;
    const contexts = known.flatMap(({ context }) => (context === null ? [] : [context]));
    const columns = contexts[0]?.columns ?? 0;
    const values = Float64Array.from(contexts.flatMap((context) => [...context.values]));
    this.#bandit.partialFit({
      decisions: known.map(({ arm }) => arm),
      rewards: known.map(({ value }) => value),
      contexts: contexts.length === 0 ? null : { values, count: contexts.length, columns },
    });
  }

  /** Lets go what has waited past the horizon. @throws RangeError when time goes back. */
  #letGo(at: number): void {
    if (!(at >= this.#now)) throw new RangeError(`the time ${at} is before ${this.#now}`);
    this.#now = at;
    for (const [ticket, one] of this.#waiting) {
      if (at - one.at <= this.#horizon) break;
      this.#waiting.delete(ticket);
      this.#open = ticket + 1;
    }
  }
}
