import { describe, expect, it } from 'vitest';
import { analyseTest } from './analysis.ts';
import { variantLabel } from './labels.ts';
import { CREATIVE_RULES } from './rules.ts';
import { explain } from './wording.ts';

type Pair = readonly [clicks: number, impressions: number];

function read(...pairs: readonly Pair[]) {
  const counts = pairs.map(([clicks, impressions]) => ({ clicks, impressions }));
  const analysis = analyseTest(counts, CREATIVE_RULES);
  return { analysis, verdict: analysis.verdict, ...explain(counts, analysis, CREATIVE_RULES) };
}

describe('verdict', () => {
  it('calls a winner from 0.95 on', () => {
    const { verdict, reason, sentence, analysis } = read([96, 3022], [122, 3033], [170, 3052]);
    expect(verdict).toBe('winner');
    expect(analysis.comparison?.best).toBe(2);
    expect(analysis.comparison?.runnerUp).toBe(1);
    expect(reason).toBe(
      'C is best with probability >0.99; a winner needs 0.95. It rests on 9,107 impressions and 388 clicks.',
    );
    expect(sentence).toMatch(/^C is best with probability >0\.99\. In nearly every plausible outcome it beats/);
  });

  it('keeps testing while the leader is unsure', () => {
    const { verdict, reason, whatWouldChange } = read([120, 3000], [128, 3000]);
    expect(verdict).toBe('keep_testing');
    expect(reason).toMatch(
      /^B leads with probability 0\.70; a winner needs 0\.95\. Its gap to A is −0\.7\d – 1\.2\d pp\.$/,
    );
    expect(whatWouldChange).toContain('10 % of B');
  });

  it('keeps testing on too little data, however sure it looks', () => {
    const { verdict, reason, analysis } = read([0, 400], [20, 400]);
    expect(analysis.comparison?.pBest[1]).toBeGreaterThan(0.99);
    expect(verdict).toBe('keep_testing');
    expect(reason).toBe('Too little data for a verdict: 800 of 1,000 impressions, 20 of 25 clicks.');
  });

  it('says it can not tell two alike variants apart', () => {
    const { verdict, reason, sentence } = read([40_010, 1_000_000], [40_000, 1_000_000]);
    expect(verdict).toBe('no_difference');
    expect(reason).toMatch(/^Can't tell A and B apart: the gap is −0\.0\d – 0\.0\d pp, all inside ±0\.40 pp/);
    expect(sentence).toMatch(/^Can't tell A and B apart\. A is best with probability 0\.5\d\./);
  });

  it('shows no probability on an uneven split', () => {
    const { verdict, reason, analysis } = read([120, 3000], [150, 3600]);
    expect(verdict).toBe('unhealthy');
    expect(analysis.comparison).toBeNull();
    expect(reason).toContain('(A 3,000, B 3,600; p <0.001 for an equal split)');
  });

  it('has no data without impressions, or with a single variant', () => {
    expect(read([0, 0], [0, 0])).toMatchObject({ verdict: 'no_data', reason: 'No impressions yet.' });
    expect(read([10, 900])).toMatchObject({
      verdict: 'no_data',
      reason: '1 variant in the data: there is nothing to compare.',
    });
  });

  it('holds at the ends: zero clicks, every click, rates of one in a million', () => {
    expect(read([0, 5000], [0, 5000]).verdict).toBe('keep_testing');
    expect(read([5000, 5000], [5000, 5000]).verdict).toBe('no_difference');
    expect(read([30, 3e7], [90, 3e7]).verdict).toBe('winner');
  });

  it('names variants by letters', () => {
    expect([0, 25, 26, 27, 701, 702].map(variantLabel)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
  });
});
