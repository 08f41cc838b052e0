import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../engine/core/index.ts';
import { Failure } from '../failure.ts';
import { nightsText, rangeOf } from './night-range.ts';

describe('nights on the command line', () => {
  it('[BA83] take days, and refuse by a code what is none', () => {
    expect(rangeOf({})).toEqual({});
    expect(rangeOf({ from: '2026-10-01' })).toEqual({ from: '2026-10-01' });
    expect(rangeOf({ from: '2026-10-01', to: '2026-10-31' })).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    for (const wrong of ['2026-02-30', 'yesterday', '']) {
      const refused = (): unknown => rangeOf({ to: wrong });
      expect(refused).toThrow(Failure);
      expect(refused).toThrow('is no day (YYYY-MM-DD)');
    }
  });

  it('[BA83] say what was written, what changed and what was there', () => {
    const run = { from: dayOf('2026-10-01'), to: dayOf('2026-10-31'), nights: 62, cells: 2 };
    expect(nightsText({ ...run, written: 120, changed: 4, same: 0 })).toBe(
      '62 nights of 2 cells recorded, 1 – 31 Oct 2026: 120 new rows, 4 changed by restated data.',
    );
    const none = { from: null, to: null, nights: 0, cells: 0, written: 0, changed: 0, same: 0 };
    expect(nightsText(none)).toBe('No night of a cell is missing.');
  });
});
