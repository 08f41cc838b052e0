import { describe, expect, it } from 'vitest';
import { decidable } from '../../tests/support/experiments.ts';
import { decide } from '../../tests/support/spine-events.ts';
import type { Audience, ExperimentDesign } from '../contract/index.ts';
import { recordOf } from '../experiments/design.fixture.ts';
import { audienceLines } from './audience.ts';

const of = (audience: Partial<Audience> | null) => ({
  ...decide(),
  audience: audience === null ? null : { targeting: {}, holdout: null, otherwise: 'control', ...audience },
});

const holdout = (changes: Partial<ExperimentDesign> = {}) => {
  const design = decidable();
  const variations = design.variations.map((one, index) => ({ ...one, weight: index === 0 ? 0.1 : 0.9 }));
  return recordOf({ ...design, key: 'winter-2026', flag: 'winter-2026', variations, coverage: 0.5, ...changes });
};

describe('the audience of a decision', () => {
  it('[EX131] is a sentence: where, who is held out, and what everybody else gets', () => {
    const [line, ...more] = audienceLines(
      of({ targeting: { country: { $in: ['DE', 'FR'] } }, holdout: 'winter-2026' }),
      [holdout()],
    );
    expect(line).toEqual({
      label: 'Who gets it',
      before: '',
      after:
        'Everybody where country is DE or FR, but not the 5 % of the holdout winter-2026; everybody else gets control',
      mono: false,
    });
    expect(more).toEqual([]);
  });

  it('[EX131] does not say a share of a holdout that is not of all units, and says when it keeps nobody out', () => {
    const wordsWith = (experiments: readonly ReturnType<typeof holdout>[]) =>
      audienceLines(of({ holdout: 'winter-2026' }), experiments)[0]?.after;
    expect(wordsWith([holdout({ targeting: { country: 'DE' } })])).toBe(
      'Everybody, but not those of the holdout winter-2026; everybody else gets control',
    );
    expect(wordsWith([{ ...holdout(), status: 'stopped' }])).toContain('it does not run now, and keeps nobody out');
  });

  it('[EX131] keeps the condition as it is where words can not say all of it', () => {
    const lines = audienceLines(of({ targeting: { seat: { row: 2 }, plan: 'pro' } }), []);
    expect(lines.map(({ after, mono }) => [after, mono])).toEqual([
      ['Everybody who meets the condition; everybody else gets control', false],
      ['{"plan":"pro","seat":{"row":2}}', true],
    ]);
  });

  it('[EX117] is not spoken of when everybody gets it', () => {
    expect(audienceLines(of(null), [])).toEqual([]);
  });
});
