import { describe, expect, it } from 'vitest';
import { legendreRule } from './legendre.ts';

describe('Gauss–Legendre', () => {
  it('has the published nodes and weights of n = 5', () => {
    // Abramowitz & Stegun, table 25.4
    const rule = legendreRule(5);
    expect(rule.nodes[4]).toBeCloseTo(0.906179845938664, 14);
    expect(rule.nodes[2]).toBeCloseTo(0, 15);
    expect(rule.weights[4]).toBeCloseTo(0.236926885056189, 14);
    expect(rule.weights[2]).toBeCloseTo(0.568888888888889, 14);
  });

  it('is exact for polynomials up to degree 2n − 1', () => {
    const { nodes, weights } = legendreRule(8);
    const integral = nodes.reduce((sum, x, i) => sum + (weights[i] ?? 0) * (x ** 14 + x ** 15), 0);
    expect(integral).toBeCloseTo(2 / 15, 14);
  });

  it('integrates up to each node', () => {
    const { nodes, cumulative } = legendreRule(16);
    nodes.forEach((to, i) => {
      const upTo = nodes.reduce((sum, x, j) => sum + (cumulative[i * 16 + j] ?? 0) * Math.exp(x), 0);
      expect(upTo).toBeCloseTo(Math.exp(to) - Math.exp(-1), 13);
    });
  });
});
