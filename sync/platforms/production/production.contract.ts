import { beforeEach, describe, expect, it } from 'vitest';
import type { ExperimentDecide, Proposal } from '../../../engine/contract/index.ts';
import { instantOf, type Uuid } from '../../../engine/core/index.ts';
import { ANA, decide, killArm, testId } from '../../../tests/support/spine-events.ts';
import type { RemoteStore } from '../../postgres/types.ts';
import { ACTION, carryOut, OTHER, platformContract } from '../platform.contract.ts';
import { NOW, type Opened, opened } from './opened.contract.ts';

const FLAG = { payload: decide(), other: decide('checkout-again', 'checkout') };
const GERMANS = { targeting: { country: { $in: ['DE'] } }, holdout: 'quarter', otherwise: { steps: 5 } };
const ARMS = { payload: killArm(), other: killArm('meta-students', 'b') };

/** The production database as a platform, and what it refuses by itself whoever writes to it. */
export function productionContract(name: string, store: () => RemoteStore): void {
  platformContract(`${name}, flags`, () => opened(store(), FLAG));
  platformContract(`${name}, arms`, () => opened(store(), ARMS));

  describe(`decisions in ${name}`, () => {
    let under: Opened;
    const payload = decide();
    const write = async (actionId: Uuid, of: ExperimentDecide = payload): Promise<string> => {
      const { store: held, workspaceId } = under;
      const written = await held.writeDecision({ workspaceId, actionId, payload: of, at: NOW, rehearsal: false });
      return written.ok ? 'ok' : written.error.code;
    };
    const flag = async (key = 'checkout') => {
      const held = await under.store.flag(under.workspaceId, key);
      if (!held.ok) throw new Error(held.error.message);
      return held.value;
    };

    beforeEach(async () => {
      under = await opened(store(), FLAG);
    });

    it('[EX27] gives everybody the value, once, however often it is sent', async () => {
      await under.ready(ACTION, payload);
      expect([await write(ACTION), await write(ACTION)]).toEqual(['ok', 'ok']);
      expect(await flag()).toEqual({ actionId: ACTION, value: { steps: 3 }, audience: null });
      const held = await under.store.decision(under.workspaceId, ACTION);
      expect(held.ok && held.value).toMatchObject({
        experimentKey: 'checkout',
        variation: 'treatment',
        takenBackBy: null,
      });
    });

    it.each([[true], [null], ['blue'], [[1, 2]], [0]])('[EX27] keeps the value %j as it is', async (value) => {
      const of = { ...payload, value };
      await under.ready(ACTION, of);
      expect(await write(ACTION, of)).toBe('ok');
      expect(await flag()).toEqual({ actionId: ACTION, value, audience: null });
    });

    it('[EX27] writes nothing that was not queued, nor anything else than was approved', async () => {
      expect(await write(ACTION)).toBe('REMOTE_REFUSED');
      await under.ready(ACTION, payload);
      expect(await write(ACTION, { ...payload, value: { steps: 1 } })).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...payload, flag: 'another' })).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...payload, variation: 'control' })).toBe('REMOTE_REFUSED');
      expect(await flag()).toBeNull();
    });

    it('[EX117] keeps whom it is for, and no other audience than was approved', async () => {
      const of = { ...payload, audience: GERMANS };
      await under.ready(ACTION, of);
      expect(await write(ACTION, payload)).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...of, audience: { ...GERMANS, holdout: null } })).toBe('REMOTE_REFUSED');
      expect(await flag()).toBeNull();
      expect(await write(ACTION, of)).toBe('ok');
      expect(await flag()).toEqual({ actionId: ACTION, value: { steps: 3 }, audience: GERMANS });
      const held = await under.store.decision(under.workspaceId, ACTION);
      expect(held.ok && held.value).toMatchObject({ audience: GERMANS });
    });

    it('[EX117] is confirmed only with its audience, and a rollback brings back the one before', async () => {
      const of = { ...payload, audience: GERMANS };
      await under.ready(ACTION, of);
      await carryOut(under.platform, of, ACTION);
      const statusOf = async (as: ExperimentDecide) => {
        const read = await under.platform.readBack(as, ACTION, {});
        return read.ok ? read.value.objects[0]?.status : read.error.code;
      };
      expect([await statusOf(of), await statusOf(payload)]).toEqual(['DECIDED', 'OTHER']);

      const other = { ...decide('checkout-again', 'checkout'), audience: null };
      expect(await under.queue(OTHER, other, (its) => ({ ...its, before: { flagAction: ACTION } }))).toBe('ok');
      await carryOut(under.platform, other, OTHER);
      expect((await flag())?.audience).toBeNull();
      const back = under.rollback(OTHER, {});
      await under.ready(testId(83), back);
      expect((await under.platform.perform(back, testId(83), 'flag', {})).kind).toBe('done');
      expect(await flag()).toEqual({ actionId: ACTION, value: { steps: 3 }, audience: GERMANS });
    });

    it('[EX24] [EX27] refuses four eyes that are two, a changed payload, and what has expired', async () => {
      expect(await under.queue(ACTION, payload, undefined, ANA)).toBe('REMOTE_REFUSED');
      const past = instantOf(Date.parse('2020-01-01T00:00:00.000Z'));
      expect(await under.queue(testId(91), payload, (of) => ({ ...of, expiresAt: past }))).toBe('REMOTE_REFUSED');
      expect(await write(ACTION)).toBe('REMOTE_REFUSED');
      expect(await flag()).toBeNull();
    });

    it('[EX27] decides an experiment once', async () => {
      await under.ready(ACTION, payload);
      await under.ready(OTHER, payload);
      expect(await write(ACTION)).toBe('ok');
      expect(await write(OTHER)).toBe('REMOTE_REFUSED');
      expect((await flag())?.actionId).toBe(ACTION);
    });

    it('[EX25] overwrites no decision that the plan did not know', async () => {
      const other = decide('checkout-again', 'checkout');
      await under.ready(ACTION, payload);
      await under.ready(OTHER, other);
      expect([await write(ACTION), await write(OTHER, other)]).toEqual(['ok', 'REMOTE_REFUSED']);
      expect((await flag())?.actionId).toBe(ACTION);
    });

    it('[EX28] sets the flag back to the decision before, the last one first', async () => {
      await under.ready(ACTION, payload);
      const other = decide('checkout-again', 'checkout');
      const after = (of: Proposal): Proposal => ({ ...of, before: { flagAction: ACTION } });
      expect(await under.queue(OTHER, other, after)).toBe('ok');
      await carryOut(under.platform, payload, ACTION);
      await carryOut(under.platform, other, OTHER);
      expect((await flag())?.actionId).toBe(OTHER);
      const early = under.rollback(ACTION, {});
      await under.ready(testId(81), early);
      expect((await under.platform.perform(early, testId(81), 'flag', {})).kind).toBe('rejected');
      const last = under.rollback(OTHER, {});
      await under.ready(testId(82), last);
      expect((await under.platform.perform(last, testId(82), 'flag', {})).kind).toBe('done');
      expect((await flag())?.actionId).toBe(ACTION);
    });
  });
}
