import { describe, expect, it } from 'vitest';
import type { DecisionRule, ExperimentMetric } from '../../contract/index.ts';
import { addDays } from '../../core/index.ts';
import type { ExperimentData, MetricSums } from '../sums.ts';
import { analyseExperiment } from './analyse.ts';
import { NO_SUMS } from './arm-metric.ts';
import { PLAN, recordOf, SIGN_UPS } from './design.fixture.ts';
import type { Inference } from './infer.ts';
import { guardrailState } from './verdict.ts';
import { EMPTY, FIRST } from './world.fixture.ts';

const GOAL = SIGN_UPS;
const SECOND: ExperimentMetric = { ...SIGN_UPS, id: 'second', name: 'Purchases' };
const GUARD: ExperimentMetric = { ...SIGN_UPS, id: 'guard', name: 'Logins', role: 'guardrail' };
const REFUNDS: ExperimentMetric = { ...GUARD, id: 'refunds', name: 'Refunds', better: 'lower' };

const share = (n: number, rate: number): MetricSums => {
  const mean = Math.round(n * rate) / n;
  return { ...NO_SUMS, x: { n, mean, m2: n * mean * (1 - mean) } };
};

type Rates = Readonly<Record<string, readonly number[]>>;

interface Setting {
  /** By metric, a rate for each variation. */
  readonly rates: Rates;
  readonly n?: number;
  readonly days?: number;
  readonly rule?: Partial<DecisionRule>;
  readonly status?: 'draft' | 'running' | 'stopped';
  readonly variations?: readonly string[];
  readonly planDays?: number | null;
  readonly data?: Partial<ExperimentData>;
}

const METRICS: readonly ExperimentMetric[] = [GOAL, SECOND, GUARD, REFUNDS];

/** The read of arms with exactly these rates. */
function read(setting: Setting) {
  const { rates, n = 5000, days = 14, rule = {}, status = 'running', planDays = 21 } = setting;
  const { variations = ['control', 'treatment'], data = {} } = setting;
  const record = recordOf({
    metrics: METRICS.filter(({ id }) => Object.hasOwn(rates, id)),
    rule,
    status,
    variations,
    plan: planDays === null ? null : { ...PLAN, days: planDays },
  });
  const last = addDays(FIRST, days - 1);
  return analyseExperiment(
    record,
    {
      ...EMPTY,
      daily: Object.entries(rates).flatMap(([metric, own]) =>
        variations.map((variation, index) => ({ day: last, metric, variation, sums: share(n, own[index] ?? 0) })),
      ),
      exposure: variations.flatMap((variation) => [
        { day: FIRST, variation, units: n - 1 },
        { day: last, variation, units: 1 },
      ]),
      dataThrough: last,
      ...data,
    },
    [],
  );
}

const verdict = (setting: Setting) => read(setting).verdict;

describe('verdicts', () => {
  it('[EX78] nobody exposed: no data', () => {
    expect(verdict({ rates: { 'sign-ups': [0.2, 0.3] }, data: { ...EMPTY } })).toMatchObject({
      state: 'no_data',
      variation: null,
    });
  });

  it('[EX78] fewer days or units than the rule asks for decide nothing, whatever the effect', () => {
    const rates = { 'sign-ups': [0.2, 0.3] };
    const early = verdict({ rates, days: 6 });
    expect(early).toMatchObject({ state: 'keep_running', variation: null });
    expect(early.reason).toBe('6 days so far; the rule asks for at least 7 days.');
    const few = verdict({ rates, rule: { minUnits: 6000 } });
    expect(few.state).toBe('keep_running');
    expect(few.reason).toContain('control 5,000, treatment 5,000');
    expect(verdict({ rates, days: 6, status: 'stopped' }).state).toBe('ready_for_review');
  });

  it('[EX78] a draft decides nothing, whatever the data say already, and was not stopped', () => {
    const rates = { 'sign-ups': [0.2, 0.3] };
    for (const days of [3, 30]) {
      const found = read({ rates, days, status: 'draft' });
      expect(found.verdict).toMatchObject({ state: 'no_data', variation: null, daysLeft: null });
      expect(found.verdict.reason).toContain('not started');
      expect(found.sentence).toContain('10,000 units');
    }
  });

  it('[EX78] a fixed horizon decides at its end only', () => {
    const rates = { 'sign-ups': [0.2, 0.3] };
    const rule = { method: 'fixed' } as const;
    const peek = verdict({ rates, rule });
    expect(peek.state).toBe('keep_running');
    expect(peek.reason).toContain('a look on day 14, which decides nothing');
    expect(peek.daysLeft).toBe(7);
    expect(verdict({ rates, rule, status: 'stopped' }).state).toBe('ready_for_review');
    expect(verdict({ rates, rule, days: 21 }).state).toBe('ship');
  });

  it('[EX79] better on a goal and nothing worse: ship, with the numbers', () => {
    const found = verdict({ rates: { 'sign-ups': [0.2, 0.26], guard: [0.5, 0.5] } });
    expect(found).toMatchObject({ state: 'ship', variation: 'treatment', daysLeft: null });
    expect(found.reason).toContain('+30.00 % on Sign-ups');
    expect(found.reason).toContain('hold at every look');
  });

  it('[EX79] a variation in which nobody has the event any more: roll back', () => {
    const found = verdict({ rates: { 'sign-ups': [0.2, 0] } });
    expect(found).toMatchObject({ state: 'roll_back', variation: 'treatment' });
    expect(found.reason).toContain('−100.00 % on Sign-ups');
  });

  it('[EX78] what was not found is said as the rule looks for it, of the variation that gains most', () => {
    const variations = ['control', 'a', 'b'];
    const rates = { 'sign-ups': [0.2, 0.199, 0.201] };
    expect(verdict({ rates, variations }).reason).toMatch(/^So far no variation can be told .*control\. b is at/);
    const reason = (treatment: number) =>
      verdict({ rates: { 'sign-ups': [0.2, treatment] }, rule: { sides: 'greater' }, days: 21 }).reason;
    expect(reason(0.1)).toContain('no variation is shown to be better than the control');
    const flat = verdict({ rates: { 'sign-ups': [1, 1] }, days: 21 });
    expect(flat.reason).toContain('no effect on Sign-ups to read yet. All units have the same value');
    const onZero = verdict({ rates: { 'sign-ups': [0, 0.1] }, days: 21 }).reason;
    expect(onZero).toMatch(
      /^The planned end is over after 10,000 units\. There is no effect .* The control is at zero/,
    );
  });

  it('[EX79] of several that are better the one that gains most on the first goal', () => {
    const variations = ['control', 'a', 'b', 'c'];
    const found = verdict({ rates: { 'sign-ups': [0.2, 0.26, 0.28, 0.2] }, variations });
    expect(found).toMatchObject({ state: 'ship', variation: 'b' });
  });

  it('[EX79] worse on a goal: roll back', () => {
    const found = verdict({ rates: { 'sign-ups': [0.26, 0.2] } });
    expect(found).toMatchObject({ state: 'roll_back', variation: 'treatment' });
    expect(found.reason).toContain('−23.08 % on Sign-ups');
  });

  it('[EX79] one of several worse is said, and the others run on', () => {
    const found = verdict({ rates: { 'sign-ups': [0.26, 0.2, 0.26] }, variations: ['control', 'a', 'b'] });
    expect(found).toMatchObject({ state: 'keep_running', variation: 'a' });
    expect(found.change).toContain('Take a out');
  });

  it('[EX80] a guardrail beyond its margin rolls back, also what is better on the goal', () => {
    const found = verdict({ rates: { 'sign-ups': [0.2, 0.26], guard: [0.5, 0.4] } });
    expect(found).toMatchObject({ state: 'roll_back', variation: 'treatment' });
    expect(found.reason).toContain('lost more than the margin of 2.00 %');
    expect(found.reason).toContain('Logins');
  });

  it('[EX80] a guardrail that is worse within its margin makes a person weigh', () => {
    const rates = { 'sign-ups': [0.2, 0.26], guard: [0.5, 0.45] };
    const found = verdict({ rates, rule: { guardrailMargin: 0.1 } });
    expect(found).toMatchObject({ state: 'ready_for_review', variation: 'treatment' });
    expect(found.reason).toContain('a guardrail is worse');
  });

  it('[EX80] a loss beyond the margin that is not ruled out is said', () => {
    expect(verdict({ rates: { 'sign-ups': [0.2, 0.26], guard: [0.5, 0.495] } }).reason).toContain(
      'is not ruled out for Logins',
    );
    const sure = verdict({ rates: { 'sign-ups': [0.2, 0.26], guard: [0.5, 0.5] }, rule: { guardrailMargin: 0.2 } });
    expect(sure).toMatchObject({ state: 'ship' });
    expect(sure.reason).toContain('No guardrail is worse.');
  });

  it('[EX80] a guardrail of which less is better is lost when it rises', () => {
    expect(verdict({ rates: { 'sign-ups': [0.2, 0.26], refunds: [0.1, 0.16] } }).state).toBe('roll_back');
    expect(verdict({ rates: { 'sign-ups': [0.2, 0.26], refunds: [0.16, 0.1] } }).state).toBe('ship');
  });

  it.each([
    [-0.2, -0.05, 'lost'],
    [-0.05, -0.01, 'worse'],
    [-0.05, 0.01, 'open'],
    [-0.01, 0.05, 'kept'],
    [0.01, 0.05, 'kept'],
    // Exactly on the margin is not beyond it.
    [-0.05, -0.02, 'worse'],
    [-0.02, 0.05, 'open'],
  ] as const)('[EX80] a guardrail of %d to %d is %s at a margin of 0.02', (low, high, state) => {
    const inference = (a: number, b: number): Inference => ({
      estimate: (a + b) / 2,
      interval: { low: a, high: b, level: 0.95 },
      pValue: null,
      chanceToWin: 0.5,
      expectedLoss: 0,
      distribution: { center: 0, spread: 1, log: false },
    });
    expect(guardrailState(GUARD, inference(low, high), 0.02)).toBe(state);
    expect(guardrailState(REFUNDS, inference(-high, -low), 0.02)).toBe(state);
  });

  it('[EX78] goals that disagree make a person weigh', () => {
    const found = verdict({ rates: { 'sign-ups': [0.2, 0.26], second: [0.2, 0.15] } });
    expect(found).toMatchObject({ state: 'ready_for_review', variation: 'treatment' });
    expect(found.reason).toContain('disagree');
  });

  it('[EX78] without an effect it runs to its planned end, then a person decides', () => {
    const rates = { 'sign-ups': [0.2, 0.2] };
    expect(verdict({ rates })).toMatchObject({ state: 'keep_running', variation: null });
    expect(verdict({ rates, days: 21 }).state).toBe('ready_for_review');
    expect(verdict({ rates, planDays: null })).toMatchObject({ state: 'keep_running', daysLeft: null });
    expect(verdict({ rates, status: 'stopped', planDays: null }).state).toBe('ready_for_review');
  });

  it('[EX77] unhealthy shows no effect anywhere, and says what to do', () => {
    const found = read({ rates: { 'sign-ups': [0.2, 0.3], guard: [0.5, 0.4] }, data: { multipleExposures: 500 } });
    expect(found.verdict).toMatchObject({ state: 'unhealthy', variation: null });
    expect(found.verdict.change).toContain('Make the assignment stable');
    for (const { arms, comparisons } of found.metrics) {
      for (const arm of arms) expect(arm).toMatchObject({ units: 5000, value: null, interval: null, total: null });
      for (const one of comparisons) {
        expect(one.gap).not.toBeNull();
        const { variation: _, gap: __, sentence: ___, reads, dots, ...numbers } = one;
        expect(Object.values(numbers).every((value) => value === null)).toBe(true);
        expect({ reads, dots }).toEqual({ reads: 'no_read', dots: [] });
      }
    }
    expect([found.daily, found.segments, found.novelty]).toEqual([[], [], []]);
    expect(found.progress.detectable).toBeNull();
    expect(JSON.stringify([found.sentence, found.verdict])).not.toContain('Sign-ups');
  });
});
