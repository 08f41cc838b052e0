import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepText } from './step-text.ts';
import { hang, type WaterfallStep, waterfallDomain } from './steps.ts';

const step = (value: number, isTotal = false): WaterfallStep => ({
  key: `${value}`,
  name: `${value}`,
  value,
  isTotal,
  mood: 'rest',
});

describe('the steps of a waterfall', () => {
  it('[CH11] hang where the ones before ended', () => {
    const hung = hang([step(100, true), step(30), step(-50), step(80, true)]);
    expect(hung.map(({ from, to }) => [from, to])).toEqual([
      [0, 100],
      [100, 130],
      [130, 80],
      [0, 80],
    ]);
  });

  it('[CH11] end where the parts lead', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer({ min: -1e6, max: 1e6 })), (start, parts) => {
        const hung = hang([step(start, true), ...parts.map((part) => step(part))]);
        expect(hung.at(-1)?.to).toBe(parts.reduce((sum, part) => sum + part, start));
      }),
    );
  });

  it('[CH11] the axis leaves zero out only where parts could not be seen', () => {
    const large = waterfallDomain(hang([step(100, true), step(60), step(160, true)]));
    expect(large[0]).toBe(0);
    const small = waterfallDomain(hang([step(12_400, true), step(640), step(-560), step(12_480, true)]));
    expect(small[0]).toBeGreaterThan(0);
    expect(small[0]).toBeLessThan(12_400);
    expect(small[1]).toBeGreaterThanOrEqual(13_040);
    expect(waterfallDomain(hang([step(-20, true), step(5), step(-15, true)]))).toEqual([-20, 1]);
    expect(waterfallDomain([])).toEqual([0, 1]);
  });

  it('are written with their sign, totals without', () => {
    expect(stepText({ kind: 'count' }, step(1204))).toBe('+1,204');
    expect(stepText({ kind: 'money', currency: 'EUR' }, step(-5000))).toBe('−€50.00');
    expect(stepText({ kind: 'count' }, step(1204, true))).toBe('1,204');
  });
});
