import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellDesign, cellRunning } from '../../../tests/support/cells.ts';
import {
  ANA,
  approvedBatch,
  at,
  CARA,
  decisionRollback,
  draft,
  killArm,
  opening,
  promoteArm,
  proposal,
  proposed,
  testId,
} from '../../../tests/support/spine-events.ts';
import { type ArmState, armStateAfter, type BanditDecide } from '../../contract/index.ts';
import { banditDecisions } from './bandit-decisions.ts';
import type { EntryBody } from './chain.ts';
import { emptyState, fold, foldAll } from './fold.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineState } from './state.ts';
import type { EventDraft } from './types.ts';

const ARMS = ['a', 'b', 'c', 'd'] as const;
const CELLS = ['one', 'two'] as const;

const decided = fc.record({
  kind: fc.constantFrom('promote', 'kill'),
  cell: fc.constantFrom(...CELLS),
  arm: fc.constantFrom(...ARMS),
});
const undone = fc.record({ kind: fc.constant('take back'), nth: fc.nat({ max: 5 }) });
const moved = fc.record({
  kind: fc.constant('move'),
  nth: fc.nat({ max: 9 }),
  to: fc.constantFrom('confirmed', 'dead_letter', 'discarded', 'superseded'),
});
const step = fc.oneof(
  { weight: 4, arbitrary: decided },
  { weight: 3, arbitrary: undone },
  { weight: 3, arbitrary: moved },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A decision and what became of it, kept apart from the fold. */
interface Known {
  readonly payload: BanditDecide;
  given: boolean;
  rollback: 'none' | 'standing';
}

class Walk {
  state: SpineState = emptyState;
  readonly entries: EntryBody[] = [];
  readonly known = new Map<string, Known>();
  readonly rollbacks = new Map<string, string>();
  #n = 100;

  constructor() {
    this.write(opening());
    for (const key of CELLS) this.write(cellRunning(cellDesign({ key, segment: key })));
  }

  get next(): number {
    this.#n += 10;
    return this.#n;
  }

  entriesOf(drafts: readonly EventDraft[]): readonly EntryBody[] {
    const { seq } = this.state;
    return drafts.map(({ actor, event }, index) => ({ seq: seq + 1 + index, at: at(seq + 1 + index), actor, event }));
  }

  write(drafts: readonly EventDraft[]): void {
    for (const entry of this.entriesOf(drafts)) {
      this.entries.push(entry);
      this.state = fold(this.state, entry);
    }
  }

  /** Arms by the decisions that stand, from the record of this walk alone. */
  expected(cell: string): ReadonlyMap<string, ArmState> {
    const states = new Map<string, ArmState>();
    for (const { payload, given, rollback } of this.known.values()) {
      if (payload.cell !== cell || given || rollback === 'standing') continue;
      for (const { arm } of payload.shares) {
        const state = armStateAfter(payload, arm);
        if (state !== 'active') states.set(arm, state);
      }
    }
    return states;
  }

  active = (cell: string): readonly string[] => ARMS.filter((arm) => !this.expected(cell).has(arm));
}

function decide(walk: Walk, { kind, cell, arm }: Extract<Step, { readonly arm: string }>): void {
  const active = walk.active(cell);
  const n = walk.next;
  const shares = active.map((each) => ({ arm: each, share: each === arm ? 0 : 1 }));
  const payload = kind === 'promote' ? promoteArm(cell, arm, active) : { ...killArm(cell, arm), shares };
  const of = proposal(n, { payload, actionN: n + 2 });
  walk.write([proposed(of)]);
  if (!active.includes(arm)) {
    expect(() => foldAll(walk.state, walk.entriesOf(approvedBatch(n + 1, of)))).toThrow(IllegalEvent);
    return;
  }
  walk.write(approvedBatch(n + 1, of));
  walk.known.set(testId(n + 2), { payload, given: false, rollback: 'none' });
}

function takeBack(walk: Walk, nth: number): void {
  const [id, of] = [...walk.known].filter(([, each]) => !each.given && each.rollback === 'none').at(nth) ?? [];
  const action = [...walk.state.actions.values()].find((each) => each.action.id === id)?.action;
  if (id === undefined || of === undefined || action === undefined) return;
  const n = walk.next;
  const rollback = () => [
    draft({ type: 'action.journaled', action: decisionRollback(n, action.id, of.payload) }, CARA),
  ];
  walk.write(rollback());
  of.rollback = 'standing';
  walk.rollbacks.set(testId(n), id);
  const again = decisionRollback(walk.next, action.id, of.payload);
  const twice = walk.entriesOf([draft({ type: 'action.journaled', action: again }, CARA)]);
  expect(() => foldAll(walk.state, twice)).toThrow(IllegalEvent);
}

function move(walk: Walk, { nth, to }: Extract<Step, { readonly to: string }>): void {
  const record = [...walk.state.actions.values()].at(nth);
  if (record === undefined || record.state === 'discarded' || record.state === 'superseded') return;
  const { id } = record.action;
  walk.write([draft({ type: 'action.state', actionId: id, state: to, attempt: 1, failure: null }, ANA)]);
  const ends = to === 'discarded' || to === 'superseded';
  const own = walk.known.get(id);
  if (own !== undefined) own.given = ends;
  const of = walk.known.get(walk.rollbacks.get(id) ?? '');
  if (of !== undefined && ends) of.rollback = 'none';
}

function take(walk: Walk, given: Step): void {
  if ('arm' in given) decide(walk, given);
  else if ('to' in given) move(walk, given);
  else takeBack(walk, given.nth);
}

describe('arms in the journal, whatever happens to decisions over them', () => {
  it('[BA85] are what the decisions that stand leave of them, in one fold or entry by entry', () => {
    let ended = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
        const walk = new Walk();
        for (const each of steps) {
          take(walk, each);
          for (const cell of CELLS) {
            const arms = walk.state.cells.get(cell)?.arms ?? [];
            expect(new Map(arms.map(({ arm, state }) => [arm, state]))).toEqual(walk.expected(cell));
            ended += arms.length;
          }
        }
        expect(foldAll(emptyState, walk.entries)).toEqual(walk.state);
      }),
      { numRuns: 200 },
    );
    expect(ended).toBeGreaterThan(100);
  });

  it('[BA90] the list says of each decision what became of it', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
        const walk = new Walk();
        for (const each of steps) take(walk, each);
        const listed = new Map<string, string>(banditDecisions(walk.state).map(({ id, state }) => [id, state]));
        for (const [id, { given, rollback }] of walk.known) {
          const said = listed.get(id);
          if (rollback === 'standing') expect(said).toBe('taken_back');
          else if (given) expect(said).toBe('refused');
          else expect(['approved', 'done']).toContain(said);
        }
      }),
      { numRuns: 100 },
    );
  });
});
