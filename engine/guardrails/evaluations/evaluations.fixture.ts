import type { CreativeTest, CreativeVariant, DatasetFreshness } from '../../contract/index.ts';
import { dayOf, instantOf } from '../../core/index.ts';

const DAY = dayOf('2026-11-01');
const LOADED_AT = instantOf(Date.parse('2026-11-02T09:00:00Z'));
const DUE_AT = instantOf(Date.parse('2026-11-02T10:00:00Z'));

export const freshness = (changes: Partial<DatasetFreshness> = {}): DatasetFreshness => ({
  dataset: 'creative_daily',
  state: 'fresh',
  dataThrough: DAY,
  loadedAt: LOADED_AT,
  dueAt: DUE_AT,
  rows: 120,
  quarantined: 0,
  ...changes,
});

const variant = (variantId: string, label: string): CreativeVariant => ({
  variantId,
  label,
  headline: `Headline ${label}`,
  body: '',
  impressions: 20_000,
  clicks: 900,
  rate: 0.045,
  posterior: { alpha: 901, beta: 19_101 },
  mean: 0.045,
  interval50: { low: 0.044, high: 0.046, level: 0.5 },
  interval80: { low: 0.043, high: 0.047, level: 0.8 },
  interval95: { low: 0.042, high: 0.048, level: 0.95 },
  density: { x: [], y: [] },
  pBest: null,
  expectedLoss: null,
  publication: 'none',
});

/** Test t1, won by v2 (B) with probability 0.97 unless changed. */
export const creativeTest = (changes: Partial<CreativeTest['test']> = {}): CreativeTest => ({
  test: {
    testId: 't1',
    name: 'Autumn',
    firstDay: dayOf('2026-10-01'),
    lastDay: DAY,
    variants: 2,
    impressions: 40_000,
    clicks: 1_800,
    bestVariantId: 'v2',
    bestLabel: 'B',
    pBest: 0.97,
    expectedLoss: 0.0001,
    verdict: 'winner',
    ...changes,
  },
  variants: [variant('v1', 'A'), variant('v2', 'B')],
  reason: 'The reason.',
  whatWouldChange: 'More data.',
  sentence: 'B is best.',
  enoughData: { enough: true, rule: 'At least 1,000 impressions.' },
  srm: null,
  uplift: null,
  caveats: [],
  sources: [
    {
      dataset: 'creative_daily',
      loadId: null,
      rowsRead: 60,
      dataThrough: DAY,
      loadedAt: LOADED_AT,
      snapshotHash: null,
      freshness: 'fresh',
    },
  ],
});
