import { describe, expect, it } from 'vitest';
import type { ExperimentDesign } from '../../contract/index.ts';
import { emptyState } from '../../store/journal/index.ts';
import { design, record } from './design.fixture.ts';
import { mayDecide, mayRemove, maySave, maySetFlag, mayStop } from './edits.ts';
import { startEvents } from './start.ts';
import { mayStart, startProblems } from './start-rules.ts';

const codes = (changes: Partial<ExperimentDesign>, running: readonly Partial<ExperimentDesign>[] = []) =>
  startProblems(
    design(changes),
    running.map((each) => record('running', { key: 'other', flag: 'other', ...each })),
  ).map(({ code }) => code);

const third = { key: 'third', name: 'Third', weight: 0.5, value: 'third', description: '' };
const part = (from: number, to: number) => ({ name: 'site', from, to });

describe('what keeps a draft from being started', () => {
  it('[EX5] nothing, when it has a goal, a plan, weights that add up and keys of its own', () => {
    expect(codes({})).toEqual([]);
    const thirds = ['a', 'b', 'c'].map((key) => ({ ...third, key, weight: 0.333333 }));
    expect(codes({ variations: thirds })).toEqual([]);
  });

  it.each([
    ['a variation twice', { variations: [third, third] }, 'EXPERIMENT_KEY_REPEATED'],
    ['a metric twice', { metrics: [...design().metrics, ...design().metrics] }, 'EXPERIMENT_KEY_REPEATED'],
    [
      'no goal',
      { metrics: design().metrics.map((metric) => ({ ...metric, role: 'guardrail' as const })) },
      'EXPERIMENT_NO_GOAL',
    ],
    ['no metric', { metrics: [] }, 'EXPERIMENT_NO_GOAL'],
    ['no plan', { plan: null }, 'EXPERIMENT_NO_PLAN'],
    ['weights over 1', { variations: [...design().variations, third] }, 'EXPERIMENT_WEIGHTS'],
    ['coverage 0', { coverage: 0 }, 'EXPERIMENT_EMPTY'],
    ['an empty part', { namespace: part(0.5, 0.5) }, 'EXPERIMENT_EMPTY'],
    ['an unknown operator', { targeting: { $or: [{ country: { $inn: ['DE'] } }] } }, 'EXPERIMENT_TARGETING'],
    ['a pattern that is none', { targeting: { $not: { plan: { $regex: '(' } } } }, 'EXPERIMENT_TARGETING'],
    ['a list operator without a list', { targeting: { country: { $nin: 'DE' } } }, 'EXPERIMENT_TARGETING'],
  ])('[EX5] %s', (_, changes, code) => {
    expect(codes(changes)).toEqual([code]);
  });

  it('[EX5] a variation that nobody gets', () => {
    const [control, treatment] = design().variations;
    if (control === undefined || treatment === undefined) throw new Error('two variations');
    const variations = [
      { ...control, weight: 1 },
      { ...treatment, weight: 0 },
    ];
    expect(codes({ variations })).toEqual(['EXPERIMENT_EMPTY']);
    const [problem] = startProblems(design({ variations }), []);
    expect(problem?.next).toContain('weight');
  });

  it('[EX6] a flag or a seed that a running experiment uses', () => {
    expect(codes({}, [{ flag: 'checkout' }])).toEqual(['EXPERIMENT_FLAG_TAKEN']);
    expect(codes({}, [{ seed: 'checkout' }])).toEqual(['EXPERIMENT_SEED_TAKEN']);
    expect(codes({}, [{ seed: 'checkout', unit: 'account' }])).toEqual([]);
    const stopped = record('stopped', { key: 'other' });
    expect(startProblems(design(), [stopped])).toEqual([]);
  });

  it('[EX7] a part of a namespace that a running experiment of the same unit uses', () => {
    const first = { namespace: part(0, 0.5) };
    expect(codes({ namespace: part(0.4, 1) }, [first])).toEqual(['EXPERIMENT_NAMESPACE_TAKEN']);
    expect(codes({ namespace: part(0.1, 0.2) }, [first])).toEqual(['EXPERIMENT_NAMESPACE_TAKEN']);
    expect(codes({ namespace: part(0.5, 1) }, [first])).toEqual([]);
    expect(codes({ namespace: part(0.4, 1) }, [{ ...first, unit: 'account' }])).toEqual([]);
    expect(codes({ namespace: { ...part(0.4, 1), name: 'mail' } }, [first])).toEqual([]);
  });

  it('[EX8] a holdout that does not run, is its own, holds out other units or has a holdout', () => {
    const holdout = { key: 'quarter', flag: 'quarter', seed: 'quarter' };
    expect(codes({ holdout: 'quarter' }, [holdout])).toEqual([]);
    for (const running of [[], [{ ...holdout, unit: 'account' }], [{ ...holdout, holdout: 'year' }]])
      expect(codes({ holdout: 'quarter' }, running)).toEqual(['EXPERIMENT_HOLDOUT']);
    expect(codes({ holdout: 'checkout' })).toEqual(['EXPERIMENT_HOLDOUT']);
  });

  it('[EX9] each says what to do', () => {
    const [problem] = startProblems(design({ metrics: [] }), []);
    expect(problem).toMatchObject({
      message: 'The experiment checkout has no goal.',
      next: 'Give at least one metric the role of a goal: it is what decides.',
    });
  });
});

describe('what may be done when', () => {
  const answers = (status: Parameters<typeof record>[0]) => {
    const of = record(status);
    const may = {
      save: maySave(of.design, of),
      start: mayStart(of, []),
      stop: mayStop(of),
      decide: mayDecide(of),
      remove: mayRemove(of),
    };
    return Object.entries(may).flatMap(([name, { ok }]) => (ok ? [name] : []));
  };

  it('[EX1] a draft is edited, removed and started; what runs is stopped or decided, what is stopped is decided', () => {
    expect(answers('draft')).toEqual(['save', 'start', 'remove']);
    expect(answers('running')).toEqual(['stop', 'decide']);
    expect(answers('stopped')).toEqual(['decide']);
    expect(answers('decided')).toEqual([]);
    expect(mayStop(record('draft'))).toMatchObject({
      error: { code: 'EXPERIMENT_STATE', message: 'The experiment checkout is a draft, so it can not be stopped.' },
    });
  });

  it('[EX2] each change of a draft is a version of its own', () => {
    expect(maySave(design(), undefined)).toEqual({ ok: true, value: 1 });
    expect(maySave(design(), { ...record('draft'), version: 3 })).toEqual({ ok: true, value: 4 });
  });

  it('[EX4] starting turns the flag on, once, and both are written together', () => {
    const flags = new Map([
      ['checkout', { key: 'checkout', enabled: true, note: '', changedAt: record('draft').createdAt }],
    ]);
    const types = (state: Pick<typeof emptyState, 'experiments' | 'flags'>) => {
      const events = startEvents(record('draft'), state, { actor: 'Ana' });
      return events.ok ? events.value.map(({ event }) => event.type) : events.error.code;
    };
    expect(types(emptyState)).toEqual(['experiment.started', 'flag.set']);
    expect(types({ ...emptyState, flags })).toEqual(['experiment.started']);
  });

  it('[EX3] the kill switch is no flag of an experiment', () => {
    expect(maySetFlag('kill_switch')).toMatchObject({ error: { code: 'FLAG_RESERVED' } });
    expect(maySave(design({ flag: 'kill_switch' }), undefined)).toMatchObject({ error: { code: 'FLAG_RESERVED' } });
    expect(maySetFlag('checkout')).toEqual({ ok: true, value: undefined });
  });
});
