import { describe, expect, it } from 'vitest';
import {
  type ExperimentResult,
  experimentReadSchema,
  experimentResultSchema,
  workspaceStatusSchema,
} from '../../contract/index.ts';
import { instantOf } from '../../core/index.ts';
import { designWith, recordOf, shareOf } from '../../experiments/design.fixture.ts';
import { parseProofRef } from '../../proofs/index.ts';
import { effectScale } from './interval.ts';
import { experimentProofRefs } from './refs.ts';
import { renderExperimentsReport } from './report.ts';
import { experimentsTable } from './table.ts';

const EVIL = '<script>alert(1)</script>';

const SIGN_UP = shareOf('sign_up', { name: 'Metric sign_up' });

const comparison = {
  variation: 'treatment',
  estimate: 0.2143,
  interval: { low: 0.0863, high: 0.3479, level: 0.95 },
  pValue: 0.0001,
  adjustedPValue: 0.0123,
  chanceToWin: 0.99,
  expectedLoss: 0.001,
  difference: 0.04,
  differenceInterval: null,
  dots: [],
  varianceReduction: null,
  reads: 'better',
  gap: null,
  sentence: '',
};

const arm = (variation: string, value: number) => ({ variation, units: 6000, value, interval: null, total: 1200 });

function result(key: string, state: string): ExperimentResult {
  const read = experimentReadSchema.parse({
    experiment: recordOf(
      designWith({
        key,
        name: `Experiment ${key} ${EVIL}`,
        hypothesis: '',
        metrics: [SIGN_UP],
        plan: null,
      }),
    ),
    verdict: { state, variation: 'treatment', reason: `The reason of ${key}.`, change: 'More units.', daysLeft: null },
    checks: [
      {
        id: 'sample_ratio',
        title: 'Split as planned',
        outcome: state === 'unhealthy' ? 'fail' : 'pass',
        evidence: `The split of ${key}.`,
        next: null,
        pValue: 0.0002,
      },
    ],
    firstDay: '2026-10-02',
    lastDay: '2026-11-21',
    units: 12_000,
    arms: [],
    metrics: [
      {
        metric: SIGN_UP,
        arms: [arm('control', 0.1946), arm('treatment', 0.2355)],
        comparisons: [comparison],
      },
    ],
    daily: [],
    exposure: [],
    segments: [],
    novelty: [],
    progress: {
      days: 51,
      units: 12_000,
      plannedDays: null,
      plannedUnits: null,
      detectable: null,
      curve: [],
      sentence: '',
    },
    sentence: '',
    caveats: ['Units are users.'],
    sources: [],
  });
  const no = { allowed: false, reason: 'Nobody is signed in.' };
  return experimentResultSchema.parse({
    read,
    log: [
      {
        seq: 4,
        at: '2026-10-02T09:00:00.000Z',
        actor: 'Ada',
        change: 'started',
        summary: `Started ${EVIL}`,
        hash: 'ab'.repeat(32),
      },
    ],
    may: { edit: no, start: no, stop: no, decide: no },
  });
}

const RESULTS = [result('checklist', 'ship'), result('broken', 'unhealthy')];

const status = workspaceStatusSchema.parse({
  id: '01930000-0000-7000-8000-000000000001',
  name: 'Balance',
  sample: true,
  zone: 'Europe/Berlin',
  currency: 'EUR',
  version: '0.1.0',
  datasets: [],
  counts: {
    creativeTests: 0,
    experimentsRunning: 2,
    cellsToLook: 0,
    approvalsWaiting: 0,
    actionsWaiting: 0,
    deadLetters: 0,
  },
  caps: { perDay: { minor: 1, currency: 'EUR' }, twoApproversAbove: { minor: 1, currency: 'EUR' } },
});

const page = renderExperimentsReport({
  results: RESULTS,
  drafts: 1,
  status,
  proofs: [],
  generatedAt: instantOf(Date.UTC(2026, 10, 22, 9)),
  zone: 'Europe/Berlin',
});
/** One experiment's part of the page. */
const partOf = (key: string): string => page.split(`id="experiment-${key}"`)[1]?.split('</article>')[0] ?? '';

describe('the report on experiments', () => {
  it('[EX99] prints verdict, scorecard, checks and log of each experiment', () => {
    const part = partOf('checklist');
    for (const text of ['✓ Ship', 'The reason of checklist.', '19.46 %', '23.55 %', '+21.43 %', '8.63 – 34.79 %'])
      expect(part).toContain(text);
    for (const text of ['0.012', '✓ Better', 'Split as planned', '✓ Pass', 'Ada', 'Units are users.'])
      expect(part).toContain(text);
    expect(page).toContain('1 ✓ Ship, 1 ✕ Unhealthy, 1 draft');
  });

  it('[EX97] prints no effect and no value of an unhealthy experiment', () => {
    const part = partOf('broken');
    expect(part).toContain('No effects are shown');
    expect(part).toContain('✕ Failed');
    for (const text of ['21.43', '19.46', '23.55', '0.012']) expect(part).not.toContain(text);
    const refs = RESULTS.flatMap(experimentProofRefs);
    expect(refs.filter((ref) => ref.includes('/broken/')).some((ref) => ref.startsWith('experiment.metric'))).toBe(
      false,
    );
  });

  it('[EX99] asks for a proof of each printed number, once and by a name that exists', () => {
    const refs = RESULTS.flatMap(experimentProofRefs);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs.filter((ref) => parseProofRef(ref) === null)).toEqual([]);
    expect(refs).toContain('experiment.metric/checklist/sign_up/treatment/estimate');
    expect(refs).toContain('experiment.check/broken/sample_ratio');
  });

  it('shows text from outside as text, and needs nothing but itself', () => {
    expect(page).not.toContain(EVIL);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/(?:src|href)="(?!#)|https?:/);
  });

  it('[EX97] has a row without numbers for an unhealthy one in the files of data', () => {
    const { columns, rows } = experimentsTable(RESULTS, { currency: 'EUR', zone: 'UTC' });
    const effect = columns.findIndex(({ id }) => id === 'effect');
    expect(rows.map(({ key, cells }) => [key, cells[effect]])).toEqual([
      ['checklist/sign_up/treatment', 0.2143],
      ['broken', null],
    ]);
    for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  });

  it('draws intervals on one scale with zero on it', () => {
    const x = effectScale([{ estimate: 0.2, interval: { low: 0.1, high: 0.3, level: 0.95 } }]);
    expect(x(0)).toBeLessThan(x(0.1));
    expect(x(0.1)).toBeLessThan(x(0.3));
    expect(x(9)).toBe(x(0.3));
  });
});
