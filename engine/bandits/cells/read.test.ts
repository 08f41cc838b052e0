import { describe, expect, it } from 'vitest';
import { banditReadSchema, banditRowSchema, type ExploreCellRecord } from '../../contract/index.ts';
import { armOf, cellRecord, daily, evidenceOf } from './cell.fixture.ts';
import type { CellEvidence } from './evidence.ts';
import { banditRead, banditRow } from './read.ts';

const data = (evidence: CellEvidence) => ({
  evidence,
  dataThrough: evidence.days.at(-1) ?? null,
  sources: [],
  notes: [],
});
const read = (evidence: CellEvidence, record: ExploreCellRecord = cellRecord()) => banditRead(record, data(evidence));

const CLEAR = evidenceOf(armOf('a', daily(20, 200, 40)), armOf('b', daily(20, 200, 20)));
const ALIKE = evidenceOf(armOf('a', daily(20, 40, 4)), armOf('b', daily(20, 40, 4)));

describe('a cell that is read', () => {
  it('[BA76] says promote once an arm is at the bar with enough trials', () => {
    const { advice, sentence } = read(CLEAR);
    expect(advice).toMatchObject({ kind: 'promote', arm: 'a' });
    expect(advice.reason).toContain('the rule promotes from 0.95 on, after 100 sessions, and it has 4,000');
    // (1 + 800) / (1 / m + 4,000) at the pooled mean m of 1,200.5 in 8,001.
    expect(sentence).toMatch(/^“A” leads with a sign-up rate of 19\.99 %/);
  });

  it('[BA76] says how long it takes when trials are missing, and does not promote', () => {
    const few = evidenceOf(armOf('a', daily(8, 10, 5)), armOf('b', daily(8, 10, 0)));
    const { advice } = read(few);
    expect(advice.kind).toBe('keep_running');
    expect(advice.change).toContain('20 more sessions for “A”, about 2 days at the present pace');
  });

  it('[BA76] says kill for an arm that is out of question while others compete', () => {
    const three = evidenceOf(
      armOf('a', daily(20, 200, 40)),
      armOf('b', daily(20, 200, 40)),
      armOf('c', daily(20, 200, 10)),
    );
    expect(read(three).advice).toMatchObject({ kind: 'kill', arm: 'c' });
    const killed = cellRecord({ states: [{ arm: 'c', state: 'killed' }] });
    const after = read(three, killed);
    expect(after.advice.kind).toBe('keep_running');
    expect(after.arms.find(({ arm }) => arm === 'c')).toMatchObject({ state: 'killed', share: 0 });
  });

  it('[BA76] says stop when no other arm can bring more than the rule asks for', () => {
    const same = evidenceOf(armOf('a', daily(30, 90_000, 9000)), armOf('b', daily(30, 90_000, 8990)));
    const found = read(same, cellRecord({ rule: { stopAt: 0.02, promoteAt: 0.99 } }));
    expect(found.valueRemaining?.stop).toBe(true);
    expect(found.advice.kind).toBe('stop');
  });

  it('[BA76] says of a promoted arm that another leads once it does', () => {
    const states = [
      { arm: 'a', state: 'promoted' },
      { arm: 'b', state: 'killed' },
    ] as const;
    const leading = read(CLEAR, cellRecord({ states: [...states] }));
    expect(leading.advice.reason).toContain('“A” has been promoted and still leads: “A” is the best with probability');
    const fallen = evidenceOf(armOf('a', daily(20, 200, 20)), armOf('b', daily(20, 200, 40)));
    const { advice, sentence } = read(fallen, cellRecord({ states: [...states] }));
    expect(advice.kind).toBe('keep_running');
    expect(advice.reason).toBe(
      '“A” has been promoted, but by now “B” is the best with probability >0.99 and “A” with <0.01.',
    );
    expect(advice.change).toBe('Taking the decision over “A” back, or data that put “A” first again.');
    expect(sentence).toMatch(
      /^“A” leads the arms that still play with a sign-up rate of .*, and is the best of all with probability <0\.01\.$/,
    );
  });

  it('[BA76] does not write a chance below the bar as the bar', () => {
    const close = evidenceOf(armOf('a', daily(20, 200, 22)), armOf('b', daily(20, 200, 20)));
    const bar = (read(close).arms[0]?.pBest ?? 0) + 1e-5;
    const { advice } = read(close, cellRecord({ rule: { promoteAt: bar, stopAt: 0.0001 } }));
    expect(advice.kind).toBe('keep_running');
    expect(advice.reason).toMatch(
      /^“A” is the best with probability just below 0\.\d\d; the rule promotes from 0\.\d\d on\.$/,
    );
  });

  it('[BA76] does not judge arms by one that was ended, and says when that one is the best', () => {
    const three = evidenceOf(
      armOf('a', daily(10, 200, 20)),
      armOf('b', daily(10, 200, 42)),
      armOf('c', daily(10, 200, 30)),
    );
    const { advice } = read(three, cellRecord({ states: [{ arm: 'b', state: 'killed' }] }));
    expect(advice.kind).toBe('keep_running');
    expect(advice.reason).toMatch(/^“C” leads the arms that still play, but by now “B” is the best with probability/);
    const all = ['a', 'b', 'c'].map((arm) => ({ arm, state: 'killed' as const }));
    expect(read(three, cellRecord({ states: all }))).toMatchObject({
      sentence: 'No arm plays any more.',
      advice: { kind: 'no_data', reason: 'No arm of the cell plays any more.' },
    });
  });

  it.each([
    ['every trial is rewarded', 200, 200],
    ['none is', 0, 0],
    ['there are more rewards than trials', 260, 150],
  ])('[BA71] is read where %s', (_, a, b) => {
    const { arms, caveats } = read(evidenceOf(armOf('a', daily(20, 200, a)), armOf('b', daily(20, 200, b))));
    expect(caveats.some((caveat) => caveat.startsWith('An arm has more sign-ups than sessions'))).toBe(a > 200);
    expect(arms.reduce((sum, { pBest }) => sum + pBest, 0)).toBeCloseTo(1, 9);
    expect(arms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    for (const { mean, interval95 } of arms) {
      expect(interval95.low).toBeLessThanOrEqual(mean);
      expect(mean).toBeLessThanOrEqual(interval95.high);
      expect(interval95.high).toBeLessThanOrEqual(1);
    }
  });

  it('[BA72] a prior of shares above a half mirrors that of those below', () => {
    const low = read(evidenceOf(armOf('a', daily(9, 20, 4)), armOf('b', daily(9, 20, 2))));
    const high = read(evidenceOf(armOf('a', daily(9, 20, 16)), armOf('b', daily(9, 20, 18))));
    for (const [index, { mean }] of low.arms.entries()) expect(high.arms[index]?.mean).toBeCloseTo(1 - mean, 12);
  });

  it('[BA73] a chance that no digit can hold is neither certain nor none', () => {
    const apart = evidenceOf(armOf('a', daily(20, 2000, 400)), armOf('b', daily(20, 2000, 100)));
    const { arms, advice } = read(apart);
    for (const { pBest } of arms) {
      expect(pBest).toBeGreaterThan(0);
      expect(pBest).toBeLessThan(1);
    }
    expect(advice.reason).toContain('“A” is the best with probability >0.99;');
    expect(read(evidenceOf(armOf('a', daily(9, 50, 5)))).arms[0]?.pBest).toBe(1);
  });

  it('[BA76] stops without a share where hardly any draw has a better arm', () => {
    const near = evidenceOf(armOf('a', daily(20, 200, 24)), armOf('b', daily(20, 200, 20)));
    const stopped = read(near, cellRecord({ rule: { promoteAt: 0.9999, killAt: 0.0001 } })).advice;
    expect(stopped.kind).toBe('stop');
    expect(stopped.reason).toContain('In at most 5 of 100 plausible cases is another arm better than “A” at all');
    expect(stopped.reason).not.toContain('by more than 0');
  });

  it('[BA76] has no data with fewer than two arms, and says so', () => {
    expect(read(evidenceOf()).advice).toMatchObject({ kind: 'no_data', arm: null });
    expect(read(evidenceOf(armOf('a', daily(9, 50, 5)))).advice.reason).toBe(
      'Only one arm has data: there is nothing to compare.',
    );
    expect(read(evidenceOf()).arms).toEqual([]);
  });

  it('[BA78] loses nothing by playing the best arm only, and by equal shares what the worse arm costs', () => {
    const best = evidenceOf(armOf('a', daily(20, 400, 80)), armOf('b', [[40, 1], ...daily(19, 0, 0)]));
    const played = read(best).regret;
    const even = read(CLEAR).regret;
    expect(played?.estimate).toBeLessThan(15);
    expect(played?.equalSplit).toBeGreaterThan(300);
    // 4,000 sessions at a rate that is 10 points lower.
    expect(even?.estimate).toBeGreaterThan(360);
    expect(even?.estimate).toBeLessThan(440);
    expect(even?.equalSplit).toBeCloseTo(even?.estimate ?? Number.NaN, 6);
    expect(even?.interval.low).toBeLessThan(even?.estimate ?? 0);
    expect(even?.interval.high).toBeGreaterThan(even?.estimate ?? 0);
  });

  it('[BA78] has value left while arms are alike, and as good as none once one is ahead', () => {
    expect(read(ALIKE).valueRemaining).toMatchObject({ stop: false });
    expect(read(ALIKE).valueRemaining?.share).toBeGreaterThan(0.1);
    expect(read(CLEAR).valueRemaining).toMatchObject({ share: 0, stop: true });
  });

  it('is what the contract says, for every reward, and its row agrees with it', () => {
    for (const reward of ['signup_rate', 'signups_per_spend', 'return_on_spend'] as const) {
      const record = cellRecord({ reward });
      const found = read(CLEAR, record);
      expect(banditReadSchema.safeParse(found).error).toBeUndefined();
      const row = banditRow(record, data(CLEAR));
      expect(banditRowSchema.safeParse(row).error).toBeUndefined();
      expect(row.advice).toEqual(found.advice);
      expect(row.leader?.pBest).toBe(Math.max(...found.arms.map(({ pBest }) => pBest)));
      expect(found.history).toHaveLength(20);
      expect(found.history.at(-1)?.arms.map(({ pBest }) => pBest)).toEqual(found.arms.map(({ pBest }) => pBest));
      const [arm] = found.arms;
      expect(arm?.density.x).toEqual(found.arms[1]?.density.x);
      expect(arm?.shareNow).toBe(0.5);
    }
  });
});
