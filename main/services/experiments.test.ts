import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../engine/api/index.ts';
import type { ExperimentRecord } from '../../engine/contract/index.ts';
import { appError, type Day, dayOf, err, ok } from '../../engine/core/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import { experimentRead } from '../../tests/support/experiment-read.ts';
import { decidable } from '../../tests/support/experiments.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import {
  ANA,
  approvedBatch,
  decide,
  draft,
  opening,
  proposal,
  proposed,
  testId,
} from '../../tests/support/spine-events.ts';
import { createExperiments } from './experiments.ts';
import { topicsOf } from './topics.ts';
import { definitionsOf } from './units.ts';

const plan = { minimumEffect: 0.1, power: 0.8, baseline: 0.2, sd: 0.4, unitsPerDay: 500, days: 28 };
const design = { ...decidable(), plan };
const { key } = design;

/** A session of Ana, or of nobody. */
const sessionOf = (signedIn: boolean): Session => ({
  signIn: () => undefined,
  signOut: () => undefined,
  current: () =>
    signedIn ? ok({ memberId: ANA, publicKey: 'QUJD', sign: () => 'QUJD' }) : err(appError('SIGN_IN_REQUIRED')),
  memberId: () => (signedIn ? ANA : null),
});

describe('experiments in the workbench', () => {
  let spine: Spine;
  let asked: ExperimentRecord[];
  let firstDay: Day | null;
  /** How far the list is read each time it is asked for, and how far it was asked to be. */
  let readings: ('record' | 'units' | 'done')[];
  let extents: string[];
  /** What happens while the data are read. */
  let meanwhile: () => Promise<unknown>;
  let service: Services['experiments'];

  const serviceFor = (signedIn: boolean): Services['experiments'] =>
    createExperiments({
      spine,
      session: sessionOf(signedIn),
      clock: { millis: () => Date.parse('2026-11-20T23:30:00.000Z') },
      cache: {
        experimentList: async ({ experiments, extent = 'all' }) => {
          asked.push(...experiments);
          const reading = readings.shift();
          if (reading !== undefined) {
            extents.push(extent);
            return ok({ reading, experiments: [], undefined: [], sources: [] });
          }
          return ok({ reading: 'done' as const, experiments: [], undefined: [], sources: [] });
        },
        experimentRead: async ({ experiment }) => {
          asked.push(experiment);
          await meanwhile();
          return ok({ ...experimentRead(experiment), firstDay });
        },
        experimentVocabulary: async () => ok({ baselines: [] }),
      },
      units: {
        assign: async () => err(appError('CANCELLED')),
        expose: async () => ok({ first: true }),
      },
      propose: async () => err(appError('CANCELLED')),
    });
  const codeOf = async (answer: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>) =>
    (await answer).error?.code ?? 'ok';

  beforeEach(async () => {
    spine = await testSpine();
    await commit(spine, opening());
    asked = [];
    readings = [];
    extents = [];
    meanwhile = async () => undefined;
    firstDay = dayOf('2026-11-02');
    service = serviceFor(true);
  });

  it('[EX1] are written, changed, started and stopped', async () => {
    expect(await service.save(design)).toMatchObject({ value: { status: 'draft', version: 1 } });
    expect(await service.save({ ...design, name: 'Another' })).toMatchObject({ value: { version: 2 } });
    expect(await service.start(key)).toMatchObject({ value: { status: 'running', version: 2 } });
    expect(await service.flags()).toMatchObject({ value: [{ key: design.flag, enabled: true, experiment: key }] });
    expect(await service.stop(key, 'Enough seen.')).toMatchObject({ value: { status: 'stopped' } });
    expect(spine.entries().at(-1)).toMatchObject({ actor: ANA, event: { type: 'experiment.stopped' } });
  });

  it('[EX110] [EX111] start counting from a day that is in the data, and from no other', async () => {
    await service.save(design);
    for (const day of ['2026-11-01', '2026-11-21'])
      expect(await codeOf(service.start(key, dayOf(day)))).toBe('EXPERIMENT_SINCE');
    firstDay = null;
    expect(await codeOf(service.start(key, dayOf('2026-11-05')))).toBe('EXPERIMENT_SINCE');
    firstDay = dayOf('2026-11-02');
    const started = await service.start(key, dayOf('2026-11-05'));
    expect(started).toMatchObject({ value: { status: 'running', since: '2026-11-05' } });
    expect(spine.state.experiments.get(key)?.since).toBe('2026-11-05');
    expect(await codeOf(service.start(key, dayOf('2026-11-05')))).toBe('EXPERIMENT_STATE');
  });

  it('[EX111] do not start counting from a day that was judged for another draft', async () => {
    await service.save(design);
    meanwhile = () => service.save({ ...design, unit: 'account' });
    const started = await service.start(key, dayOf('2026-11-05'));
    expect(started).toMatchObject({
      error: { code: 'EXPERIMENT_SINCE', message: expect.stringContaining('changed meanwhile') },
    });
    expect(spine.state.experiments.get(key)).toMatchObject({ status: 'draft', version: 2 });
  });

  it('[EX1] are removed while they are drafts', async () => {
    await service.save(design);
    expect(await service.remove(key, 'Not now.')).toEqual({ ok: true, value: { key } });
    expect(await codeOf(service.result(key, undefined))).toBe('NOT_FOUND');
    await service.save(design);
    await service.start(key);
    expect(await codeOf(service.remove(key, 'Not now.'))).toBe('EXPERIMENT_STATE');
  });

  it('[EX3] need a member for whatever is written down, and nobody for reading', async () => {
    await service.save(design);
    const nobody = serviceFor(false);
    const head = spine.head.seq;
    const writes = [
      nobody.save(design),
      nobody.start(key),
      nobody.stop(key, 'x'),
      nobody.remove(key, 'x'),
      nobody.setFlag({ key: 'menu', enabled: true, note: '' }),
    ];
    for (const write of writes) expect(await codeOf(write)).toBe('SIGN_IN_REQUIRED');
    expect(spine.head.seq).toBe(head);
    const read = await nobody.result(key, undefined);
    expect(read).toMatchObject({
      value: {
        may: {
          edit: { allowed: false, reason: 'Nobody is signed in.' },
          stop: { allowed: false, reason: 'The experiment checkout is a draft, so it can not be stopped.' },
        },
      },
    });
  });

  it('[EX4] two that start at once on one flag: one of them does', async () => {
    await service.save(design);
    await service.save({ ...design, key: 'second', seed: 'second' });
    const codes = await Promise.all([codeOf(service.start(key)), codeOf(service.start('second'))]);
    expect(codes).toEqual(['ok', 'EXPERIMENT_FLAG_TAKEN']);
  });

  it('[EX118] are listed as they are read, until all of them are, or the list is left', async () => {
    const listed = async (most: number): Promise<string[]> => {
      const seen: string[] = [];
      for await (const list of service.listing(undefined)) {
        seen.push(list.ok ? list.value.reading : list.error.code);
        if (seen.length === most) break;
      }
      return seen;
    };
    readings = ['record', 'units', 'units', 'done', 'done'];
    expect(await listed(9)).toEqual(['record', 'units', 'units', 'done']);
    expect(extents.splice(0)).toEqual(['record', 'units', 'some', 'some']);
    // What was read before is there at once.
    expect(await listed(9)).toEqual(['done']);
    expect(extents.splice(0)).toEqual(['record']);
    readings = ['record', 'units', 'done'];
    expect(await listed(2)).toEqual(['record', 'units']);
    expect(extents).toEqual(['record', 'units']);
  });

  it('[EX118] are known by name with nothing read for it', async () => {
    readings = ['record'];
    expect(await service.known(undefined)).toMatchObject({ ok: true, value: { reading: 'record' } });
    expect(extents).toEqual(['record']);
  });

  it('[EX3] tell who did what, newest first, with the entry of the chain', async () => {
    await service.save(design);
    await service.save({ ...design, key: 'other', flag: 'other', seed: 'other' });
    await service.start(key);
    const of = proposal(100, { payload: { ...decide() }, actionN: 102 });
    await commit(spine, [proposed(of)], approvedBatch(101, of));
    await commit(spine, [
      draft({ type: 'action.state', actionId: testId(102), state: 'superseded', attempt: 1, failure: null }),
    ]);
    const result = await service.result(key, undefined);
    if (!result.ok) throw new Error(result.error.message);
    const { log } = result.value;
    expect(log.map(({ change, actor }) => [change, actor])).toEqual([
      ['rejected', 'Workbench'],
      ['decided', 'Ben'],
      ['approved', 'Ben'],
      ['proposed', 'Ana'],
      ['started', 'Ana'],
      ['saved', 'Ana'],
    ]);
    for (const { seq, hash } of log) expect(spine.entries(seq)[0]?.hash).toBe(hash);
    expect(asked.at(-1)).toMatchObject({ status: 'running' });
  });

  it('[EX10] turn flags on and off, but for the kill switch', async () => {
    expect(await service.setFlag({ key: 'menu', enabled: true, note: 'Beta.' })).toMatchObject({
      value: [{ key: 'menu', enabled: true, value: true, experiment: null, note: 'Beta.' }],
    });
    expect(await codeOf(service.setFlag({ key: 'kill_switch', enabled: false, note: '' }))).toBe('FLAG_RESERVED');
  });

  it('[EX16] compile once for as long as no experiment and no flag changes', async () => {
    const definitions = definitionsOf(spine);
    await service.save(design);
    await service.start(key);
    const running = definitions();
    await commit(spine, [draft({ type: 'kill_switch.set', on: true, reason: 'A test.' })]);
    expect(definitions()).toBe(running);
    await service.stop(key, 'Enough seen.');
    expect(definitions()).not.toBe(running);
    expect(running.features?.[design.flag]?.rules).toHaveLength(1);
    expect(definitions().features?.[design.flag]?.rules).toHaveLength(0);
  });

  it('tells the windows to read them again', async () => {
    const from = spine.head.seq + 1;
    await service.save(design);
    expect(topicsOf(spine.entries(from))).toEqual(new Set(['experiments']));
  });
});
