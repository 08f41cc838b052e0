import { beforeEach, describe, expect, it } from 'vitest';
import type { CreativePublish } from '../../engine/contract/index.ts';
import { money } from '../../engine/core/index.ts';
import { publish, rollbackAction, testId } from '../../tests/support/spine-events.ts';
import type { Made, Platform } from './contract.ts';
import { rollbackStep } from './rollback.ts';

export interface PlatformUnderTest {
  readonly platform: Platform;
  /** Live objects the platform holds, by id. */
  live(): readonly { readonly id: string; readonly name: string; readonly status: string }[];
  /** The next request is lost, before or after its effect. */
  lose(when: 'before' | 'after'): void;
  /** The token is refused from now on. */
  expireToken(): void;
}

const ACTION = testId(77);
const OTHER = testId(78);

/** What each ad platform must honour (sync/platforms/contract.ts). */
export function platformContract(name: string, open: () => Promise<PlatformUnderTest>): void {
  describe(`platform: ${name}`, () => {
    let under: PlatformUnderTest;
    let platform: Platform;
    const payload: CreativePublish = publish(5_000);

    beforeEach(async () => {
      under = await open();
      platform = under.platform;
    });

    const publishAll = async (actionId = ACTION): Promise<Made> => {
      const made: Record<string, string> = {};
      for (const step of platform.steps(payload)) {
        expect(await platform.validate(payload, actionId, step, made)).toEqual({ ok: true, value: undefined });
        const outcome = await platform.perform(payload, actionId, step, made);
        if (outcome.kind !== 'done') throw new Error(`${step}: ${outcome.error.message}`);
        made[step] = outcome.platformId;
      }
      return made;
    };

    it('needs only steps that come before', () => {
      const seen = new Set<string>();
      for (const step of platform.steps(payload)) {
        for (const needed of platform.needs(payload, step)) expect(seen.has(needed)).toBe(true);
        seen.add(step);
      }
    });

    it('plans exactly the requests it will make, without a network', () => {
      const plan = platform.plan(payload, ACTION);
      expect(plan.passed).toBe(true);
      expect(plan.requests.map((r) => r.step)).toEqual(platform.steps(payload));
      for (const request of plan.requests) expect(JSON.stringify(request.body)).toContain(ACTION);
      expect(under.live()).toEqual([]);
    });

    it('[OB12] makes nothing in a dry run', async () => {
      const [first = ''] = platform.steps(payload);
      expect((await platform.validate(payload, ACTION, first, {})).ok).toBe(true);
      expect(under.live()).toEqual([]);
    });

    it('[OB7] [OB13] makes each object once, paused, with the action id in its name, and finds it by it', async () => {
      const made = await publishAll();
      await publishAll(OTHER);
      for (const step of platform.steps(payload)) {
        expect(await platform.findByAction(payload, ACTION, step)).toEqual({ ok: true, value: [made[step]] });
        const object = under.live().find((o) => o.id === made[step]);
        expect(object?.name).toContain(ACTION);
      }
      expect(under.live().filter((o) => o.name.includes(ACTION) && o.status === 'PAUSED')).toHaveLength(3);
    });

    it('[OB17] reads back the budget and every object', async () => {
      const made = await publishAll();
      const read = await platform.readBack(payload, ACTION, made);
      if (!read.ok) throw new Error(read.error.message);
      expect(read.value.dailyBudgetMinor).toBe(5_000);
      expect(read.value.objects.map((o) => o.platformId)).toEqual(platform.steps(payload).map((s) => made[s]));
      expect(read.value.evidence).toContain(ACTION);
    });

    it.each(['before', 'after'] as const)('[OB5] says unknown when a write is lost %s its effect', async (when) => {
      const [first = ''] = platform.steps(payload);
      under.lose(when);
      expect((await platform.perform(payload, ACTION, first, {})).kind).toBe('unknown');
      const found = await platform.findByAction(payload, ACTION, first);
      expect(found.ok && found.value.length).toBe(when === 'after' ? 1 : 0);
    });

    it('[OB14] says so when the token is refused', async () => {
      const [first = ''] = platform.steps(payload);
      under.expireToken();
      const outcome = await platform.perform(payload, ACTION, first, {});
      expect(outcome).toMatchObject({ kind: 'rejected', error: { code: 'PLATFORM_AUTH' } });
      const found = await platform.findByAction(payload, ACTION, first);
      expect(found).toMatchObject({ ok: false, error: { code: 'PLATFORM_AUTH' } });
    });

    it('[OB14] rejects a budget in a currency that is not the account’s', async () => {
      const foreign = { ...payload, dailyBudget: money(5_000, 'EUR') };
      const [first = ''] = platform.steps(foreign);
      const checked = await platform.validate(foreign, ACTION, first, {});
      expect(checked).toMatchObject({ ok: false, error: { kind: 'rejected', error: { code: 'PLATFORM_REJECTED' } } });
    });

    it('[OB11] sees a publication of the same name', async () => {
      const before = await platform.readBefore(payload);
      await publishAll(OTHER);
      const after = await platform.readBefore(payload);
      expect(before).not.toEqual(after);
    });

    it('[OB20] takes back what it made, youngest first, and again without harm', async () => {
      const made = await publishAll();
      const objects = (['ad', 'creative', 'adset', 'campaign'] as const).flatMap((kind) => {
        const platformId = made[kind];
        return platformId === undefined ? [] : [{ kind, platformId }];
      });
      const base = rollbackAction(80, ACTION).payload;
      if (base.kind !== 'creative.rollback') throw new Error('not a rollback');
      const rollback = { ...base, objects };
      expect(platform.steps(rollback)).toEqual(objects.map(rollbackStep));
      for (let time = 0; time < 2; time++) {
        for (const step of platform.steps(rollback)) {
          expect((await platform.validate(rollback, testId(80), step, {})).ok).toBe(true);
          expect((await platform.perform(rollback, testId(80), step, {})).kind).toBe('done');
          expect(await platform.findByAction(rollback, testId(80), step)).toEqual({ ok: true, value: [] });
        }
      }
      expect(under.live()).toEqual([]);
      const read = await platform.readBack(rollback, testId(80), {});
      expect(read.ok && read.value.objects.every((o) => o.status === 'DELETED')).toBe(true);
    });

    it('[OB20] names what is left of a publication that the rollback does not list', async () => {
      const made = await publishAll();
      const base = rollbackAction(80, ACTION).payload;
      if (base.kind !== 'creative.rollback') throw new Error('not a rollback');
      const read = await platform.readBack({ ...base, objects: [] }, testId(80), {});
      const left = read.ok ? read.value.objects.filter((o) => o.status !== 'DELETED').map((o) => o.platformId) : [];
      expect(new Set(left)).toEqual(new Set(Object.values(made)));
    });
  });
}
