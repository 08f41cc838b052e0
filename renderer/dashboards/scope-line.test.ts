import { describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../../engine/core/index.ts';
import { pageState, scopeLine } from './scope-line.ts';

const scope = {
  period: { from: dayOf('2026-10-25'), to: dayOf('2026-11-21') },
  compare: { from: dayOf('2026-09-27'), to: dayOf('2026-10-24') },
  filters: {},
  options: {},
  currency: 'EUR',
  zone: 'Europe/Berlin',
};
const at = (text: string) => instantOf(Date.parse(text));

describe('what a page says of its data', () => {
  it('is the least far and the newest of its tiles', () => {
    const state = pageState([
      { scope, dataThrough: dayOf('2026-11-21'), refreshedAt: at('2026-11-22T05:00:00Z') },
      { scope, dataThrough: dayOf('2026-11-20'), refreshedAt: at('2026-11-22T06:30:00Z') },
      { scope, dataThrough: null, refreshedAt: null },
    ]);
    expect(scopeLine(state)).toBe(
      '25 Oct – 21 Nov 2026 against 27 Sept – 24 Oct 2026 · Europe/Berlin, EUR · data to 20 Nov 2026 · refreshed 22 Nov 2026, 07:30',
    );
  });

  it('says only the period without a comparison', () => {
    const state = pageState([{ scope: { ...scope, compare: null }, dataThrough: null, refreshedAt: null }]);
    expect(scopeLine(state)).toBe('25 Oct – 21 Nov 2026 · Europe/Berlin, EUR');
  });

  it('is nothing before the first answer', () => {
    expect(scopeLine(pageState([]))).toBeNull();
  });
});
