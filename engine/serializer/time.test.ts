import { describe, expect, it } from 'vitest';
import { formatDay, formatDayRange, formatMonth } from './day.ts';
import { formatAgo, formatDays, formatDuration, formatSpan } from './duration.ts';
import { formatInstant, formatTime, formatZone } from './instant.ts';

describe('time as text', () => {
  it('[SZ11] days and months', () => {
    expect(['2026-02-30', '2025-02-29', '0000-01-01', '2026-11-31'].map((day) => formatDay(day))).toEqual([
      '—',
      '—',
      '—',
      '—',
    ]);
    expect(formatDay('2024-02-29')).toBe('29 Feb 2024');
    expect(formatDayRange('2026-11-21', '2026-11-03')).toBe('21 Nov 2026 – 3 Nov 2026');
    expect([formatMonth('2026-11-01'), formatMonth('2026-11'), formatMonth('2026-13')]).toEqual([
      'Nov 2026',
      'Nov 2026',
      '—',
    ]);
  });

  it.each([
    [0, '0 ms'],
    [38.4, '38 ms'],
    [59_700, '1 min'],
    [270_000, '4 min 30 s'],
    [71.6 * 60_000, '1 h 12 min'],
    [(23 * 60 + 59.6) * 60_000, '1 day'],
    [76 * 3_600_000, '3 days 4 h'],
    [-120_000, '−2 min'],
    [Number.NaN, '—'],
  ])('[SZ13] a span of %d ms is %s', (ms, text) => expect(formatSpan(ms)).toBe(text));

  it.each([
    [41, '41 days'],
    [1, '1 day'],
    [12.44, '12.4 days'],
    [0.001, '<0.1 days'],
    [-3, '−3 days'],
    [0, '0 days'],
  ])('%d days are %s', (days, text) => expect(formatDays(days)).toBe(text));

  it('days', () => {
    expect(formatDay('2026-11-21')).toBe('21 Nov 2026');
    expect([formatDay('2026-13-01'), formatDay('yesterday'), formatDay(null)]).toEqual(['—', '—', '—']);
    expect(formatDayRange('2026-11-03', '2026-11-21')).toBe('3 – 21 Nov 2026');
    expect(formatDayRange('2026-10-28', '2026-11-21')).toBe('28 Oct – 21 Nov 2026');
    expect(formatDayRange('2025-12-28', '2026-01-02')).toBe('28 Dec 2025 – 2 Jan 2026');
    expect(formatDayRange('2026-11-21', '2026-11-21')).toBe('21 Nov 2026');
    expect(formatDayRange(null, '2026-11-21')).toBe('— – 21 Nov 2026');
  });

  it('instants, always with their zone', () => {
    const at = '2026-11-21T17:04:31.000Z';
    expect(formatInstant(at)).toBe('21 Nov 2026, 17:04 UTC');
    expect(formatInstant(at, 'America/New_York')).toBe('21 Nov 2026, 12:04 UTC−5');
    expect(formatTime(at, 'Asia/Kolkata')).toBe('22:34:31 UTC+5:30');
    expect(formatZone(at, 'America/New_York')).toBe('UTC−5');
    expect(formatInstant('2026-11-21T00:00:00.000Z')).toBe('21 Nov 2026, 00:00 UTC');
    expect([formatInstant('2026-11-21'), formatInstant({}), formatTime('Invalid Date')]).toEqual(['—', '—', '—']);
  });

  it.each([
    [38, '38 ms'],
    [999.7, '1 s'],
    [59_499, '59 s'],
    [59_600, '1 min'],
    [9 * 3_600_000, '9 h'],
    [3 * 86_400_000, '3 days'],
    [-1, '—'],
    [Number.NaN, '—'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('how long ago', () => {
    const now = '2026-11-22T09:00:00.000Z';
    expect(formatAgo('2026-11-22T00:00:00.000Z', now)).toBe('9 h ago');
    expect(formatAgo('2026-11-22T08:59:58.000Z', now)).toBe('just now');
    expect(formatAgo('2026-11-22T11:00:00.000Z', now)).toBe('in 2 h');
    expect(formatAgo(null, now)).toBe('—');
  });
});
