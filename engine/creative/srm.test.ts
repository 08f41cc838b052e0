import { describe, expect, it } from 'vitest';
import { sampleRatio } from './srm.ts';

describe('sample ratio', () => {
  it('has the p-value of scipy.stats.chisquare', () => {
    // Our own run of scipy 1.17.1: chisquare([821588, 815482]).pvalue.
    expect(sampleRatio([821_588, 815_482])?.pValue).toBeCloseTo(1.8217928726191858e-6, 16);
    expect(sampleRatio([821_588, 815_482])?.alarm).toBe(true);
  });

  it('is calm about an even split', () => {
    expect(sampleRatio([3052, 3033, 3092, 3013, 3022])).toMatchObject({ alarm: false });
    expect(sampleRatio([500, 500])).toEqual({ pValue: 1, alarm: false });
  });

  it('says nothing where it can not be trusted', () => {
    expect(sampleRatio([100])).toBeNull();
    expect(sampleRatio([4, 3])).toBeNull();
    expect(sampleRatio([])).toBeNull();
  });
});
