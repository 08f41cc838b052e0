import { describe, expect, it } from 'vitest';
import type { ValueKind } from '../contract/index.ts';
import { formatFailure } from './failure.ts';
import { formatMinor, formatMoney, formatStake, minorDigits } from './money.ts';
import { cleanText, formatCounted, formatId, formatText } from './text.ts';
import { formatChange, formatInterval, formatRelativeChange, formatValue, formatValueExact } from './value.ts';

describe('text', () => {
  it('loses what can not be seen', () => {
    expect(cleanText('a\u0000b\r\nc\u202eevil\ud800')).toBe('a b c evil\ufffd');
    expect(cleanText('naïve 🦉 straße')).toBe('naïve 🦉 straße');
    expect(formatText('\u200b')).toBe('—');
    expect([formatText(true), formatText({}), formatText([1]), formatText(undefined)]).toEqual(['yes', '—', '—', '—']);
  });

  it('shortens ids and counts nouns', () => {
    expect(formatId('01930000-0000-7000-8000-000000000001')).toBe('0193…001');
    expect(formatId('short')).toBe('short');
    expect(formatId(5)).toBe('—');
    expect([formatCounted(1, 'variant'), formatCounted(2956, 'test'), formatCounted(0, 'entry', 'entries')]).toEqual([
      '1 variant',
      '2,956 tests',
      '0 entries',
    ]);
  });

  it('[SZ8] writes money from minor units', () => {
    expect(formatMoney({ minor: 123_450, currency: 'EUR' })).toBe('€1,234.50');
    expect(formatMoney({ minor: -5000, currency: 'USD' })).toBe('−$50.00');
    expect(formatStake({ minor: 5000, currency: 'USD' })).toBe('$50.00 a day');
    expect(formatStake({ minor: 0, currency: 'USD' })).toBe('no money');
    expect(formatMoney({ minor: 1200, currency: 'JPY' })).toBe('JP¥1,200');
    expect(formatMoney({ minor: 0.5, currency: 'EUR' })).toBe('—');
    expect(formatMoney({ minor: 5, currency: 'euro' })).toBe('—');
    expect(formatMoney(null)).toBe('—');
    expect([minorDigits('JPY'), minorDigits('KWD')]).toEqual([0, 3]);
    expect([formatMinor(3210.5, 'EUR'), formatMinor(2n ** 70n, 'JPY'), formatMinor(-0.4, 'EUR')]).toEqual([
      '€32.11',
      'JP¥1,180,591,620,717,411,303,424',
      '€0.00',
    ]);
    expect(formatMinor(1e25, 'EUR')).toBe('1 × 10²³ EUR');
  });

  it('writes changes with their sign, in the unit of the difference', () => {
    const change = (kind: ValueKind, value: number | null): string =>
      formatChange(kind === 'money' ? { kind, value, currency: 'EUR' } : { kind, value });
    expect(change('money', 120_000)).toBe('+€1,200.00');
    expect(change('rate', -0.0015)).toBe('−0.15 pp');
    expect(change('count', 0)).toBe('0');
    expect(change('rate', 1e-9)).toBe('<0.01 pp');
    expect(change('days', 12)).toBe('+12 days');
    expect(change('number', null)).toBe('—');
    expect([0.123, -0.05, 0, 1e-9, Number.NaN].map((x) => formatRelativeChange(x))).toEqual([
      '+12.30 %',
      '−5.00 %',
      '0.00 %',
      '<0.01 %',
      '—',
    ]);
  });

  it('writes failures as what happened and what to do', () => {
    expect(formatFailure({ message: 'The file is gone.', next: 'Export it again.' })).toBe(
      'The file is gone. Export it again.',
    );
    expect(formatFailure({ message: '[object Object]' })).toBe('It failed without saying why.');
    expect(formatFailure(null)).toBe('—');
  });

  it('writes more decimals to compare two readings', () => {
    expect(formatValueExact({ kind: 'probability', value: 0.97141 })).toBe('0.9714');
    expect(formatValueExact({ kind: 'probability', value: 0.97141 }, 8)).toBe('0.97141');
    expect(formatValueExact({ kind: 'rate', value: 0.049214 })).toBe('4.9214 %');
    expect(formatValueExact({ kind: 'percentage_points', value: -1.5e-6 })).toBe('−0.0002 pp');
    expect(formatValueExact({ kind: 'number', value: 1e-6 }, 8)).toBe('0.000001');
    expect(formatValueExact({ kind: 'count', value: 1234 })).toBe('1,234');
    expect(formatValueExact({ kind: 'probability', value: null })).toBe('—');
  });

  it('writes each kind of value, and intervals with the unit once', () => {
    expect(formatValue({ kind: 'rate', value: 0.0492 })).toBe('4.92 %');
    expect(formatValue({ kind: 'count', value: 0 })).toBe('0');
    expect(formatValue({ kind: 'probability', value: null })).toBe('—');
    expect(formatValue({ kind: 'money', value: 5000, currency: 'EUR' })).toBe('€50.00');
    expect(formatValue({ kind: 'money', value: 5000 })).toBe('—');
    expect(formatValue({ kind: 'percentage_points', value: 0.0002 })).toBe('0.02 pp');
    expect(formatValue({ kind: 'number', value: 'x' })).toBe('—');
    expect(formatValue({ kind: 'text', value: 'Winner' })).toBe('Winner');
    expect(formatInterval({ low: 0.0418, high: 0.0571, level: 0.95 }, 'rate')).toBe('4.18 – 5.71 %');
    expect(formatInterval({ low: -0.0015, high: 0.0194, level: 0.95 }, 'percentage_points')).toBe('−0.15 – 1.94 pp');
    expect(formatInterval({ low: -0.3987, high: -0.1629, level: 0.95 }, 'rate')).toBe('−39.87 to −16.29 %');
    expect(formatInterval({ low: 1200, high: 1450 }, 'money', 'EUR')).toBe('€12.00 – €14.50');
    expect(formatInterval({ low: 31, high: 52.5 }, 'days')).toBe('31 – 52.5 days');
    expect([formatValue({ kind: 'ratio', value: 3.2 }), formatValue({ kind: 'day', value: '2026-11-21' })]).toEqual([
      '3.2×',
      '21 Nov 2026',
    ]);
    expect(formatValue({ kind: 'instant', value: '2026-11-21T17:04:00Z' }, { zone: 'Asia/Kolkata' })).toBe(
      '21 Nov 2026, 22:34 UTC+5:30',
    );
    expect([formatValue({ kind: 'duration', value: 4_320_000 }), formatValue({ kind: 'days', value: 41 })]).toEqual([
      '1 h 12 min',
      '41 days',
    ]);
    expect(formatInterval({ low: Number.NaN, high: 1, level: 0.95 }, 'rate')).toBe('—');
  });
});
