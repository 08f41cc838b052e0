import { beforeEach, describe, expect, it } from 'vitest';
import type { ProposedPayload, RollbackPayload } from '../../engine/contract/index.ts';
import type { Uuid } from '../../engine/core/index.ts';
import { testId } from '../../tests/support/spine-events.ts';
import type { Made, Platform } from './contract.ts';

export interface PlatformUnderTest {
  readonly platform: Platform;
  /** Two things to do, of which the second changes what the first was planned from. */
  readonly payload: ProposedPayload;
  readonly other: ProposedPayload;
  /** Puts an action where the platform wants it before it is carried out. */
  ready(actionId: Uuid, payload: ProposedPayload | RollbackPayload): Promise<void>;
  /** Takes back what was made. */
  rollback(ofActionId: Uuid, made: Made): RollbackPayload;
  /** What the platform holds of actions now; each text names its action. */
  effects(): Promise<readonly string[]>;
  /** The next write is lost, before or after its effect. */
  lose(when: 'before' | 'after'): void;
}

export const ACTION = testId(77);
export const OTHER = testId(78);
const ROLLBACK = testId(80);

/** Carries out every step of what was proposed. @throws Error when one fails. */
export async function carryOut(platform: Platform, payload: ProposedPayload, actionId: Uuid): Promise<Made> {
  const made: Record<string, string> = {};
  for (const step of platform.steps(payload)) {
    expect(await platform.validate(payload, actionId, step, made)).toEqual({ ok: true, value: undefined });
    const outcome = await platform.perform(payload, actionId, step, made);
    if (outcome.kind !== 'done') throw new Error(`${step}: ${outcome.error.message}`);
    made[step] = outcome.platformId;
  }
  return made;
}

/** What each platform must honour (sync/platforms/contract.ts). */
export function platformContract(name: string, open: () => Promise<PlatformUnderTest>): void {
  describe(`platform: ${name}`, () => {
    let under: PlatformUnderTest;
    let platform: Platform;
    let payload: ProposedPayload;
    const first = (): string => platform.steps(payload)[0] ?? '';

    beforeEach(async () => {
      under = await open();
      ({ platform, payload } = under);
      await under.ready(ACTION, payload);
      await under.ready(OTHER, under.other);
    });

    it('needs only steps that come before', () => {
      const seen = new Set<string>();
      for (const step of platform.steps(payload)) {
        for (const needed of platform.needs(payload, step)) expect(seen.has(needed)).toBe(true);
        seen.add(step);
      }
    });

    it('plans exactly the requests it will make, without a network', async () => {
      const plan = platform.plan(payload, ACTION);
      expect(plan.passed).toBe(true);
      expect(plan.requests.map((r) => r.step)).toEqual(platform.steps(payload));
      for (const request of plan.requests) expect(JSON.stringify(request.body)).toContain(ACTION);
      expect(await under.effects()).toEqual([]);
    });

    it('[OB12] [EX27] makes nothing in a dry run', async () => {
      expect((await platform.validate(payload, ACTION, first(), {})).ok).toBe(true);
      expect(await under.effects()).toEqual([]);
    });

    it('[OB7] [EX27] finds what it made by the action, and nothing of an action that was not carried out', async () => {
      const made = await carryOut(platform, payload, ACTION);
      for (const step of platform.steps(payload)) {
        expect(await platform.findByAction(payload, ACTION, step)).toEqual({ ok: true, value: [made[step]] });
        expect(await platform.findByAction(under.other, OTHER, step)).toEqual({ ok: true, value: [] });
      }
      const effects = await under.effects();
      expect(effects.length).toBeGreaterThan(0);
      for (const effect of effects) expect(effect).toContain(ACTION);
    });

    it('[OB17] [EX27] reads back what it made', async () => {
      const made = await carryOut(platform, payload, ACTION);
      const read = await platform.readBack(payload, ACTION, made);
      if (!read.ok) throw new Error(read.error.message);
      const ids = read.value.objects.map((o) => o.platformId);
      for (const id of Object.values(made)) expect(ids).toContain(id);
      expect(read.value.evidence).toContain(ACTION);
    });

    it.each(['before', 'after'] as const)('[OB5] says unknown when a write is lost %s its effect', async (when) => {
      under.lose(when);
      expect((await platform.perform(payload, ACTION, first(), {})).kind).toBe('unknown');
      const found = await platform.findByAction(payload, ACTION, first());
      expect(found.ok && found.value.length).toBe(when === 'after' ? 1 : 0);
    });

    it('[OB11] [EX27] sees that what the plan was made from has changed', async () => {
      const before = await platform.readBefore(payload);
      expect(await platform.readBefore(payload)).toEqual(before);
      await carryOut(platform, under.other, OTHER);
      expect(await platform.readBefore(payload)).not.toEqual(before);
    });

    it('[OB20] [EX28] takes back what it made, and again without harm', async () => {
      const before = await platform.readBefore(payload);
      const made = await carryOut(platform, payload, ACTION);
      const rollback = under.rollback(ACTION, made);
      await under.ready(ROLLBACK, rollback);
      for (let time = 0; time < 2; time++) {
        for (const step of platform.steps(rollback)) {
          expect((await platform.validate(rollback, ROLLBACK, step, {})).ok).toBe(true);
          expect((await platform.perform(rollback, ROLLBACK, step, {})).kind).toBe('done');
          expect(await platform.findByAction(rollback, ROLLBACK, step)).toEqual({ ok: true, value: [] });
        }
      }
      expect(await under.effects()).toEqual([]);
      expect(await platform.readBefore(payload)).toEqual(before);
    });

    it('throws for an action of another platform: that is a bug', async () => {
      const strange = { ...payload, platform: 'elsewhere' };
      expect(() => Reflect.apply(platform.steps, platform, [strange])).toThrow('is not an action of');
    });
  });
}
