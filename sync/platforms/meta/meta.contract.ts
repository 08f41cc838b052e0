import { beforeEach, describe, expect, it } from 'vitest';
import { money } from '../../../engine/core/index.ts';
import { publish, rollbackAction, testId } from '../../../tests/support/spine-events.ts';
import type { Made, Platform } from '../contract.ts';
import { ACTION, carryOut, OTHER } from '../platform.contract.ts';
import { rollbackStep } from '../rollback.ts';

export interface AdPlatformUnderTest {
  readonly platform: Platform;
  /** Live objects the platform holds, by id. */
  live(): readonly { readonly id: string; readonly name: string; readonly status: string }[];
  /** The token is refused from now on. */
  expireToken(): void;
}

/** Takes back the objects of a publication, youngest first. */
export function rollbackOfMade(ofActionId: typeof ACTION, made: Made) {
  const objects = (['ad', 'creative', 'adset', 'campaign'] as const).flatMap((kind) => {
    const platformId = made[kind];
    return platformId === undefined ? [] : [{ kind, platformId }];
  });
  const base = rollbackAction(80, ofActionId).payload;
  if (base.kind !== 'creative.rollback') throw new Error('not a rollback');
  return { ...base, objects };
}

/** What a platform that spends must honour beyond platform.contract.ts. */
export function adPlatformContract(name: string, open: () => Promise<AdPlatformUnderTest>): void {
  describe(`ad platform: ${name}`, () => {
    let under: AdPlatformUnderTest;
    let platform: Platform;
    const payload = publish(5_000);
    const first = 'campaign';

    beforeEach(async () => {
      under = await open();
      platform = under.platform;
    });

    it('[OB7] [OB13] makes each object once, paused, with the action id in its name, and finds it by it', async () => {
      const made = await carryOut(platform, payload, ACTION);
      await carryOut(platform, payload, OTHER);
      for (const step of platform.steps(payload)) {
        expect(await platform.findByAction(payload, ACTION, step)).toEqual({ ok: true, value: [made[step]] });
        const object = under.live().find((o) => o.id === made[step]);
        expect(object?.name).toContain(ACTION);
      }
      expect(under.live().filter((o) => o.name.includes(ACTION) && o.status === 'PAUSED')).toHaveLength(3);
    });

    it('[OB17] reads back the budget and every object', async () => {
      const made = await carryOut(platform, payload, ACTION);
      const read = await platform.readBack(payload, ACTION, made);
      if (!read.ok) throw new Error(read.error.message);
      expect(read.value.dailyBudgetMinor).toBe(5_000);
      expect(read.value.objects.map((o) => o.platformId)).toEqual(platform.steps(payload).map((s) => made[s]));
    });

    it('[OB14] says so when the token is refused', async () => {
      under.expireToken();
      const outcome = await platform.perform(payload, ACTION, first, {});
      expect(outcome).toMatchObject({ kind: 'rejected', error: { code: 'PLATFORM_AUTH' } });
      const found = await platform.findByAction(payload, ACTION, first);
      expect(found).toMatchObject({ ok: false, error: { code: 'PLATFORM_AUTH' } });
    });

    it('[OB14] rejects a budget in a currency that is not the account’s', async () => {
      const foreign = { ...payload, dailyBudget: money(5_000, 'EUR') };
      const checked = await platform.validate(foreign, ACTION, first, {});
      expect(checked).toMatchObject({ ok: false, error: { kind: 'rejected', error: { code: 'PLATFORM_REJECTED' } } });
    });

    it('[OB20] deletes youngest first, and shows each object as gone', async () => {
      const rollback = rollbackOfMade(ACTION, await carryOut(platform, payload, ACTION));
      expect(platform.steps(rollback)).toEqual(rollback.objects.map(rollbackStep));
      for (const step of platform.steps(rollback)) await platform.perform(rollback, testId(80), step, {});
      const read = await platform.readBack(rollback, testId(80), {});
      expect(read.ok && read.value.objects.every((o) => o.status === 'DELETED')).toBe(true);
    });

    it('[OB20] names what is left of a publication that the rollback does not list', async () => {
      const made = await carryOut(platform, payload, ACTION);
      const read = await platform.readBack({ ...rollbackOfMade(ACTION, made), objects: [] }, testId(80), {});
      const left = read.ok ? read.value.objects.filter((o) => o.status !== 'DELETED').map((o) => o.platformId) : [];
      expect(new Set(left)).toEqual(new Set(Object.values(made)));
    });
  });
}
