import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { GroupCommit } from './group-commit.ts';

describe('GroupCommit', () => {
  it('[EX36] answers each of a group in its place, groups one after the other and none above the limit', async () => {
    const groups: number[][] = [];
    let running = 0;
    const commits = new GroupCommit<number, number>({
      clock: manualClock(),
      windowMs: 2,
      limit: 3,
      run: async (group) => {
        running += 1;
        expect(running).toBe(1);
        groups.push([...group]);
        await Promise.resolve();
        running -= 1;
        return group.map((item) => item * 10);
      },
    });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => commits.ask(item)));
    expect(answers).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(groups).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(await commits.ask(8)).toBe(80);
  });

  it('gives what a run threw to its own group only', async () => {
    const commits = new GroupCommit<string, string>({
      clock: manualClock(),
      windowMs: 2,
      limit: 1,
      run: async ([item = '']) => {
        if (item === 'bad') throw new Error('a bug');
        return [item];
      },
    });
    const [bad, good] = await Promise.allSettled([commits.ask('bad'), commits.ask('good')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'a bug' } });
    expect(good).toEqual({ status: 'fulfilled', value: 'good' });
    await commits.idle();
  });
});
