import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ActionPayload,
  type ExperimentDecide,
  isRollback,
  type Proposal,
} from '../../../engine/contract/index.ts';
import { appError, err, instantOf, isUuid, type Uuid } from '../../../engine/core/index.ts';
import { commit, testSpine } from '../../../tests/support/spine.ts';
import {
  ANA,
  approval,
  BEN,
  decide,
  decisionRollback,
  opening,
  proposal,
  publishAction,
  testId,
} from '../../../tests/support/spine-events.ts';
import type { RemoteStore } from '../../postgres/types.ts';
import { ACTION, carryOut, OTHER, type PlatformUnderTest, platformContract } from '../platform.contract.ts';
import { createProduction } from './production.ts';

const FUTURE = instantOf(Date.parse('2099-01-01T00:00:00.000Z'));
const NOW = instantOf(Date.parse('2026-11-02T12:00:00.000Z'));

interface Opened extends PlatformUnderTest {
  readonly store: RemoteStore;
  readonly workspaceId: Uuid;
  /** Queues a decision by these approvers; resolves to the code of the refusal, or `ok`. */
  queue(
    actionId: Uuid,
    payload: ExperimentDecide,
    change?: (of: Proposal) => Proposal,
    approver?: Uuid,
  ): Promise<string>;
}

/** One workspace of a store, with its members, ready for decisions. */
async function opened(inner: RemoteStore): Promise<Opened> {
  const workspaceId = randomUUID();
  if (!isUuid(workspaceId)) throw new Error('not a UUID');
  const spine = await testSpine();
  await commit(spine, opening());
  const pushed = await inner.pushAudit(workspaceId, spine.entries(), []);
  if (!pushed.ok) throw new Error(pushed.error.message);
  let lost: 'before' | 'after' | null = null;
  const store: RemoteStore = {
    ...inner,
    async writeDecision(input) {
      const when = input.rehearsal ? null : lost;
      if (when !== null) lost = null;
      const gone = err(appError('REMOTE_UNREACHABLE', { reason: 'the answer is lost' }));
      if (when === 'before') return gone;
      const written = await inner.writeDecision(input);
      return when === 'after' ? gone : written;
    },
  };
  const platform = createProduction({ store, workspaceId, now: () => NOW });
  const claim = async (action: Parameters<RemoteStore['claim']>[0]['action'], of: Proposal | null, approver = BEN) => {
    const given = of === null ? [] : [approval(numberOf(action.id) + 200, of, approver)];
    const record =
      of === null
        ? null
        : {
            proposal: of,
            state: 'approved' as const,
            signature: 'QUJD',
            approvals: given,
            decision: null,
            actionId: null,
          };
    const claimed = await inner.claim({
      workspaceId,
      action: of === null ? action : { ...action, approvalIds: given.map(({ id }) => id) },
      proposal: record,
    });
    return claimed.ok ? 'ok' : claimed.error.code;
  };
  const queue: Opened['queue'] = (actionId, payload, change = (of) => of, approver = BEN) => {
    const of = change(proposal(numberOf(actionId) + 100, { payload, expiresAt: FUTURE, actionN: numberOf(actionId) }));
    return claim(publishAction(numberOf(actionId), of, []), of, approver);
  };
  return {
    ...{ platform, store, workspaceId, queue },
    payload: decide(),
    other: decide('checkout-again', 'checkout'),
    async ready(actionId: Uuid, payload: ActionPayload) {
      if (payload.kind === 'experiment.decide') expect(await queue(actionId, payload)).toBe('ok');
      if (payload.kind === 'experiment.rollback')
        expect(await claim({ ...decisionRollback(1, payload.ofActionId), id: actionId, payload }, null)).toBe('ok');
    },
    rollback(ofActionId) {
      const { payload } = decisionRollback(1, ofActionId);
      if (!isRollback(payload)) throw new Error('not a rollback');
      return payload;
    },
    async effects() {
      const flag = await inner.flag(workspaceId, 'checkout');
      if (!flag.ok) throw new Error(flag.error.message);
      return flag.value === null ? [] : [`checkout ${flag.value.actionId ?? 'by nobody'}`];
    },
    lose(when) {
      lost = when;
    },
  };
}

/** The number of a test id. */
const numberOf = (id: Uuid): number => Number.parseInt(id.slice(-12), 16);

/** The production database as a platform, and what it refuses by itself whoever writes to it. */
export function productionContract(name: string, store: () => RemoteStore): void {
  platformContract(name, () => opened(store()));

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
      under = await opened(store());
    });

    it('[EX27] gives everybody the value, once, however often it is sent', async () => {
      await under.ready(ACTION, payload);
      expect([await write(ACTION), await write(ACTION)]).toEqual(['ok', 'ok']);
      expect(await flag()).toEqual({ actionId: ACTION, value: { steps: 3 } });
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
      expect(await flag()).toEqual({ actionId: ACTION, value });
    });

    it('[EX27] writes nothing that was not queued, nor anything else than was approved', async () => {
      expect(await write(ACTION)).toBe('REMOTE_REFUSED');
      await under.ready(ACTION, payload);
      expect(await write(ACTION, { ...payload, value: { steps: 1 } })).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...payload, flag: 'another' })).toBe('REMOTE_REFUSED');
      expect(await write(ACTION, { ...payload, variation: 'control' })).toBe('REMOTE_REFUSED');
      expect(await flag()).toBeNull();
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
