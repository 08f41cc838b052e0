import { describe, expect, it } from 'vitest';
import { rangesOnce } from './ranges-once.ts';

describe('what values are like', () => {
  it('is asked once for each question while the data are the same, and each time while a load runs', async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return [{ event: 'revenue', largest: asked, whole: true, cents: true, rows_read: 1 }];
    };
    const state = { openedAt: Symbol('opened') };
    const first = await rangesOnce(state, ['revenue', 'user'], ask);
    expect(await rangesOnce(state, ['revenue', 'user'], ask)).toBe(first);
    await rangesOnce(state, ['revenue', 'visitor'], ask);
    expect(asked).toBe(2);
    await rangesOnce({ openedAt: Symbol('opened again') }, ['revenue', 'user'], ask);
    expect(asked).toBe(3);
    await rangesOnce(null, ['revenue', 'user'], ask);
    await rangesOnce(null, ['revenue', 'user'], ask);
    expect(asked).toBe(5);
  });
});
