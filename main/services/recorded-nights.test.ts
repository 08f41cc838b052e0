import { describe, expect, it } from 'vitest';
import { armOf, cellRecord, daily, evidenceOf, FIRST } from '../../engine/bandits/cells/cell.fixture.ts';
import { nightRows } from '../../engine/bandits/cells/nights.ts';
import { banditRead } from '../../engine/bandits/cells/read.ts';
import { cellStanding } from '../../engine/bandits/cells/standing.ts';
import type { PosteriorSnapshot } from '../../engine/contract/index.ts';
import { addDays, instantOf, ok } from '../../engine/core/index.ts';
import { emptyState } from '../../engine/store/journal/index.ts';
import { createBandits } from './bandits.ts';
import { withRecorded } from './recorded-nights.ts';

const record = cellRecord();
const evidence = (rewards: number) =>
  evidenceOf(armOf('a', [...daily(5, 90, 9), [90, rewards], ...daily(2, 90, 9)]), armOf('b', daily(8, 80, 7)));
const read = (rewards: number) =>
  banditRead(record, { evidence: evidence(rewards), dataThrough: addDays(FIRST, 7), sources: [], notes: [] });
const snapshots = (rewards: number, nights: number): readonly PosteriorSnapshot[] =>
  nightRows(cellStanding(record, evidence(rewards)), FIRST, addDays(FIRST, nights - 1)).map((row) => ({
    ...row,
    ...{ recordedAt: instantOf(0), revision: 1 },
  }));

describe('nights of a read', () => {
  it('[BA80] are recorded where there is a snapshot', () => {
    const { history } = withRecorded(read(9), snapshots(9, 6));
    expect(history.map(({ recorded }) => recorded)).toEqual([true, true, true, true, true, true, false, false]);
    expect(history.every(({ restated }) => !restated)).toBe(true);
  });

  it('[BA80] are restated from the day on whose data say something else now', () => {
    const { history } = withRecorded(read(20), snapshots(9, 8));
    expect(history.map(({ restated }) => restated)).toEqual([false, false, false, false, false, true, true, true]);
  });

  it('[BA80] are restated when an arm came to them or left', () => {
    const [first, ...others] = snapshots(9, 2);
    expect(first?.arm).toBe('a');
    const { history } = withRecorded(read(9), others);
    expect(history.slice(0, 2).map(({ restated }) => restated)).toEqual([true, false]);
  });

  it('[BA80] have the share that was recommended then', () => {
    const kept = snapshots(9, 8).map((row) => ({ ...row, share: row.arm === 'a' ? 0.25 : 0.75 }));
    const { history } = withRecorded(read(9), kept);
    expect(history[3]?.arms.map(({ share }) => share)).toEqual([0.25, 0.75]);
    expect(history[3]?.restated).toBe(false);
  });
});

describe('a what-if', () => {
  it('[BA79] with a prior that can be no rate is refused by name', async () => {
    const asked: unknown[] = [];
    const no = async (): Promise<never> => {
      throw new Error('not for what-ifs');
    };
    const bandits = createBandits({
      cache: {
        banditList: no,
        banditRead: no,
        banditWhatIf: async (input) => {
          asked.push(input.prior);
          return ok({ arms: [], chanceToDecide: 0, futures: 0, seed: '1', sentence: 'None.' });
        },
      },
      spine: { state: { ...emptyState, cells: new Map([['meta-families', record]]) } },
      ...{ ops: { get: no }, session: { memberId: () => null }, clock: { now: () => instantOf(0) } },
      ...{ nights: { record: no }, decide: no },
    });
    const ask = (mean: number) =>
      bandits.whatIf({ key: 'meta-families', moreDays: 0, prior: { mean, strength: 10 } }, undefined);
    const refused = await ask(1.5);
    expect(refused.ok ? null : refused.error.code).toBe('CELL_PRIOR');
    expect((await ask(0.2)).ok).toBe(true);
    expect(asked).toEqual([{ mean: 0.2, strength: 10 }]);
    const unknown = await bandits.whatIf({ key: 'nobody', moreDays: 0, prior: null }, undefined);
    expect(unknown.ok ? null : unknown.error.code).toBe('NOT_FOUND');
  });
});
