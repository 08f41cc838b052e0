import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../engine/api/index.ts';
import { groundOfRows, place } from '../../engine/bandits/plan/ground.fixture.ts';
import type { ExploreCellDesign } from '../../engine/contract/index.ts';
import { appError, dayOf, err, money, ok } from '../../engine/core/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import { cellDesign } from '../../tests/support/cells.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { ANA, opening } from '../../tests/support/spine-events.ts';
import { createCells } from './cells.ts';
import { topicsOf } from './topics.ts';

const sessionOf = (signedIn: boolean): Session => ({
  signIn: () => undefined,
  signOut: () => undefined,
  current: () =>
    signedIn ? ok({ memberId: ANA, publicKey: 'QUJD', sign: () => 'QUJD' }) : err(appError('SIGN_IN_REQUIRED')),
  memberId: () => (signedIn ? ANA : null),
});

const ground = groundOfRows([place('meta', 'students'), place('meta', 'families'), place('search', 'students')]);
const design = cellDesign();
const { key } = design;
const NIGHT = dayOf('2026-11-01');

describe('explore cells in the workbench', () => {
  let spine: Spine;
  let service: Services['cells'];

  const serviceFor = (signedIn: boolean): Services['cells'] =>
    createCells({
      spine,
      session: sessionOf(signedIn),
      clock: { millis: () => Date.parse('2026-11-02T09:00:00.000Z') },
      settings: { currency: 'USD', zone: 'UTC' },
      ops: {
        get: async () => err(appError('OPS_STORE_FAILED', { reason: 'not in this test' })),
      },
      cache: {
        banditList: async () => ok({ rows: [], dataThrough: NIGHT, method: '' }),
        cellSpend: async ({ cells }) =>
          ok({
            rows: cells.map(({ design: { key: cell } }) => ({
              ...{ cell, spent: money(100_000, 'USD'), perDay: money(1_000, 'USD'), gap: null },
            })),
          }),
        cellGround: async ({ days }) => ok({ rows: ground.rows, from: null, dataThrough: days === 28 ? NIGHT : null }),
        cellOffer: async () => ok(ground.offer),
      },
    });
  const codeOf = async (answer: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>) =>
    (await answer).error?.code ?? 'ok';

  beforeEach(async () => {
    spine = await testSpine();
    await commit(spine, opening());
    service = serviceFor(true);
  });

  it('[BA60] are planned, changed, started, paused, resumed and ended by a member', async () => {
    expect(await service.save(design)).toMatchObject({ value: { status: 'planned', version: 1 } });
    expect(await service.save({ ...design, name: 'Another' })).toMatchObject({ value: { version: 2 } });
    expect(await service.start(key)).toMatchObject({ value: { status: 'running', version: 2 } });
    expect(await service.pause(key, 'Stock is out.')).toMatchObject({ value: { status: 'paused' } });
    expect(await service.resume(key)).toMatchObject({ value: { status: 'running' } });
    expect(await service.end(key, 'Learned.')).toMatchObject({ value: { status: 'ended', note: 'Learned.' } });
    const own = spine.entries().slice(-6);
    expect(own.every(({ actor }) => actor === ANA)).toBe(true);
    expect(topicsOf(own)).toEqual(new Set(['cells']));
  });

  it('[BA106] have a log of what happened to them, the newest first', async () => {
    await service.save(design);
    await service.save(cellDesign({ key: 'other', channel: 'radio' }));
    await service.start(key);
    await service.pause(key, 'Stock is out.');
    await service.resume(key);
    const log = await service.log(key);
    if (!log.ok) throw new Error(log.error.message);
    expect(log.value.map(({ type }) => type)).toEqual(['cell.resumed', 'cell.paused', 'cell.started', 'cell.saved']);
    expect(log.value[1]).toMatchObject({ actor: 'Ana', summary: 'Paused “Meta for students”: Stock is out.' });
    expect(await codeOf(service.log('nobody'))).toBe('NOT_FOUND');
  });

  it('[BA60] a planned one is removed, and its key begins anew', async () => {
    await service.save(design);
    await service.save(design);
    expect(await service.remove(key, 'Not now.')).toEqual({ ok: true, value: { key } });
    expect(await service.save(design)).toMatchObject({ value: { version: 1 } });
  });

  it('[BA60] refuse what their state does not allow, and who is not signed in', async () => {
    expect(await codeOf(service.start(key))).toBe('NOT_FOUND');
    await service.save(design);
    expect(await codeOf(service.pause(key, 'r'))).toBe('CELL_STATE');
    await service.start(key);
    expect(await codeOf(service.save(design))).toBe('CELL_STATE');
    expect(await codeOf(service.remove(key, 'r'))).toBe('CELL_STATE');
    const before = spine.head;
    for (const attempt of [
      serviceFor(false).save(design),
      serviceFor(false).end(key, 'r'),
      serviceFor(false).adopt([design]),
    ])
      expect(await codeOf(attempt)).toBe('SIGN_IN_REQUIRED');
    expect(spine.head).toEqual(before);
  });

  it('[BA62] start with the arms the data shows', async () => {
    const other: ExploreCellDesign = { ...design, key: 'radio', channel: 'radio' };
    await service.save(other);
    expect(await codeOf(service.start('radio'))).toBe('CELL_ARMS');
    const floors = { ...design, rule: { ...design.rule, floor: 0.5 } };
    await service.save(floors);
    expect(await codeOf(service.start(key))).toBe('ok');
  });

  it('[BA68] are planned from the data, and adopted all or none', async () => {
    const input = {
      budget: money(1_000_000, 'USD'),
      days: 28,
      cells: 12,
      reward: 'signup_rate',
      owner: 'Ana',
    } as const;
    const plan = await service.plan(input, undefined);
    if (!plan.ok) throw new Error(plan.error.message);
    expect(plan.value.cells).toHaveLength(3);
    expect(plan.value.cells[0]?.design).toMatchObject({ firstDay: '2026-11-02', lastDay: '2026-11-29', owner: 'Ana' });
    const designs = plan.value.cells.map((each) => each.design);
    await service.adopt(designs);
    expect([...spine.state.cells.keys()]).toEqual(designs.map((each) => each.key));
    const again = await service.plan(input, undefined);
    expect(again.ok && again.value.cells.every(({ exists }) => exists)).toBe(true);
    const entries = spine.head.seq;
    expect(
      await codeOf(service.adopt([cellDesign({ key: 'new', channel: 'radio' }), { ...design, key: 'twin' }])),
    ).toBe('CELL_TAKEN');
    expect(spine.head.seq).toBe(entries);
    expect(await codeOf(service.plan({ ...input, budget: money(1, 'EUR') }, undefined))).toBe('CELL_CURRENCY');
  });

  it('[BA64] the board fails with what it could not read', async () => {
    expect(await codeOf(service.board(undefined))).toBe('OPS_STORE_FAILED');
  });

  it('[BA61] know what a cell can be made from', async () => {
    await service.save({ ...design, owner: 'Zoe' });
    expect(await service.vocabulary(undefined)).toEqual({
      ok: true,
      value: {
        ...{ channels: ['meta', 'search'], segments: ['families', 'students'], tests: [], currency: 'USD' },
        ...{ dataThrough: '2026-11-20', owners: ['Ana', 'Ben', 'Cara', 'Zoe'] },
      },
    });
  });
});
