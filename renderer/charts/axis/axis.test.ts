import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf, monthStarts } from './day.ts';
import { dayTicks } from './day-ticks.ts';
import { spreadLabels } from './spread-labels.ts';
import { fitText, textWidth } from './text-width.ts';
import { valueDomain } from './value-domain.ts';
import { rangeText, valueText } from './value-text.ts';
import { valueTicks } from './value-ticks.ts';

const texts = (ticks: readonly { readonly text: string }[]): readonly string[] => ticks.map(({ text }) => text);

describe('days on an axis', () => {
  it('are counted from 1970', () => {
    expect([dayNumber('1970-01-01'), dayNumber('2026-11-21')]).toEqual([0, 20_778]);
    expect(dayOf(20_778.9)).toBe('2026-11-21');
    expect([dayNumber('2026-13-01'), dayNumber('today')]).toEqual([Number.NaN, Number.NaN]);
  });

  it('start months', () => {
    const days = monthStarts(dayNumber('2026-01-02'), dayNumber('2026-07-01'), 3).map(dayOf);
    expect(days).toEqual(['2026-04-01', '2026-07-01']);
  });

  it('[CH5] are days, Mondays or months, as there is room', () => {
    const from = dayNumber('2026-11-01');
    expect(texts(dayTicks(from, from + 6, 8))).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `${day} Nov`));
    // 2 November 2026 is a Monday.
    expect(texts(dayTicks(from, from + 27, 4))).toEqual(['2 Nov', '9 Nov', '16 Nov', '23 Nov']);
    expect(texts(dayTicks(dayNumber('2025-11-01'), dayNumber('2026-03-01'), 6))).toEqual([
      'Nov 2025',
      'Dec',
      'Jan 2026',
      'Feb',
      'Mar',
    ]);
  });

  it('[CH5] never are more than there is room for, and stand within the axis', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 25_000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 20 }),
        (from, span, room) => {
          const ticks = dayTicks(from, from + span, room);
          expect(ticks.length).toBeLessThanOrEqual(room + 1);
          for (const { at } of ticks) expect(at >= from && at <= from + span).toBe(true);
        },
      ),
    );
  });
});

describe('values on an axis', () => {
  it('[CH4] start at zero where it matters', () => {
    expect(valueDomain([830, 940], 'count')).toEqual([0, 1000]);
    expect(valueDomain([83_000, 94_000], 'money')[0]).toBe(0);
    expect(valueDomain([0.051, 0.058], 'rate')[0]).toBeGreaterThan(0.04);
    expect(valueDomain([0.02, 0.058], 'rate')[0]).toBe(0);
    expect(valueDomain([-5, -4.8], 'number')[1]).toBeLessThan(0);
    expect(valueDomain([], 'count')).toEqual([0, 1]);
    expect(valueDomain([Number.NaN, 3], 'number', false)[0]).toBeLessThan(3);
  });

  it('[CH4] hold all that is drawn', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        fc.constantFrom('rate', 'money', 'count', 'number'),
        (values, kind) => {
          const [low, high] = valueDomain(values, kind);
          expect(low).toBeLessThan(high);
          for (const one of values) expect(one >= low && one <= high).toBe(true);
        },
      ),
    );
  });

  it('are written with their unit, and ticks stay different', () => {
    expect(valueText({ kind: 'money', currency: 'EUR' }, 123_450)).toBe('€1,234.50');
    expect(valueText({ kind: 'rate' }, null)).toBe('—');
    expect(rangeText({ kind: 'rate' }, 0.0418, 0.0571)).toBe('4.18 – 5.71 %');
    expect(rangeText({ kind: 'text' }, 1, 2)).toBe('—');
    expect(texts(valueTicks([0, 0.002], { kind: 'rate' }, 4))).toEqual(['0 %', '0.05 %', '0.1 %', '0.15 %', '0.2 %']);
    expect(texts(valueTicks([0, 3], { kind: 'count' }, 8))).toEqual(['0', '1', '2', '3']);
    const hours = valueTicks([0, 4 * 3_600_000], { kind: 'duration' }, 5).map(({ at }) => at / 3_600_000);
    expect(hours).toEqual([0, 1, 2, 3, 4]);
  });

  it('texts are cut to their room', () => {
    expect(fitText('Paid search', 400)).toBe('Paid search');
    const cut = fitText('New landing page for young families', 80);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut)).toBeLessThanOrEqual(90);
  });
});

describe('labels', () => {
  it('[CH6] stay where they are when they do not touch', () => {
    expect(spreadLabels([80, 10, 40], 14, 0, 100)).toEqual([80, 10, 40]);
  });

  it('[CH6] give way by equal parts', () => {
    expect(spreadLabels([50, 50], 14, 0, 100)).toEqual([43, 57]);
  });

  it('[CH6] keep order and distance, and stay inside when they fit', () => {
    const places = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(places, (wanted) => {
        const placed = spreadLabels(wanted, 14, 0, 200);
        const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
        order.forEach((index, rank) => {
          const place = placed[index] ?? Number.NaN;
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(200 + 1e-9);
          const before = placed[order[rank - 1] ?? -1];
          if (before !== undefined) expect(place - before).toBeGreaterThanOrEqual(14 - 1e-9);
        });
      }),
    );
  });
});
