import { beforeEach, describe, expect, it } from 'vitest';
import type { BanditDecide, Proposal } from '../../../engine/contract/index.ts';
import { instantOf, type Uuid } from '../../../engine/core/index.ts';
import { ANA, killArm, promoteArm, testId } from '../../../tests/support/spine-events.ts';
import type { RemoteStore } from '../../postgres/types.ts';
import { ACTION, carryOut, OTHER } from '../platform.contract.ts';
import { NOW, type Opened, opened } from './opened.contract.ts';

const CELL = 'meta-students';

/** What the production database does with decisions over arms, whoever writes to it. */
export function armsContract(name: string, store: () => RemoteStore): void {
  describe(`decisions over arms in ${name}`, () => {
    let under: Opened;
    const kill = killArm();
    const promote = promoteArm(CELL, 'a', ['a', 'b']);
    const write = async (actionId: Uuid, payload: BanditDecide = kill): Promise<string> => {
      const { store: held, workspaceId } = under;
      const written = await held.writeDecision({ workspaceId, actionId, payload, at: NOW, rehearsal: false });
      return written.ok ? 'ok' : written.error.code;
    };
    const arms = async () => {
      const held = await under.store.arms(under.workspaceId, CELL);
      if (!held.ok) throw new Error(held.error.message);
      const of = ({ arm, state, share }: (typeof held.value.arms)[number]) => `${arm} ${state} ${share}`;
      return { by: held.value.actionId, arms: held.value.arms.map(of) };
    };
    const planned = (after: Uuid | null) => (of: Proposal) => ({ ...of, before: { armsAction: after } });
    const KILLED = ['a active 0.5', 'b active 0.5', 'c killed 0'];
    const PROMOTED = ['a promoted 1', 'b killed 0', 'c killed 0'];

    beforeEach(async () => {
      under = await opened(store(), { payload: kill, other: promote });
    });

    it('[BA91] shares the traffic as it was approved, once, however often it is sent', async () => {
      await under.ready(ACTION, kill);
      expect([await write(ACTION), await write(ACTION)]).toEqual(['ok', 'ok']);
      expect(await arms()).toEqual({ by: ACTION, arms: KILLED });
      const held = await under.store.decision(under.workspaceId, ACTION);
      expect(held.ok && held.value).toMatchObject({ cell: CELL, arm: 'c', outcome: 'kill', takenBackBy: null });
    });

    it('[BA91] writes nothing that was not queued, nor anything else than was approved', async () => {
      expect(await write(ACTION)).toBe('REMOTE_REFUSED');
      await under.ready(ACTION, kill);
      expect(await write(ACTION, { ...kill, arm: 'b' })).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...kill, outcome: 'promote' })).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...kill, cell: 'another' })).toBe('REMOTE_REFUSED');
      const shares = kill.shares.map((each) => (each.arm === 'a' ? { ...each, share: 0.4 } : each));
      expect(await write(ACTION, { ...kill, shares })).toBe('REMOTE_REFUSED');
      expect(await arms()).toEqual({ by: null, arms: [] });
    });

    it('[BA89] [BA91] refuses four eyes that are two, and what has expired', async () => {
      expect(await under.queue(ACTION, kill, undefined, ANA)).toBe('REMOTE_REFUSED');
      const past = instantOf(Date.parse('2020-01-01T00:00:00.000Z'));
      expect(await under.queue(testId(91), kill, (of) => ({ ...of, expiresAt: past }))).toBe('REMOTE_REFUSED');
      expect(await write(ACTION)).toBe('REMOTE_REFUSED');
    });

    it('[BA89] overwrites no decision that the plan did not know, and decides an arm once', async () => {
      await under.ready(ACTION, kill);
      await under.ready(OTHER, promote);
      expect(await under.queue(testId(93), kill, planned(ACTION))).toBe('ok');
      expect([await write(ACTION), await write(OTHER, promote)]).toEqual(['ok', 'REMOTE_REFUSED']);
      expect(await write(testId(93))).toBe('REMOTE_REFUSED');
      expect(await arms()).toEqual({ by: ACTION, arms: KILLED });
    });

    it('[BA85] [BA92] a promotion follows a kill and ends the others; both are taken back, the last one first', async () => {
      await under.ready(ACTION, kill);
      expect(await under.queue(OTHER, promote, planned(ACTION))).toBe('ok');
      await carryOut(under.platform, kill, ACTION);
      await carryOut(under.platform, promote, OTHER);
      expect(await arms()).toEqual({ by: OTHER, arms: PROMOTED });
      const undo = async (of: Uuid, by: Uuid) => {
        const payload = under.rollback(of, {});
        await under.ready(by, payload);
        return (await under.platform.perform(payload, by, 'arms', {})).kind;
      };
      expect(await undo(ACTION, testId(81))).toBe('rejected');
      expect(await arms()).toEqual({ by: OTHER, arms: PROMOTED });
      expect(await undo(OTHER, testId(82))).toBe('done');
      expect(await arms()).toEqual({ by: ACTION, arms: KILLED });
      expect(await undo(ACTION, testId(83))).toBe('done');
      expect(await arms()).toEqual({ by: null, arms: [] });
      expect(await under.queue(testId(95), promoteArm(), planned(null))).toBe('ok');
      expect(await write(testId(95), promoteArm())).toBe('ok');
      expect((await arms()).arms).toEqual(PROMOTED);
    });
  });
}
