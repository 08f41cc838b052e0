import { describe, expect, it } from 'vitest';
import { tickDigits, ticks } from './axis.ts';
import { halfEye } from './half-eye.ts';
import { INPUT } from './report.fixture.ts';

describe('axis', () => {
  it('has round ticks inside the range', () => {
    expect(ticks(0.018, 0.0612, 6).map((t) => Number(t.toFixed(6)))).toEqual([0.02, 0.03, 0.04, 0.05, 0.06]);
    expect(ticks(0, 1, 5).map((t) => Number(t.toFixed(6)))).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(0.3, 0.3, 5)).toEqual([0.3]);
    expect([tickDigits(0.01), tickDigits(0.002), tickDigits(0.0005), tickDigits(0.2)]).toEqual([0, 1, 2, 0]);
  });
});

describe('half-eye', () => {
  const [test] = INPUT.tests;
  if (test === undefined) throw new Error('the fixture has a test');
  const svg = halfEye(test).toString();

  it('puts the best rate on top and marks the leader', () => {
    const labels = [...svg.matchAll(/class="arm"[^>]*>([A-Z]+)</g)].map(([, label]) => label);
    expect(labels).toEqual(['C', 'A', 'B']);
    expect(svg.match(/class="eye lead"/g)).toHaveLength(1);
    expect(svg.indexOf('class="eye lead"')).toBeLessThan(svg.indexOf('class="eye"'));
  });

  it('draws means inside their intervals, on one scale', () => {
    const number = (pattern: RegExp) => [...svg.matchAll(pattern)].map(([, value]) => Number(value));
    const lows = number(/class="wide" x1="([\d.]+)"/g);
    const highs = number(/class="wide" x1="[\d.]+" x2="([\d.]+)"/g);
    const means = number(/<circle cx="([\d.]+)"/g);
    expect(means).toHaveLength(3);
    means.forEach((mean, i) => {
      expect(mean).toBeGreaterThan(lows[i] ?? Number.NaN);
      expect(mean).toBeLessThan(highs[i] ?? Number.NaN);
    });
    expect(means).toEqual([...means].sort((a, b) => b - a));
  });

  it('keeps every coordinate on the sheet', () => {
    expect(svg).not.toMatch(/NaN|Infinity/);
    for (const [, x, y] of svg.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(860);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
    }
  });
});
