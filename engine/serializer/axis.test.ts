import { expect, it } from 'vitest';
import { formatDayTick, formatTick } from './axis.ts';

it('[SZ6] ticks are short and differ', () => {
  const ticks = [0, 0.005, 0.01].map((value) => formatTick({ kind: 'rate', value }, 0.005));
  expect(ticks).toEqual(['0 %', '0.5 %', '1 %']);
  expect(formatTick({ kind: 'money', value: 12_345_600, currency: 'EUR' })).toBe('€123.5k');
  expect(formatTick({ kind: 'count', value: 1_200_000 })).toBe('1.2m');
  expect([formatTick({ kind: 'ratio', value: 2.5 }, 0.5), formatTick({ kind: 'days', value: 30 }, 10)]).toEqual([
    '2.5×',
    '30',
  ]);
  expect(formatTick({ kind: 'duration', value: 90_000 })).toBe('2 min');
  expect([formatTick({ kind: 'number', value: 25_000 }, 5000), formatTick({ kind: 'number', value: null })]).toEqual([
    '25k',
    '—',
  ]);
  expect([formatDayTick('2026-11-03'), formatDayTick('soon')]).toEqual(['3 Nov', '—']);
});
