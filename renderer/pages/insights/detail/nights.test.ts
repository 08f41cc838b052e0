import { describe, expect, it } from 'vitest';
import { manyArms, night, readWith } from '../insights.fixture.ts';
import { armColours, drawnArms, lastRecorded, MOST_DRAWN, nightWord, recordedSentence } from './nights.ts';
import { ridgeRows } from './ridge-rows.ts';

const history = (nights: readonly ReturnType<typeof night>[]) => readWith({ history: nights }).history;
const [kept, lost, restated] = [{ recorded: true }, { recorded: false }, { recorded: true, restated: true }];

describe('the nights of a cell', () => {
  it('[BA96] the last recorded one is named, also when later ones are not', () => {
    expect(lastRecorded(history([night('2026-11-01', kept), night('2026-11-02', lost)]))).toBe('2026-11-01');
    expect(lastRecorded(history([night('2026-11-01', lost)]))).toBeNull();
  });

  it('[BA98] it is said how many were recorded, and which the data have overtaken', () => {
    expect(recordedSentence([])).toContain('no night');
    expect(recordedSentence(history([night('2026-11-01', kept), night('2026-11-02', kept)]))).toBe(
      'All 2 nights were recorded.',
    );
    expect(recordedSentence(history([night('2026-11-01', lost)]))).toContain('None of the 1 night was recorded');
    const some = recordedSentence(history([night('2026-11-01', restated), night('2026-11-02', lost)]));
    expect(some).toContain('1 of 2 nights were recorded');
    expect(some).toContain('1 Nov 2026 has been restated since');
    const both = recordedSentence(history([night('2026-11-01', restated), night('2026-11-02', restated)]));
    expect(both).toContain('2 nights since 1 Nov 2026 have been restated');
    expect(history([night('2026-11-01', restated), night('2026-11-02', lost)]).map(nightWord)).toEqual([
      'recorded, restated since',
      'not recorded',
    ]);
  });

  it('[BA98] at most eight arms are drawn, the most probable, each with a colour of its own', () => {
    const { arms } = readWith({ arms: manyArms(11) });
    const drawn = drawnArms(arms);
    expect(drawn).toHaveLength(MOST_DRAWN);
    expect(drawn[0]?.arm).toBe('arm-10');
    expect(drawn.map(({ arm }) => arm)).not.toContain('arm-2');
    expect(new Set(armColours(arms).values()).size).toBe(MOST_DRAWN);
  });

  it('[BA97] ridges are filled on recorded nights; a night without data of the arm is left out', () => {
    const read = readWith({
      history: [night('2026-11-01', lost, ['a']), night('2026-11-02', kept), night('2026-11-03', restated)],
    });
    const [a, b] = ['a', 'b'].map((id) => read.arms.filter(({ arm }) => arm === id));
    const rows = ridgeRows(read, a ?? [], armColours(read.arms));
    expect(rows.map(({ ridges }) => ridges[0]?.look)).toEqual(['outline', 'solid', 'solid']);
    expect(rows.at(-1)?.ridges[0]?.note).toBe('Restated since it was recorded');
    expect(ridgeRows(read, b ?? [], armColours(read.arms)).map(({ key }) => key)).toEqual(['2026-11-02', '2026-11-03']);
  });
});
