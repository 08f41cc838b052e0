import { describe, expect, it } from 'vitest';
import { appError, err, money, ok } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/index.ts';
import { type Fault, scripted } from '../../tests/fakes/meta/index.ts';
import { CARA, draft, testId } from '../../tests/support/spine-events.ts';
import { type Harness, type HarnessOptions, syncHarness } from '../../tests/support/sync-harness.ts';

const NONE: Fault = { kind: 'none' };
/** Requests before the first write: account and list for `before`, account and two dry runs, then the campaign's turn. */
const BEFORE_FIRST_WRITE = 5;
const atFirstWrite = (...faults: readonly Fault[]) =>
  scripted([...Array.from({ length: BEFORE_FIRST_WRITE }, () => NONE), ...faults]);

const created = (h: Harness) => h.fake.handled.filter((r) => r.created !== null);
const phases = (record: ActionRecord) => record.steps.map((s) => `${s.step} ${s.phase}`);
const statesOf = (h: Harness) =>
  h.spine.entries().flatMap(({ event }) => (event.type === 'action.state' ? [event.state] : []));

async function published(options: HarnessOptions = {}) {
  const h = await syncHarness(options);
  const id = await h.approve(100);
  await h.runUntilRest();
  return { h, id, record: h.record(id) };
}

const killSwitch = (on: boolean) => [draft({ type: 'kill_switch.set', on, reason: 'test' }, CARA)];

describe('an action that nothing goes wrong with', () => {
  it('[OB4] journals the beginning of each step before its request, and the outcome after it', async () => {
    const order: string[] = [];
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        perform: (payload, actionId, step, made) => {
          order.push(`${step} ${h.record(actionId).steps.at(-1)?.phase}`);
          return platform.perform(payload, actionId, step, made);
        },
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(order).toEqual(['campaign started', 'adset started', 'creative started', 'ad started']);
    expect(phases(h.record(id))).toEqual(['campaign known', 'adset known', 'creative known', 'ad known']);
  });

  it('[OB17] is confirmed with a receipt of what was read back', async () => {
    const { h, id, record } = await published();
    expect(record.state).toBe('confirmed');
    expect(record.receipt).toMatchObject({
      actionId: id,
      status: 'paused_created',
      dailyBudget: money(5_000, 'USD'),
      objects: h.fake.store.live.map(({ kind, id: platformId }) => ({ kind, platformId })),
    });
    expect(statesOf(h)).toEqual(['validating', 'dispatching', 'confirmed']);
  });

  it('[OB13] creates everything that can spend PAUSED', async () => {
    const { h } = await published();
    const statuses = created(h).map((r) => [r.created?.kind, r.params.status]);
    expect(statuses).toEqual([
      ['campaign', 'PAUSED'],
      ['adset', 'PAUSED'],
      ['creative', undefined],
      ['ad', 'PAUSED'],
    ]);
  });

  it('[OB12] asks the platform for a dry run of each step before it', async () => {
    const { h } = await published();
    const posts = h.fake.handled.filter((r) => r.method === 'POST');
    for (const write of created(h)) {
      const dry = posts.findIndex((r) => r.path === write.path && r.created === null);
      expect(dry).toBeGreaterThanOrEqual(0);
      expect(dry).toBeLessThan(posts.indexOf(write));
      expect(posts[dry]?.params.execution_options).toEqual(['validate_only']);
    }
  });

  it('[OB18] is in the remote database: queue, log, receipt and the whole chain', async () => {
    const { h, id, record } = await published();
    expect(h.remote.queue.get(id)?.status).toBe('paused_created');
    expect([...h.remote.log.values()].map((l) => l.status)).toEqual([
      'validating',
      'dispatching',
      'paused_created',
      'confirmed',
    ]);
    expect([...h.remote.receipts.values()]).toEqual([record.receipt]);
    expect(h.remote.audit).toEqual(h.spine.entries());
  });

  it('[OB3] goes in journal order, one pass at a time', async () => {
    const h = await syncHarness();
    const first = await h.approve(100);
    const running = h.outbox.runOnce();
    const second = await h.approve(200);
    const [a, b] = [h.outbox.runOnce(), h.outbox.runOnce()];
    expect(a).toBe(b);
    expect((await running).moved.map((m) => m.actionId)).toEqual([first]);
    expect((await a).moved.map((m) => m.actionId)).toEqual([second]);
    const tags = created(h).map((r) => (String(r.params.name).includes(first) ? first : second));
    expect(tags).toEqual([first, first, first, first, second, second, second, second]);
  });
});

describe('an outcome that is not known', () => {
  const unknowns: readonly (readonly [string, Fault])[] = [
    ['no answer, no effect', { kind: 'drop_before' }],
    ['no answer after the effect', { kind: 'drop_after' }],
    ['an effect after the timeout', { kind: 'late', delayMs: 30_000 }],
    ['a server error before the effect', { kind: 'error_before', form: 'html_502' }],
    ['a server error after the effect', { kind: 'error_after', form: 'json_500' }],
    ['code 1 after the effect', { kind: 'error_after', form: 'code_1' }],
    ['code 2 before the effect', { kind: 'error_before', form: 'code_2' }],
    ['half an answer', { kind: 'truncated' }],
  ];

  it.each(unknowns)('[OB5] %s: read back before anything is sent again', async (_, fault) => {
    const { h, record } = await published({ faults: atFirstWrite(fault) });
    expect(record.state).toBe('confirmed');
    expect(statesOf(h).slice(2, 5)).toEqual(['outcome_unknown', 'reconciling', 'dispatching']);
    expect(h.fake.store.all.filter((o) => o.kind === 'campaign')).toHaveLength(1);
  });

  it('[OB7] adopts the one object it finds', async () => {
    const { record } = await published({ faults: atFirstWrite({ kind: 'drop_after' }) });
    expect(phases(record)[0]).toBe('campaign adopted');
  });

  it('[OB7] freezes when there is more than one, until a person has removed the others', async () => {
    const h = await syncHarness({ faults: atFirstWrite({ kind: 'duplicate' }) });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'DUPLICATE_OBJECTS' } });
    const extra = h.fake.store.live.find((o) => o.kind === 'campaign' && o.id !== h.record(id).steps[0]?.platformId);
    h.fake.store.delete(extra?.id ?? '', h.clock.millis());
    expect(await h.outbox.retry(id, CARA)).toEqual(ok(undefined));
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
  });

  it('[OB6] is what a step is that a crash left begun', async () => {
    const h = await syncHarness();
    const id = await h.approve(100);
    await h.write([
      draft({ type: 'action.state', actionId: id, state: 'validating', attempt: 1, failure: null }),
      draft({ type: 'action.state', actionId: id, state: 'dispatching', attempt: 1, failure: null }),
      draft({ type: 'action.step', actionId: id, step: 'campaign', phase: 'started', platformId: null }),
    ]);
    await h.outbox.runOnce();
    expect(h.record(id)).toMatchObject({ state: 'outcome_unknown', failure: { code: 'OUTCOME_UNKNOWN' } });
    expect(created(h)).toEqual([]);
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
  });
});

describe('what is asked before a request', () => {
  it('[OB8] nothing is sent while the remote database is away, and everything once it is back', async () => {
    let away = true;
    const h = await syncHarness({
      wrapRemote: (remote) => ({
        ...remote,
        claim: (input) =>
          away ? Promise.resolve(err(appError('REMOTE_UNREACHABLE', { reason: 'test' }))) : remote.claim(input),
      }),
    });
    const id = await h.approve(100);
    const report = await h.outbox.runOnce();
    expect(h.fake.handled).toEqual([]);
    expect(h.record(id).state).toBe('journaled');
    expect(h.outbox.status().remote.state).toBe('offline');
    expect(report.nextAt).toBeGreaterThan(h.clock.millis());
    away = false;
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
  });

  it('[OB8] what the remote database refuses is a dead letter, and nothing is sent', async () => {
    const h = await syncHarness({
      wrapRemote: (remote) => ({
        ...remote,
        claim: () => Promise.resolve(err(appError('REMOTE_REFUSED', { reason: 'the proposer can not approve' }))),
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'REMOTE_REFUSED' } });
    expect(h.fake.handled).toEqual([]);
  });

  it('[OB9] refuses what would go over the cap with what is in flight', async () => {
    const h = await syncHarness();
    const ids = [];
    for (const n of [100, 200, 300]) ids.push(await h.approve(n, { perDayMinor: 9_000 }));
    await h.runUntilRest();
    // Committed spend counts all three from the moment they are journaled, so the first to be asked is refused.
    const states = ids.map((id) => h.record(id).state);
    expect(states).toEqual(['dead_letter', 'confirmed', 'confirmed']);
    expect(h.record(ids[0] ?? testId(0)).failure?.code).toBe('CAP_EXCEEDED');
  });

  it('[OB9] asks again in the transaction that begins a step', async () => {
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        validate: async (payload, actionId, step, made) => {
          if (step === 'adset') {
            await h.write([
              draft(
                { type: 'caps.set', caps: { perDay: money(1, 'USD'), twoApproversAbove: money(10_000, 'USD') } },
                CARA,
              ),
            ]);
          }
          return platform.validate(payload, actionId, step, made);
        },
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'CAP_EXCEEDED' } });
    expect(created(h).map((r) => r.created?.kind)).toEqual(['campaign']);
  });

  it('[OB10] waits while the kill switch is on and goes on when it is off', async () => {
    const h = await syncHarness();
    const id = await h.approve(100);
    await h.write(killSwitch(true));
    const report = await h.outbox.runOnce();
    expect(report.nextAt).toBeNull();
    expect(h.fake.handled).toEqual([]);
    expect(h.record(id).state).toBe('journaled');
    await h.write(killSwitch(false));
    await h.runUntilRest();
    expect(h.record(id).state).toBe('confirmed');
  });

  it('[OB10] stops between two steps when the kill switch is turned on', async () => {
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        perform: async (payload, actionId, step, made) => {
          const done = await platform.perform(payload, actionId, step, made);
          if (step === 'campaign') await h.write(killSwitch(true));
          return done;
        },
      }),
    });
    const id = await h.approve(100);
    await h.outbox.runOnce();
    expect(created(h).map((r) => r.created?.kind)).toEqual(['campaign']);
    expect(h.record(id).state).toBe('dispatching');
  });

  it('[OB10] lets a rollback out while the kill switch is on', async () => {
    const { h, id } = await published();
    await h.write(killSwitch(true));
    const rollback = await h.rollBack(200, id);
    await h.runUntilRest();
    expect(h.record(rollback).state).toBe('confirmed');
  });

  it('[OB11] is superseded when the world has changed since it was approved', async () => {
    const h = await syncHarness();
    const id = await h.approve(100, { before: { liveCampaignsWithName: 3 } });
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'superseded', failure: { code: 'SUPERSEDED' } });
    expect(created(h)).toEqual([]);
  });
});

describe('failures', () => {
  it('[OB14] what the platform rejects is a dead letter with its reason', async () => {
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        validate: () =>
          Promise.resolve(
            err({
              kind: 'rejected',
              error: appError('PLATFORM_REJECTED', { platform: 'Meta', reason: 'Invalid parameter', code: 100 }),
            }),
          ),
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'PLATFORM_REJECTED' } });
  });

  it('[OB14] rests as long as the platform asked, every action of it', async () => {
    const h = await syncHarness({ faults: atFirstWrite({ kind: 'throttle', code: 17, minutes: 7 }) });
    await h.approve(100);
    await h.approve(200);
    const begun = h.clock.millis();
    const report = await h.outbox.runOnce();
    expect(created(h)).toEqual([]);
    expect(report.nextAt).toBeGreaterThan(begun + 7 * 60_000 - 1);
    h.clock.advance(6 * 60_000);
    await h.outbox.runOnce();
    expect(created(h)).toEqual([]);
    await h.runUntilRest();
    expect(created(h)).toHaveLength(8);
  });

  it('[OB14] a refused token stops the queue until a person acts; nothing is counted', async () => {
    const h = await syncHarness();
    h.fake.token = 'renewed';
    const ids = [await h.approve(100), await h.approve(200)];
    const report = await h.outbox.runOnce();
    await h.outbox.runOnce();
    expect(h.fake.handled).toHaveLength(1);
    expect(report.nextAt).toBeNull();
    expect(h.outbox.status().platforms).toEqual([expect.objectContaining({ state: 'refused' })]);
    h.fake.token = 'test-token';
    h.outbox.resume();
    await h.runUntilRest();
    expect(ids.map((id) => h.record(id).state)).toEqual(['confirmed', 'confirmed']);
    expect(ids.map((id) => h.record(id).attempt)).toEqual([1, 1]);
  });

  it('[OB15] gives up after the last attempt, visibly', async () => {
    const h = await syncHarness({ faults: () => ({ kind: 'error_before', form: 'json_500' }) });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', failure: { code: 'PLATFORM_FAULT' }, attempt: 9 });
  });

  it('[OB16] is offline at once when nothing gets through, journals nothing of it, and comes back by itself', async () => {
    let offline = true;
    const h = await syncHarness({ faults: () => (offline ? { kind: 'refused' } : NONE) });
    const id = await h.approve(100);
    await h.outbox.runOnce();
    const before = h.spine.head.seq;
    expect(h.outbox.status().platforms).toEqual([expect.objectContaining({ state: 'offline' })]);
    const waits: number[] = [];
    for (let probe = 0; probe < 8; probe++) {
      const { nextAt } = await h.outbox.runOnce();
      waits.push((nextAt ?? 0) - h.clock.millis());
      h.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits.at(-1)).toBeGreaterThan(8 * (waits[0] ?? 0));
    expect(h.spine.head.seq).toBe(before);
    offline = false;
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'confirmed', attempt: 1 });
  });

  it('[OB1] remembers attempts and waits over a restart, from the journal alone', async () => {
    const { h, id } = await (async () => {
      const harness = await syncHarness({ faults: atFirstWrite({ kind: 'drop_before' }) });
      return { h: harness, id: await harness.approve(100) };
    })();
    const { nextAt } = await h.outbox.runOnce();
    const again = await syncHarness({ file: h.file, clock: h.clock, fake: h.fake });
    expect(again.record(id)).toEqual(h.record(id));
    expect((await again.outbox.runOnce()).nextAt).toBe(nextAt);
  });
});

describe('after a request', () => {
  it('[OB17] does not confirm what is not what was approved', async () => {
    const h = await syncHarness({
      wrapPlatform: (platform) => ({
        ...platform,
        readBack: async (payload, actionId, made) => {
          const read = await platform.readBack(payload, actionId, made);
          return read.ok ? ok({ ...read.value, dailyBudgetMinor: 50_000 }) : read;
        },
      }),
    });
    const id = await h.approve(100);
    await h.runUntilRest();
    expect(h.record(id)).toMatchObject({ state: 'dead_letter', receipt: null, failure: { code: 'READ_BACK_DIFFERS' } });
  });

  it('[OB17] waits for a list that does not show the objects yet', async () => {
    const { h, record } = await published({
      faults: (request) => (request.path.endsWith('/ads') ? { kind: 'stale', lagMs: 500 } : NONE),
    });
    expect(record.state).toBe('confirmed');
    expect(
      h.spine.entries().some(({ event }) => event.type === 'action.state' && event.failure?.code === 'NOT_LISTED_YET'),
    ).toBe(true);
  });

  it('[OB18] sends again what the remote did not get, and stops when its chain is not ours', async () => {
    const { h } = await published();
    const [genesis] = h.remote.audit;
    if (genesis === undefined) throw new Error('no audit');
    h.remote.audit.push({ ...genesis, seq: h.spine.head.seq + 1 });
    const id = await h.approve(300);
    h.remote.audit.push({ ...genesis, seq: h.spine.head.seq + 2 });
    await h.outbox.runOnce();
    expect(h.outbox.status().remote.state).toBe('refused');
    expect(h.record(id).state).toBe('journaled');
  });
});
