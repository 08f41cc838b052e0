import { describe, expect, it } from 'vitest';
import { appError, ok } from '../../engine/core/index.ts';
import { committedSpend } from '../../engine/store/journal/index.ts';
import { type Fault, scripted } from '../../tests/fakes/meta/index.ts';
import { CARA, testId } from '../../tests/support/spine-events.ts';
import { type HarnessOptions, syncHarness } from '../../tests/support/sync-harness.ts';

const NONE: Fault = { kind: 'none' };
/** Requests before the first write: account and list for `before`, account and two dry runs, then the campaign's turn. */
const BEFORE_FIRST_WRITE = 5;
const atFirstWrite = (...faults: readonly Fault[]) =>
  scripted([...Array.from({ length: BEFORE_FIRST_WRITE }, () => NONE), ...faults]);

async function published(options: HarnessOptions = {}) {
  const h = await syncHarness(options);
  const id = await h.approve(100);
  await h.runUntilRest();
  return { h, id, record: h.record(id) };
}

describe('people', () => {
  const failing: HarnessOptions = {
    faults: atFirstWrite({ kind: 'none' }, { kind: 'none' }, { kind: 'throttle', code: 17, minutes: 1 }),
  };

  const deadLetter = async (after: 'nothing' | 'a campaign') => {
    let broken = true;
    const h = await syncHarness({
      ...failing,
      wrapPlatform: (platform) => ({
        ...platform,
        perform: (payload, actionId, step, made) =>
          broken && step === (after === 'nothing' ? 'campaign' : 'adset')
            ? Promise.resolve({
                kind: 'rejected',
                error: appError('PLATFORM_REJECTED', { platform: 'Meta', reason: 'test', code: 100 }),
              })
            : platform.perform(payload, actionId, step, made),
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    return {
      h,
      id,
      mend: () => {
        broken = false;
      },
    };
  };

  it('[OB19] retries a dead letter from where it was', async () => {
    const { h, id, mend } = await deadLetter('a campaign');
    expect(h.record(id).state).toBe('dead_letter');
    mend();
    expect(await h.outbox.retry(id, CARA)).toEqual(ok(undefined));
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
    expect(h.fake.store.all.filter((o) => o.kind === 'campaign')).toHaveLength(1);
  });

  it('[OB19] discards, with a reason, what had no effect, and nothing else', async () => {
    const none = await deadLetter('nothing');
    const empty = await none.h.outbox.discard(none.id, { reason: ' ', actor: CARA });
    expect(empty.ok ? 'ok' : empty.error.code).toBe('REASON_REQUIRED');
    expect(await none.h.outbox.discard(none.id, { reason: 'no longer wanted', actor: CARA })).toEqual(ok(undefined));
    expect(none.h.record(none.id)).toMatchObject({ state: 'discarded', failure: { code: 'DISCARDED' } });
    const some = await deadLetter('a campaign');
    const refused = await some.h.outbox.discard(some.id, { reason: 'no longer wanted', actor: CARA });
    expect(refused.ok ? 'ok' : refused.error.code).toBe('HAS_EFFECT');
  });

  it('[OB2] refuses to retry or discard what is confirmed, or not there', async () => {
    const { h, id } = await published();
    const head = h.spine.head.seq;
    const retried = await h.outbox.retry(id, CARA);
    expect(retried.ok ? 'ok' : retried.error.code).toBe('ACTION_STATE');
    const discarded = await h.outbox.discard(id, { reason: 'test', actor: CARA });
    expect(discarded.ok ? 'ok' : discarded.error.code).toBe('ACTION_STATE');
    const missing = await h.outbox.retry(testId(99_999), CARA);
    expect(missing.ok ? 'ok' : missing.error.code).toBe('NOT_FOUND');
    expect(h.spine.head.seq).toBe(head);
  });

  it('[OB20] rolls back youngest first, and the publication is rolled back', async () => {
    const { h, id } = await published();
    const rollback = await h.rollBack(200, id);
    await h.runUntilRest();
    expect(h.record(rollback)).toMatchObject({ state: 'confirmed', receipt: { status: 'rolled_back' } });
    expect(h.record(id).state).toBe('rolled_back');
    const deleted = h.fake.handled.flatMap((r) => (r.deleted === null ? [] : [h.fake.store.get(r.deleted)?.kind]));
    expect(deleted).toEqual(['ad', 'creative', 'adset', 'campaign']);
    expect(h.fake.store.live).toEqual([]);
  });

  it('[OB20] takes what is gone already as done', async () => {
    const { h, id } = await published();
    for (const object of h.fake.store.live) h.fake.store.delete(object.id, h.clock.millis());
    const rollback = await h.rollBack(200, id);
    await h.runUntilRest();
    expect(h.record(rollback).state).toBe('confirmed');
  });

  it('[OB20] rolls a half-made publication back', async () => {
    const { h, id } = await deadLetter('a campaign');
    await h.rollBack(200, id);
    const retried = await h.outbox.retry(id, CARA);
    expect(retried.ok ? 'ok' : retried.error.code).toBe('ACTION_STATE');
    await h.runUntilRest();
    expect(h.record(id).state).toBe('rolled_back');
    expect(h.fake.store.live).toEqual([]);
  });

  it('[OB20] with no known object waits for a person to remove them, and frees the money only then', async () => {
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        async perform(payload, actionId, step, made) {
          await platform.perform(payload, actionId, step, made);
          await platform.perform(payload, actionId, step, made);
          return { kind: 'unknown', error: appError('OUTCOME_UNKNOWN', { platform: 'Meta' }) };
        },
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'DUPLICATE_OBJECTS' } });
    const rollback = await h.rollBack(200, id);
    expect(h.record(rollback).action.payload).toMatchObject({ objects: [] });
    await h.runUntilRest();
    expect(h.record(rollback)).toMatchObject({ state: 'dead_letter', failure: { code: 'READ_BACK_DIFFERS' } });
    expect(h.record(id).state).toBe('dead_letter');
    expect(committedSpend(h.spine.state, 'USD').minor).toBeGreaterThan(0);
    for (const object of h.fake.store.live) h.fake.store.delete(object.id, h.clock.millis());
    expect(await h.outbox.retry(rollback, CARA)).toEqual(ok(undefined));
    await h.runUntilRest();
    expect(h.record(rollback)).toMatchObject({ state: 'confirmed', receipt: { status: 'rolled_back' } });
    expect(h.record(id).state).toBe('rolled_back');
    expect(committedSpend(h.spine.state, 'USD').minor).toBe(0);
  });
});
