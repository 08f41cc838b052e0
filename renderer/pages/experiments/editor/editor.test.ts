import { describe, expect, it } from 'vitest';
import { experimentSizeInputSchema } from '../../../../engine/contract/experiment-design.ts';
import { slugOf } from '../../../components/slug.ts';
import { fromData, planFrom } from './from-data.ts';
import { metricOf } from './metric-values.ts';
import { clashesOf, partsOf } from './namespace.ts';
import { placeOf } from './places.ts';
import { missingForStart, readDesign } from './problems.ts';
import { planCandidate, ruleCandidate } from './to-candidate.ts';
import { type DesignValues, newDesign } from './values.ts';

const PLAN = { minimumEffect: 5, power: 80, baseline: 0.2, sd: 0.4, unitsPerDay: 500, days: 21 };

const written = (change: Partial<DesignValues> = {}): DesignValues => ({
  ...newDesign(),
  key: 'a-test',
  name: 'A test',
  hypothesis: 'Because it is shorter, more people sign up.',
  metrics: [metricOf('sign_up', 'goal')],
  plan: PLAN,
  ...change,
});

const problemsOf = (values: DesignValues): Readonly<Record<string, string>> => {
  const read = readDesign(values);
  return read.ok ? {} : read.problems;
};

describe('writing a design', () => {
  it('[EX92] a new design needs a name, a key and a plan, and says so beside the fields', () => {
    expect(Object.keys(problemsOf(newDesign())).toSorted()).toEqual([
      'key',
      'name',
      'plan.baseline',
      'plan.sd',
      'plan.unitsPerDay',
    ]);
  });

  it('[EX92] what is filled in makes a design that its schema takes; flag and seed follow the key', () => {
    const read = readDesign(written());
    expect(read).toMatchObject({
      ok: true,
      design: {
        key: 'a-test',
        flag: 'a-test',
        seed: 'a-test',
        coverage: 1,
        targeting: {},
        namespace: null,
        holdout: null,
        rule: { method: 'sequential', alpha: 0.05, correction: 'holm', minDays: 7, prior: null },
        plan: { minimumEffect: 0.05, power: 0.8, days: 21 },
      },
    });
    expect(missingForStart(written())).toEqual([]);
  });

  it('[EX92] weights of three thirds are one, and weights that are not are said', () => {
    const [control, treatment] = newDesign().variations;
    if (control === undefined || treatment === undefined) throw new Error('a new design has two variations');
    const thirds = [control, treatment, { ...treatment, row: 99, key: 'third' }].map((one) => ({
      ...one,
      weight: 33.3333,
    }));
    const read = readDesign(written({ variations: thirds }));
    expect(read.ok && read.design.variations.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    const uneven = thirds.map((one) => ({ ...one, weight: 30 }));
    expect(problemsOf(written({ variations: uneven })).weights).toBe(
      'The weights add up to 90 %; they have to add up to 100 %',
    );
  });

  it('[EX92] keys that repeat are said at the second of them', () => {
    const [control] = newDesign().variations;
    if (control === undefined) throw new Error('a new design has two variations');
    const twice = [control, { ...control, row: 98 }];
    expect(problemsOf(written({ variations: twice }))).toEqual({
      'variations.1.key': 'Another variation has this key',
    });
    const metrics = [metricOf('sign_up', 'goal'), metricOf('sign_up', 'secondary')];
    expect(problemsOf(written({ metrics }))).toEqual({ 'metrics.1.id': 'Another metric has this id' });
  });

  it('[EX92] values of the flag are of its type', () => {
    const variations = newDesign().variations.map((one) => ({ ...one, value: '{"size": ' }));
    const said = problemsOf(written({ valueType: 'json', defaultValue: '{}', variations }));
    expect(said['variations.0.value']).toBe('This is not JSON: check quotes, commas and brackets');
    const right = variations.map((one) => ({ ...one, value: '{"size": 2}' }));
    expect(problemsOf(written({ valueType: 'json', defaultValue: 'null', variations: right }))).toEqual({});
  });

  it('[EX92] a condition typed as JSON is checked, with operators nobody could meet', () => {
    const json = (text: string) =>
      problemsOf(written({ targeting: { mode: 'json', join: 'and', rows: [], json: text } }));
    expect(json('{"country": {"$in": ["DE"]}}')).toEqual({});
    expect(json('{"country": {"$within": ["DE"]}}')).toEqual({
      'targeting.json': 'There is no operator $within, so nobody would take part',
    });
    expect(json('[1]')).toEqual({ 'targeting.json': 'A condition is an object in braces: {}' });
    expect(json('{')).toEqual({ 'targeting.json': 'This is not JSON: check quotes, commas and brackets' });
  });

  it('[EX92] a part of a namespace that is empty is said, and so is what keeps a draft from starting', () => {
    const namespace = { name: 'sign-up', from: 60, to: 40 };
    expect(problemsOf(written({ hasNamespace: true, namespace }))).toEqual({
      'namespace.to': 'The part has to end after it begins',
    });
    const bare = written({ metrics: [], hypothesis: '', hasPlan: false });
    expect(readDesign(bare).ok).toBe(true);
    expect(missingForStart(bare)).toHaveLength(3);
    expect(missingForStart(written({ coverage: 0 }))).toHaveLength(1);
  });

  it('[EX92] what keeps a design from starting is said before it is one', () => {
    const values = newDesign();
    expect(readDesign(values).ok).toBe(false);
    expect(missingForStart(values).map((words) => words.split(':')[0])).toEqual([
      'Name at least one goal',
      'Write the hypothesis',
    ]);
  });

  it('[EX92] what is wrong is said in the order of the page, a taken key among it', () => {
    const variations = newDesign().variations.map((one) => ({ ...one, weight: 70 }));
    const plan = { ...PLAN, minimumEffect: -5 };
    const read = readDesign(written({ variations, plan, coverage: 101 }), ['a-test']);
    expect(read.ok ? [] : Object.keys(read.problems)).toEqual(['key', 'coverage', 'weights', 'plan.minimumEffect']);
    expect(read.ok ? '' : read.problems.key).toBe('Another experiment has this key');
  });

  it('[EX92] a plan without a goal says where its values come from', () => {
    expect(problemsOf(newDesign())['plan.baseline']).toBe(
      'Add a goal to take it from the data, or enter its value today',
    );
    const withGoal = { ...newDesign(), metrics: [metricOf('sign_up', 'goal')] };
    expect(problemsOf(withGoal)['plan.baseline']).toBe("Enter the goal's value today");
  });

  it('[EX92] a problem is placed by the labels of the page, not by names of the design', () => {
    expect(
      ['metrics.0.window.delayHours', 'metrics.1.window.hours', 'metrics.0.denominator.event'].map(placeOf),
    ).toEqual(['Metric 1, counts after', 'Metric 2, counts for', 'Metric 1, divided by']);
    expect(['variations.0.key', 'variations.2.weight', 'plan.days'].map(placeOf)).toEqual([
      'Control, key',
      'Variation 2, weight',
      'Planned length',
    ]);
  });

  it('[EX93] a design begins from what the data have: the control first, even weights, the same keys', () => {
    const found = { key: 'shorter-sign-up', unit: 'visitor', variations: ['treatment', 'control'] };
    const values = fromData(found);
    expect(values.variations.map(({ key, weight }) => [key, weight])).toEqual([
      ['control', 50],
      ['treatment', 50],
    ]);
    expect(values).toMatchObject({
      key: 'shorter-sign-up',
      name: 'Shorter sign up',
      unit: 'visitor',
      flag: 'shorter-sign-up',
    });
  });

  it('[EX93] the plan takes a share and its spread for goals that units have or have not, else mean and spread', () => {
    const baseline = { mean: 1.5, sd: 2, share: 0.2, unitsPerDay: 350 };
    expect(planFrom(baseline, true)).toEqual({ baseline: 0.2, sd: 0.4, unitsPerDay: 350 });
    expect(planFrom(baseline, false)).toEqual({ baseline: 1.5, sd: 2, unitsPerDay: 350 });
  });

  it('[EX94] what the size is asked with is what its schema takes', () => {
    const { rule } = newDesign();
    const asked = { plan: planCandidate(PLAN), rule: ruleCandidate(rule), variations: 2, goals: 1, binary: true };
    expect(experimentSizeInputSchema.safeParse(asked).success).toBe(true);
    const half = { ...asked, plan: planCandidate({ ...PLAN, baseline: '' }) };
    expect(experimentSizeInputSchema.safeParse(half).success).toBe(false);
  });

  it('[EX92] a key is made of the name', () => {
    expect(slugOf('Shorter sign-up (v2)')).toBe('shorter-sign-up-v2');
    expect(slugOf('Größe & Preis', '_')).toBe('gro_e_preis');
    expect(slugOf('…')).toBe('');
  });

  it('[EX92] who takes which part of a namespace: those that run or will, and who would share units', () => {
    const row = (key: string, from: number, to: number, status: 'running' | 'stopped' = 'running') => ({
      key,
      name: key,
      status,
      namespace: { name: 'sign-up', from, to },
    });
    const others = [row('late', 0.5, 1), row('early', 0, 0.3), row('over', 0.3, 0.5, 'stopped')];
    const parts = partsOf(others, 'sign-up', 'own');
    expect(parts.map(({ key }) => key)).toEqual(['early', 'late']);
    expect(clashesOf(parts, 0.3, 0.5)).toEqual([]);
    expect(clashesOf(parts, 0.2, 0.5).map(({ key }) => key)).toEqual(['early']);
  });
});
