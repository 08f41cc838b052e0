import { describe, expect, it } from 'vitest';
import { formatDay, formatDayRange } from './day.ts';
import { formatAgo, formatDuration } from './duration.ts';
import { formatInstant, formatTime, formatZone } from './instant.ts';

describe('time as text', () => {
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
