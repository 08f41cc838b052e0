import { describe, expect, it } from 'vitest';
import { appError, err } from '../../engine/core/index.ts';
import { CARA, decide, draft } from '../../tests/support/spine-events.ts';
import { syncHarness } from '../../tests/support/sync-harness.ts';
import type { RemoteStore } from '../postgres/types.ts';

const killSwitch = (on: boolean) => [draft({ type: 'kill_switch.set', on, reason: 'test' }, CARA)];

/** Loses the answers of these writes, counted from 0, before or after their effect. */
function losing(when: 'before' | 'after', ...which: readonly number[]) {
  let count = 0;
  return (remote: RemoteStore): RemoteStore => ({
    ...remote,
    async writeDecision(input) {
      if (input.rehearsal || !which.includes(count++)) return remote.writeDecision(input);
      if (when === 'after') await remote.writeDecision(input);
      return err(appError('REMOTE_UNREACHABLE', { reason: 'the answer is lost' }));
    },
  });
}

describe('a decision over an experiment', () => {
  it('[OB17] [EX27] is confirmed with a receipt of flag and experiment, and production has it', async () => {
    const h = await syncHarness();
    const id = await h.decide(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({
      state: 'confirmed',
      receipt: {
        status: 'decided',
        dailyBudget: { minor: 0 },
        objects: [
          { kind: 'flag', platformId: 'checkout' },
          { kind: 'experiment', platformId: 'checkout' },
        ],
      },
    });
    expect(h.remote.flags.get('checkout')).toEqual({ actionId: id, value: { steps: 3 }, audience: null });
    expect(h.remote.queue.get(id)?.status).toBe('confirmed');
    expect(h.outbox.status().platforms.map(({ platform }) => platform)).toEqual(['meta']);
  });

  it.each(['before', 'after'] as const)(
    '[OB5] [OB7] [EX27] is written once when the answer is lost %s',
    async (when) => {
      const h = await syncHarness({ wrapRemote: losing(when, 0) });
      const id = await h.decide(100);
      await h.runUntilRest();
      expect(h.record(id).state).toBe('confirmed');
      expect(h.remote.written).toEqual([{ of: 'checkout', by: id }]);
      expect(h.record(id).steps.map(({ phase }) => phase)).toEqual([when === 'after' ? 'adopted' : 'known']);
    },
  );

  it('[OB11] [EX25] is superseded when something else was decided on the flag', async () => {
    const h = await syncHarness();
    const first = await h.decide(100);
    const second = await h.decide(200, { payload: decide('checkout-again', 'checkout') });
    await h.runUntilRest();
    expect([h.record(first).state, h.record(second).state]).toEqual(['confirmed', 'superseded']);
    expect(h.remote.flags.get('checkout')?.actionId).toBe(first);
    expect(h.spine.state.experiments.get('checkout-again')).toMatchObject({ status: 'running', decision: null });
  });

  it('[OB10] [EX25] waits while the kill switch is on', async () => {
    const h = await syncHarness();
    await h.write(killSwitch(true));
    const id = await h.decide(100);
    await h.runUntilRest();
    expect([h.record(id).state, h.remote.written]).toEqual(['journaled', []]);
    await h.write(killSwitch(false));
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
  });

  it('[OB16] waits while production can not be reached, and nothing is counted', async () => {
    let down = true;
    const h = await syncHarness({
      wrapRemote: (remote) => ({
        ...remote,
        flag: (...input) =>
          down ? Promise.resolve(err(appError('REMOTE_UNREACHABLE', { reason: 'no route' }))) : remote.flag(...input),
      }),
    });
    const id = await h.decide(100);
    await h.outbox.runOnce();
    expect([h.record(id).state, h.record(id).attempt, h.outbox.status().remote.state]).toEqual([
      'validating',
      1,
      'offline',
    ]);
    down = false;
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
  });

  it('[OB14] is a dead letter when production refuses it', async () => {
    const h = await syncHarness({
      wrapRemote: (remote) => ({
        ...remote,
        writeDecision: async () => err(appError('REMOTE_REFUSED', { reason: 'it is decided otherwise' })),
      }),
    });
    const id = await h.decide(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'REMOTE_REFUSED' } });
    expect(h.remote.written).toEqual([]);
  });

  it('[OB17] is a dead letter when production reads back something else', async () => {
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        async readBack(payload, actionId, made) {
          const read = await platform.readBack(payload, actionId, made);
          if (!read.ok) return read;
          const objects = read.value.objects.map((object) => ({ ...object, status: 'OTHER' }));
          return { ok: true, value: { ...read.value, objects } };
        },
      }),
    });
    const id = await h.decide(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'READ_BACK_DIFFERS' } });
  });

  it.each([[[]], [[1]]])('[OB20] [EX28] is rolled back: the flag is what it was (lost writes: %j)', async (lost) => {
    const h = await syncHarness({ wrapRemote: losing('after', ...lost) });
    const id = await h.decide(100);
    await h.runUntilRest();
    const rollback = await h.rollBack(300, id);
    await h.write(killSwitch(true));
    await h.runUntilRest();
    expect([h.record(id).state, h.record(rollback).state]).toEqual(['rolled_back', 'confirmed']);
    expect(h.record(rollback).receipt?.status).toBe('rolled_back');
    expect([h.remote.flags.size, h.remote.written.length]).toEqual([0, 2]);
    expect(h.spine.state.experiments.get('checkout')).toMatchObject({ status: 'stopped', decision: null });
  });
});
