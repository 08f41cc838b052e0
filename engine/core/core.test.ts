import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMoney,
  appError,
  type Clock,
  canonicalJson,
  dayIn,
  dayOf,
  daysBetween,
  ERROR_TABLE,
  instantOf,
  isDay,
  isErrorCode,
  isInstant,
  isoWeekMonday,
  isUuid,
  money,
  newId,
  type Random,
} from './index.ts';

describe('days', () => {
  it('are real calendar days', () => {
    expect(isDay('2024-02-29')).toBe(true);
    for (const text of ['2023-02-29', '2024-13-01', '2024-2-1', '20240201', '']) expect(isDay(text)).toBe(false);
    expect(() => dayOf('2023-02-29')).toThrow(RangeError);
  });

  it('count over month, leap day and year', () => {
    expect(addDays(dayOf('2024-02-28'), 2)).toBe('2024-03-01');
    expect(daysBetween(dayOf('2023-12-31'), dayOf('2025-01-01'))).toBe(367);
  });

  it('depend on the zone', () => {
    const instant = Date.parse('2026-11-22T03:30:00Z');
    expect(dayIn(instant, 'America/New_York')).toBe('2026-11-21');
    expect(dayIn(instant, 'Asia/Tokyo')).toBe('2026-11-22');
  });

  it('find the Monday of an ISO week, also around New Year', () => {
    // ISO 8601: week 1 of 2013 begins on Monday 31 December 2012; 2015 has a week 53.
    expect(isoWeekMonday(2013, 1)).toBe('2012-12-31');
    expect(isoWeekMonday(2015, 53)).toBe('2015-12-28');
  });
});

describe('instants, money, ids', () => {
  it('hold UTC milliseconds only', () => {
    expect(isInstant(instantOf(0))).toBe(true);
    expect(isInstant('2026-11-22T12:00:00+01:00')).toBe(false);
    expect(isInstant('2026-13-22T12:00:00.000Z')).toBe(false);
  });

  it('keeps whole minor units of one currency', () => {
    expect(addMoney(money(199, 'USD'), money(1, 'USD'))).toEqual({ minor: 200, currency: 'USD' });
    expect(() => money(0.5, 'USD')).toThrow(RangeError);
    expect(() => money(1, 'usd')).toThrow(RangeError);
    expect(() => addMoney(money(1, 'USD'), money(1, 'EUR'))).toThrow(RangeError);
  });

  it('makes ids that sort by time and come from the ports alone', () => {
    let millis = 1_700_000_000_000;
    const clock: Clock = { now: () => instantOf(millis), millis: () => millis, sleep: () => Promise.resolve() };
    const random: Random = { bytes: (length) => new Uint8Array(length).fill(7), uniform: () => 0.5 };
    const first = newId(clock, random);
    expect(newId(clock, random)).toBe(first);
    millis += 1;
    const later = newId(clock, random);
    expect(isUuid(later)).toBe(true);
    expect(later > first).toBe(true);
  });
});

describe('canonical JSON', () => {
  it('is RFC 8785: keys sorted by UTF-16, shortest numbers, no spaces', () => {
    // RFC 8785, section 3.2.2 and 3.2.3 examples, in part.
    expect(
      canonicalJson({ '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '1': 'One', '\ud83d\ude00': 'Smiley' }),
    ).toBe('{"\\r":"Carriage Return","1":"One","\u20ac":"Euro Sign","\ud83d\ude00":"Smiley"}');
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 0.002, 1e-27])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
  });

  it('refuses what JSON can not hold', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow();
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});

describe('the error table', () => {
  const codes = Object.keys(ERROR_TABLE).filter(isErrorCode);

  it.each(codes)('%s says what happened and one next step, plainly', (code) => {
    const { message, next } = ERROR_TABLE[code];
    for (const text of [message, next]) {
      expect(text).toMatch(/^[A-Z{].*\.$/s);
      expect(text).not.toMatch(/!|undefined|please|oops/i);
    }
  });

  it('fills what it names', () => {
    expect(appError('FILE_MISSING', { file: 'part-0.parquet' }).message).toContain('part-0.parquet');
  });
});
