import { describe, expect, it } from 'vitest';
import { creativeTestListSchema, creativeTestSchema } from '../contract/index.ts';
import { creativeEngine, SOURCE } from './engine.fixture.ts';
import { readCreativeTest, readCreativeTests } from './service.ts';

const engine = creativeEngine({
  budget: [
    [96, 3022],
    [122, 3033],
    [170, 3052],
  ],
  savings: [
    [120, 3000],
    [128, 3000],
  ],
  lopsided: [
    [120, 3000],
    [150, 3600],
  ],
  silent: [
    [0, 0],
    [0, 0],
  ],
});

describe('reading creative tests', () => {
  it('lists every test with its verdict, by the contract', async () => {
    const result = await readCreativeTests(engine);
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const list = creativeTestListSchema.parse(result.value);
    expect(list.summary).toEqual({ winner: 1, keep_testing: 1, no_difference: 0, unhealthy: 1, no_data: 1 });
    expect(list.variants).toBe(9);
    expect(list.dataThrough).toBe(SOURCE.dataThrough);
    const row = list.tests.find((test) => test.testId === 'budget');
    expect(row).toMatchObject({ bestLabel: 'C', bestVariantId: 'budget-3', variants: 3, clicks: 388 });
    const lopsided = list.tests.find((test) => test.testId === 'lopsided');
    expect(lopsided).toMatchObject({ verdict: 'unhealthy', pBest: null, expectedLoss: null, bestVariantId: null });
  });

  it('reads one test with half-eyes that integrate to one', async () => {
    const result = await readCreativeTest(engine, { testId: 'budget' });
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const { variants, uplift, test } = creativeTestSchema.parse(result.value);
    expect(variants.map((variant) => variant.label)).toEqual(['A', 'B', 'C']);
    expect(uplift?.against).toBe('B');
    expect(variants[2]?.pBest).toBe(test.pBest);
    for (const { density } of variants) {
      const step = (density.x[1] ?? 0) - (density.x[0] ?? 0);
      expect(Math.abs(density.y.reduce((sum, y) => sum + y * step, 0) - 1)).toBeLessThan(0.01);
    }
  });

  it('shows no probability for an unhealthy test', async () => {
    const result = await readCreativeTest(engine, { testId: 'lopsided' });
    expect(result.ok && result.value.variants.every((v) => v.pBest === null && v.expectedLoss === null)).toBe(true);
    expect(result.ok && result.value.uplift).toBeNull();
  });

  it('knows a test it does not have', async () => {
    const result = await readCreativeTest(engine, { testId: 'absent' });
    expect(result.ok ? null : result.error.code).toBe('NOT_FOUND');
  });
});
