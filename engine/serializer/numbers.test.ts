import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatNumber,
  formatPoints,
  formatProbability,
  formatPValue,
  formatRate,
  formatRatio,
} from './numbers.ts';

describe('[SZ6] numbers as text', () => {
  it.each<[unknown, string]>([
    [49_084_331, '49,084,331'],
    [0, '0'],
    [-0, '0'],
    [-12, '−12'],
    [-0.2, '0'],
    [12n, '12'],
    [null, '—'],
    [Number.NaN, '—'],
    [Number.POSITIVE_INFINITY, '—'],
    ['7', '—'],
  ])('count %s is %s', (value, text) => expect(formatCount(value)).toBe(text));

  it.each<[unknown, string]>([
    [0.0492, '4.92 %'],
    [0, '0.00 %'],
    [1, '100.00 %'],
    [1e-6, '<0.01 %'],
    [-0.0151, '−1.51 %'],
    [-1e-6, '>−0.01 %'],
    [undefined, '—'],
  ])('rate %s is %s', (value, text) => expect(formatRate(value)).toBe(text));

  it('percentage points, signed on request', () => {
    expect(formatPoints(0.0002)).toBe('0.02 pp');
    expect(formatPoints(0.0089, { signed: true })).toBe('+0.89 pp');
    expect(formatPoints(-0.0089, { signed: true })).toBe('−0.89 pp');
    expect(formatPoints(0, { signed: true })).toBe('0.00 pp');
    expect(formatPoints(1e-9, { signed: true })).toBe('<0.01 pp');
  });

  it.each<[unknown, string]>([
    [0.9714, '0.97'],
    [1, '1.00'],
    [0, '0.00'],
    [0.99999, '>0.99'],
    [0.995, '>0.99'],
    [0.9949, '0.99'],
    [0.001, '<0.01'],
    [0.0074, '0.01'],
    [1.2, '—'],
    [-0.1, '—'],
  ])('probability %s is %s', (value, text) => expect(formatProbability(value)).toBe(text));

  it('p-values, numbers and bytes', () => {
    expect([formatPValue(0.0004), formatPValue(0.0421), formatPValue(1), formatPValue(-1)]).toEqual([
      '<0.001',
      '0.042',
      '1.000',
      '—',
    ]);
    expect([formatNumber(12.34567), formatNumber(12), formatNumber(1e-9), formatNumber(2n ** 70n)]).toEqual([
      '12.3457',
      '12',
      '<0.0001',
      '1,180,591,620,717,411,303,424',
    ]);
    expect([0, 999, 1000, 1_234_567, 999_999, 4e9].map((bytes) => formatBytes(bytes))).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '1.2 MB',
      '1 MB',
      '4 GB',
    ]);
  });

  it.each<[unknown, string]>([
    [3.2, '3.2×'],
    [0.845, '0.85×'],
    [0.004, '<0.01×'],
    [12, '12.0×'],
    [140.4, '140×'],
    [-1.26, '−1.3×'],
    [null, '—'],
  ])('ratio %s is %s', (value, text) => expect(formatRatio(value)).toBe(text));

  it('[SZ9] what no double can count', () => {
    expect([formatCount(1.23456e21), formatRate(-1e306), formatNumber(Number.MAX_VALUE)]).toEqual([
      '1.2346 × 10²¹',
      '−1 × 10³⁰⁸ %',
      '1.7977 × 10³⁰⁸',
    ]);
  });

  it('takes another locale', () => {
    expect(formatRate(0.0492, 'de-DE')).toBe('4,92 %');
    expect(formatCount(12_345, 'de-DE')).toBe('12.345');
  });
});
