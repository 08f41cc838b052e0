import { describe, expect, it } from 'vitest';
import { withoutTiles } from '../../tests/support/without-tiles.ts';
import { PROOF_MEASURES, type ProofMeasure, proofRefSchema, proofSchema } from '../contract/index.ts';
import { instantOf } from '../core/index.ts';
import { creativeEngine, SOURCE } from '../creative/engine.fixture.ts';
import { readCreativeTest, readCreativeTests, readCreativeTogether } from '../creative/index.ts';
import type { AnalyticsEngine, QueryParams } from '../store/cache/types.ts';
import { makeProof } from './proof.ts';
import { parseProofRef, proofRef } from './ref.ts';
import { proofRows, readProof } from './service.ts';

const ODD = 'a/b c%2F?ü';
const engine = creativeEngine({
  budget: [
    [96, 3022],
    [122, 3033],
    [170, 3052],
  ],
  lopsided: [
    [120, 3000],
    [150, 3600],
  ],
  [ODD]: [
    [40, 1000],
    [44, 1000],
  ],
});
const clock = { now: () => instantOf(0), millis: () => 0, sleep: async () => undefined };

async function valueNow(ref: string) {
  const reading = await readProof(withoutTiles(engine), { ref });
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value.value.value;
}

const KEYS: Readonly<Record<string, string>> = {
  testId: 'budget',
  variantId: 'budget-3',
  verdict: 'winner',
  figure: 'compared',
  name: 'p',
};
const refOf = (measure: ProofMeasure) => proofRef(measure, ...PROOF_MEASURES[measure].map((key) => KEYS[key] ?? ''));
/** The measures of creative tests; tiles have suites of their own. */
const MEASURES = Object.keys(PROOF_MEASURES).filter(
  (name): name is ProofMeasure => name.startsWith('creative.') && Object.hasOwn(PROOF_MEASURES, name),
);

describe('reading proofs', () => {
  it.each(MEASURES)('[PF1] %s can be read', async (measure) => {
    const reading = await readProof(withoutTiles(engine), { ref: refOf(measure) });
    expect(reading.ok && reading.value.value.value).not.toBeNull();
    expect(reading.ok && reading.value.label).not.toBe('');
    expect(proofRefSchema.safeParse(refOf(measure)).success).toBe(true);
  });

  it('[PF1] has the values of the page', async () => {
    const page = await readCreativeTest(engine, { testId: 'budget' });
    const list = await readCreativeTests(engine);
    if (!page.ok || !list.ok) throw new Error('the page reads');
    const best = page.value.variants[2];
    expect(await valueNow(refOf('creative.p_best'))).toBe(best?.pBest);
    expect(await valueNow(refOf('creative.expected_loss'))).toBe(best?.expectedLoss);
    expect(await valueNow(refOf('creative.rate'))).toBe(best?.mean);
    expect(await valueNow(refOf('creative.clicks'))).toBe(170);
    expect(await valueNow(refOf('creative.impressions'))).toBe(3052);
    expect(await valueNow(refOf('creative.uplift'))).toBe(page.value.uplift?.estimate);
    expect(await valueNow(refOf('creative.srm'))).toBe(page.value.srm?.pValue);
    expect(await valueNow(refOf('creative.test_impressions'))).toBe(page.value.test.impressions);
    expect(await valueNow(refOf('creative.test_clicks'))).toBe(388);
    expect(await valueNow(refOf('creative.verdict'))).toBe('Winner');
    expect(await valueNow('creative.count/unhealthy')).toBe(list.value.summary.unhealthy);
    expect(await valueNow('creative.tests')).toBe(3);
    expect(await valueNow('creative.variants')).toBe(list.value.variants);
    const together = await readCreativeTogether(engine);
    if (!together.ok) throw new Error('the page reads');
    const { summary, tests } = together.value;
    for (const [figure, value] of Object.entries(summary))
      expect(await valueNow(`creative.archive/${figure}`)).toBe(value);
    const test = tests.find(({ testId }) => testId === 'budget');
    const shown = {
      effect: test?.effect?.estimate,
      rest: test?.rest?.estimate,
      lift: test?.lift,
      shrunken: test?.shrunken?.estimate,
      p: test?.p,
      holm: test?.holm,
      benjamini_hochberg: test?.benjaminiHochberg,
      sequential: test?.sequentialBenjaminiHochberg,
      state: 'Holds',
    };
    for (const [name, value] of Object.entries(shown))
      expect(await valueNow(`creative.archive_test/budget/${name}`)).toBe(value);
    // the list shows the same P(best) as the page
    expect(list.value.tests.find((test) => test.testId === 'budget')?.pBest).toBe(best?.pBest);
  });

  it('[PF2] states the query that ran and its parameters', async () => {
    const ran: { sql: string; params: QueryParams }[] = [];
    const watched: AnalyticsEngine = {
      query(definition, params, signal) {
        ran.push({ sql: definition.sql, params });
        return engine.query(definition, params, signal);
      },
    };
    for (const ref of [refOf('creative.p_best'), 'creative.count/winner']) {
      const reading = await readProof(withoutTiles(watched), { ref });
      const last = ran.at(-1);
      expect(reading.ok && reading.value.query.sql).toBe(last?.sql);
      expect(reading.ok && reading.value.query.params).toEqual(
        Object.entries(last?.params ?? {}).map(([name, value]) => ({ name, value })),
      );
    }
    expect(ran).toHaveLength(2);
    expect(ran[0]?.params).toEqual({ test_id: 'budget' });
  });

  it('[PF3] keeps keys whole, whatever they hold', async () => {
    const ref = proofRef('creative.clicks', ODD, `${ODD}-2`);
    expect(proofRefSchema.safeParse(ref).success).toBe(true);
    expect(parseProofRef(ref)).toEqual({ measure: 'creative.clicks', keys: [ODD, `${ODD}-2`] });
    expect(await valueNow(ref)).toBe(44);
  });

  it.each([
    'creative.revenue/budget',
    'creative.p_best/budget',
    'creative.p_best/budget/budget-3/more',
    'creative.p_best/absent/a',
    'creative.p_best/budget/absent',
    'creative.srm/absent',
    'creative.archive/more',
    'creative.archive_test/absent/p',
    'creative.archive_test/budget/more',
    'creative.count/maybe',
    'creative.clicks/%E0%A4%A/x',
    'creative.clicks//x',
    'toString',
    '',
  ])('[PF4] refuses %s', async (ref) => {
    for (const result of [
      await readProof(withoutTiles(engine), { ref }),
      await proofRows(withoutTiles(engine), { ref }),
    ])
      expect(result.ok ? null : result.error.code).toBe('PROOF_UNKNOWN');
  });

  it('[PF5] gives no number where the page gives none, and says why', async () => {
    for (const ref of [
      'creative.p_best/lopsided/lopsided-1',
      'creative.expected_loss/lopsided/lopsided-2',
      'creative.uplift/lopsided',
    ]) {
      const reading = await readProof(withoutTiles(engine), { ref });
      expect(reading.ok && reading.value.value.value).toBeNull();
      expect(reading.ok && reading.value.caveats[0]).toBe(
        'No probability is shown for a test whose verdict is unhealthy or no data.',
      );
    }
  });

  it.each(MEASURES)('[PF6] %s states method, seed, assumptions, source and loads', async (measure) => {
    const reading = await readProof(withoutTiles(engine), { ref: refOf(measure) });
    if (!reading.ok) throw new Error(reading.error.message);
    const proof = proofSchema.parse(makeProof(reading.value, clock));
    expect(proof.method.seed).toBeNull();
    expect(proof.method.version).toMatch(/^\d+\.\d+$/);
    expect(proof.method.assumptions.length).toBeGreaterThan(0);
    expect(proof.method.reference).not.toBe('');
    expect(proof.sources).toEqual([SOURCE]);
  });

  it('[PF7] hands out the rows of its query', async () => {
    const table = await proofRows(withoutTiles(engine), { ref: refOf('creative.p_best') });
    if (!table.ok) throw new Error(table.error.message);
    expect(table.value.columns).toEqual([
      'test_id',
      'variant_id',
      'test_name',
      'headline',
      'body',
      'first_day',
      'last_day',
      'impressions',
      'clicks',
      'rows_read',
    ]);
    expect(table.value.rows.map((row) => row.slice(1, 2).concat(row.slice(-3)))).toEqual([
      ['budget-1', 3022, 96, 12],
      ['budget-2', 3033, 122, 12],
      ['budget-3', 3052, 170, 12],
    ]);
    const all = await proofRows(withoutTiles(engine), { ref: 'creative.tests' });
    expect(all.ok && all.value.rows.length).toBe(7);
  });

  it('hands the errors of the engine on', async () => {
    const broken: AnalyticsEngine = {
      query: async () => ({ ok: false, error: { code: 'CANCELLED', message: '', next: '', detail: {} } }),
    };
    for (const result of [
      await readProof(withoutTiles(broken), { ref: 'creative.tests' }),
      await proofRows(withoutTiles(broken), { ref: 'creative.tests' }),
    ])
      expect(result.ok ? null : result.error.code).toBe('CANCELLED');
  });
});
