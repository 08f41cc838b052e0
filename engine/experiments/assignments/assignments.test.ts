import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { type AssignInput, assignInputSchema } from '../../contract/index.ts';
import { appError, instantOf, type Json, ok } from '../../core/index.ts';
import type { AssignmentContext } from '../assign/index.ts';
import { definitionsWith, STICKY } from './definitions.fixture.ts';
import { createAssignments } from './index.ts';
import { MemoryStore } from './memory-store.fixture.ts';

function world(context: AssignmentContext = definitionsWith(), options: { remembered?: number } = {}) {
  const store = new MemoryStore();
  const clock = manualClock();
  const now = { context };
  const make = () => createAssignments({ source: () => now.context, store, clock, windowMs: 4, ...options });
  return { store, clock, now, make, assignments: make() };
}

const ask = (unitId: string, attributes: Readonly<Record<string, Json>> = {}, flag = 'button'): AssignInput =>
  assignInputSchema.parse({ flag, unitId, attributes });

const users = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `user-${i}`);

/** A user of the given variation. */
async function userIn(variation: string): Promise<string> {
  const { assignments } = world();
  for (const user of users(50)) {
    const answer = await assignments.assign(ask(user));
    if (answer.ok && answer.value.variation === variation) return user;
  }
  throw new Error(`nobody of 50 is in ${variation}`);
}

describe('what a unit gets', () => {
  it('[EX30] is nothing for a flag that is unknown or switched off, without an error and without a row', async () => {
    const { assignments, store } = world();
    for (const [flag, source] of [
      ['nobody-defined-this', 'unknownFeature'],
      ['not-yet', 'disabled'],
    ] as const)
      expect(await assignments.assign(ask('user-1', {}, flag))).toEqual({
        ok: true,
        value: { flag, value: null, source, experiment: null, variation: null, inExperiment: false, first: false },
      });
    expect(await assignments.assign(ask('user-1', {}, 'plain'))).toMatchObject({
      value: { value: 7, source: 'defaultValue' },
    });
    expect(store.rows.size).toBe(0);
  });

  it('[EX30] is the same whether the flag is asked for or the experiment that decides it', async () => {
    const { assignments } = world();
    const byFlag = await assignments.assign(ask('user-1'));
    const byExperiment = await assignments.assign(ask('user-1', {}, 'green-button'));
    expect(byExperiment).toMatchObject({ ok: true, value: { experiment: 'green-button', flag: 'green-button' } });
    if (!byFlag.ok) throw new Error(byFlag.error.message);
    const { value, variation, source } = byFlag.value;
    expect(byExperiment).toMatchObject({ value: { value, variation, source, first: false } });
  });

  it("[EX31] is decided by the unit's id, whatever the attributes say of it", async () => {
    const { assignments, store } = world();
    const plain = await assignments.assign(ask('user-1'));
    const other = await assignments.assign(ask('user-1', { user: 'user-2', id: 'user-3' }));
    if (!plain.ok) throw new Error(plain.error.message);
    expect(other).toEqual({ ok: true, value: { ...plain.value, first: false } });
    expect([...store.rows.values()]).toEqual([
      {
        experiment: 'green-button',
        unitId: 'user-1',
        unitType: 'user',
        variation: plain.value.variation,
        bucketVersion: 0,
        assignedAt: instantOf(Date.parse('2026-11-02T09:00:00.004Z')),
        exposedAt: null,
      },
    ]);
  });

  it('[EX31] hashes the attribute of a required flag where it is another unit', async () => {
    const holdout = {
      features: {
        held: {
          defaultValue: false,
          rules: [{ key: 'held-out', hashAttribute: 'account', variations: [false, true], coverage: 1 }],
        },
        button: {
          defaultValue: 'grey',
          rules: [
            {
              key: 'green-button',
              hashAttribute: 'user',
              variations: ['grey', 'green'],
              parentConditions: [{ id: 'held', condition: { value: { $in: [true, false] } } }],
            },
          ],
        },
      },
    };
    const { assignments, store } = world(holdout);
    await assignments.assign(ask('user-1', { account: 'acme' }));
    expect([...store.rows.values()].map(({ experiment, unitType, unitId }) => [experiment, unitType, unitId])).toEqual([
      ['held-out', 'account', 'acme'],
      ['green-button', 'user', 'user-1'],
    ]);
  });
});

describe('rows of assignments', () => {
  it('[EX32] are one for a unit, also when it asks many times at once', async () => {
    const { assignments, store } = world();
    const answers = await Promise.all(
      [...users(40), ...users(40), ...users(40)].map((id) => assignments.assign(ask(id))),
    );
    expect(store.rows.size).toBe(40);
    for (const [index, answer] of answers.entries()) {
      if (!answer.ok) throw new Error(answer.error.message);
      expect(answer.value.first).toBe(index < 40);
      expect(answer.value.variation).toBe(store.row('green-button', `user-${index % 40}`)?.variation);
    }
  });

  it('[EX32] are none for a unit outside the targeting', async () => {
    const { assignments, store } = world(definitionsWith({ condition: { country: 'DE' } }));
    expect(await assignments.assign(ask('user-1', { country: 'FR' }))).toMatchObject({
      value: { value: 'grey', source: 'defaultValue', inExperiment: false, first: false },
    });
    expect(store.calls).toEqual([]);
  });

  it('[EX36] are written for all units of a moment together, and are read once', async () => {
    const { assignments, store, make } = world(definitionsWith(STICKY));
    await Promise.all(users(120).map((id) => assignments.assign(ask(id))));
    expect(store.calls).toEqual(['write 120']);
    await Promise.all(users(120).map((id) => assignments.assign(ask(id))));
    expect(store.calls).toHaveLength(1);
    const restarted = make();
    store.calls.length = 0;
    await Promise.all(users(120).map((id) => restarted.assign(ask(id))));
    expect(store.calls).toEqual(['write 120', 'read 120']);
  });

  it('[EX36] are read first where the write alone does not tell what a unit was given', async () => {
    const { assignments, store, now, make } = world(definitionsWith(STICKY));
    const before = await Promise.all(users(20).map((id) => assignments.assign(ask(id))));
    now.context = definitionsWith({ ...STICKY, condition: { country: 'DE' } });
    store.calls.length = 0;
    const restarted = make();
    const after = await Promise.all([...users(20), 'stranger'].map((id) => restarted.assign(ask(id))));
    expect(store.calls).toEqual(['read 21']);
    expect(after.slice(0, 20)).toEqual(before.map((answer) => answer.ok && ok({ ...answer.value, first: false })));
    expect(after[20]).toMatchObject({ value: { inExperiment: false } });
  });

  it('[EX36] that were forgotten are read again, and the answer is the same', async () => {
    const { assignments, store, make } = world(definitionsWith(STICKY), { remembered: 5 });
    const before = await Promise.all(users(30).map((id) => assignments.assign(ask(id))));
    for (const service of [assignments, make()]) {
      const again = await Promise.all(users(30).map((id) => service.assign(ask(id))));
      again.forEach((answer, index) => {
        const was = before[index];
        if (was?.ok) expect(answer).toEqual({ ok: true, value: { ...was.value, first: false } });
      });
    }
    expect(store.rows.size).toBe(30);
  });

  it('[EX37] that another program wrote meanwhile count', async () => {
    const treated = await userIn('treatment');
    const { assignments, store } = world(definitionsWith(STICKY));
    store.meanwhile = () =>
      store.add({
        experiment: 'green-button',
        unitId: treated,
        unitType: 'user',
        variation: 'control',
        bucketVersion: 0,
        assignedAt: instantOf(0),
        exposedAt: null,
      });
    const [answer, other] = await Promise.all([assignments.assign(ask(treated)), assignments.assign(ask('user-77'))]);
    expect(answer).toMatchObject({ ok: true, value: { variation: 'control', value: 'grey', first: false } });
    expect(other).toMatchObject({ ok: true, value: { first: true } });
    expect(store.row('green-button', treated)?.variation).toBe('control');
  });
});

describe('a sticky design', () => {
  it('[EX33] keeps the variation when weights, coverage and targeting change', async () => {
    const { assignments, now, make } = world(definitionsWith(STICKY));
    const before = await Promise.all(users(40).map((id) => assignments.assign(ask(id))));
    now.context = definitionsWith({ ...STICKY, weights: [0.01, 0.99], coverage: 0.1, condition: { country: 'DE' } });
    for (const service of [assignments, make()])
      for (const [index, id] of users(40).entries()) {
        const was = before[index];
        if (!was?.ok) throw new Error('it was assigned before');
        const { variation, value } = was.value;
        expect(await service.assign(ask(id))).toMatchObject({
          ok: true,
          value: { variation, value, inExperiment: true },
        });
      }
  });

  it('[EX33] is not, when it says so: the definition decides, and the row stays as it was written', async () => {
    const control = await userIn('control');
    const { assignments, now, store } = world();
    await assignments.assign(ask(control));
    now.context = definitionsWith({ weights: [0, 1] });
    expect(await assignments.assign(ask(control))).toMatchObject({ value: { variation: 'treatment', first: false } });
    expect(store.row('green-button', control)?.variation).toBe('control');
  });
});

describe('a store that fails', () => {
  const broken = appError('OPS_STORE_FAILED', { reason: 'gone' });

  it.each([
    ['not sticky', definitionsWith()],
    ['sticky', definitionsWith(STICKY)],
  ])('[EX34] leaves nobody half assigned, and units that are known have their answer (%s)', async (_, context) => {
    const { assignments, store } = world(context);
    await assignments.assign(ask('user-1'));
    store.failing = broken;
    const [known, fresh, twin] = await Promise.all(
      ['user-1', 'user-2', 'user-2'].map((id) => assignments.assign(ask(id))),
    );
    expect(known).toMatchObject({ ok: true });
    expect([fresh, twin]).toEqual([
      { ok: false, error: broken },
      { ok: false, error: broken },
    ]);
    expect(store.rows.size).toBe(1);
    store.failing = null;
    expect(await assignments.assign(ask('user-2'))).toMatchObject({ ok: true, value: { first: true } });
  });

  it('[EX34] counts no exposure', async () => {
    const { assignments, store } = world();
    await assignments.assign(ask('user-1'));
    store.failing = broken;
    const exposure = { experiment: 'green-button', unitId: 'user-1' };
    expect(await assignments.expose(exposure)).toEqual({ ok: false, error: broken });
    store.failing = null;
    expect(await assignments.expose(exposure)).toEqual({ ok: true, value: { first: true } });
  });
});

describe('exposures', () => {
  it('[EX35] count once for a unit and an experiment', async () => {
    const { assignments, store, clock, make } = world();
    await assignments.assign(ask('user-1'));
    clock.advance(60_000);
    const exposure = { experiment: 'green-button', unitId: 'user-1' };
    const answers = await Promise.all([1, 2, 3].map(() => assignments.expose(exposure)));
    expect(answers.map((answer) => answer.ok && answer.value.first)).toEqual([true, false, false]);
    const exposedAt = store.row('green-button', 'user-1')?.exposedAt;
    clock.advance(60_000);
    for (const service of [assignments, make()])
      expect(await service.expose(exposure)).toEqual({ ok: true, value: { first: false } });
    expect(store.row('green-button', 'user-1')).toMatchObject({ exposedAt });
    expect(store.calls.filter((call) => call.startsWith('expose'))).toEqual(['expose 1']);
  });

  it('[EX35] are only of units that were assigned, in an experiment that is running', async () => {
    const { assignments, now } = world();
    expect(await assignments.expose({ experiment: 'green-button', unitId: 'user-1' })).toMatchObject({
      error: { code: 'UNIT_NOT_ASSIGNED' },
    });
    await assignments.assign(ask('user-1'));
    expect(await assignments.expose({ experiment: 'green-button', unitId: 'user-1' })).toMatchObject({ ok: true });
    now.context = { features: { button: { defaultValue: 'grey' } } };
    expect(await assignments.expose({ experiment: 'green-button', unitId: 'user-2' })).toMatchObject({
      error: { code: 'EXPERIMENT_NOT_RUNNING' },
    });
  });
});

describe('ids', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\uD800'],
  ])('[EX38] that can not be kept are refused (%s), and the others of the moment are answered', async (_, id) => {
    const { assignments, store } = world();
    const [good, bad] = await Promise.all([assignments.assign(ask('user-1')), assignments.assign(ask(id))]);
    expect(good).toMatchObject({ ok: true });
    expect(bad).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
    expect(await assignments.expose({ experiment: 'green-button', unitId: id })).toMatchObject({
      error: { code: 'INPUT_INVALID' },
    });
    expect([...store.rows.values()].map(({ unitId }) => unitId)).toEqual(['user-1']);
  });

  it('[EX38] of another unit that are too long are refused as well', async () => {
    const { assignments } = world({
      features: {
        button: { rules: [{ key: 'x', hashAttribute: 'user', variations: [1, 2], fallbackAttribute: 'device' }] },
      },
    });
    expect(await assignments.assign(ask('user-1', { device: 'd'.repeat(5000) }))).toMatchObject({ ok: true });
    const parents = world({
      features: {
        all: { rules: [{ key: 'y', hashAttribute: 'device', variations: [1, 2] }] },
        button: { rules: [{ force: 1, parentConditions: [{ id: 'all' }] }] },
      },
    });
    expect(await parents.assignments.assign(ask('user-1', { device: 'd'.repeat(5000) }))).toMatchObject({
      error: { code: 'INPUT_INVALID' },
    });
  });

  it('[EX38] beyond ASCII are kept as they are', async () => {
    const { assignments, store } = world();
    for (const id of ['ärger', '用户-1', '👩‍🚀', "o'neill\n; --"]) {
      expect(await assignments.assign(ask(id))).toMatchObject({ ok: true, value: { first: true } });
      expect(store.row('green-button', id)?.unitId).toBe(id);
    }
  });
});
