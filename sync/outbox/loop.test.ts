import { describe, expect, it } from 'vitest';
import type { Clock } from '../../engine/core/index.ts';
import type { Fault } from '../../tests/fakes/meta/index.ts';
import type { ManualClock } from '../../tests/support/clock.ts';
import { manualClock } from '../../tests/support/clock.ts';
import { CARA, draft } from '../../tests/support/spine-events.ts';
import { syncHarness } from '../../tests/support/sync-harness.ts';
import { restAfter } from './loop.ts';

const report = (nextAt: number | null) => ({ remoteSeq: 1, remoteError: null, moved: [], nextAt });

/** A manual clock whose sleepers wait until they are woken or aborted; `asked` is how long they wanted to sleep. */
function drowsyClock(): ManualClock & { readonly asked: number[]; pass(): void } {
  const clock = manualClock();
  const asked: number[] = [];
  let wake = (): void => {};
  const sleep: Clock['sleep'] = (ms, signal) => {
    asked.push(ms);
    return new Promise((resolve, reject) => {
      wake = () => {
        clock.advance(ms);
        resolve();
      };
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  };
  return { ...clock, sleep, asked, pass: () => wake() };
}

/** Lets everything that is ready run. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('restAfter', () => {
  it('rests long when nothing is due, until what is due, and briefly when more is to do', () => {
    expect(restAfter(report(null), { now: 0, wrote: false })).toBe(300_000);
    expect(restAfter(report(10_000), { now: 0, wrote: true })).toBe(10_000);
    expect(restAfter(report(9_000_000), { now: 0, wrote: true })).toBe(300_000);
    expect(restAfter(report(1), { now: 0, wrote: true })).toBe(250);
    expect(restAfter(report(0), { now: 0, wrote: true })).toBe(250);
  });

  it('does not spin when something is due and a pass wrote nothing', () => {
    expect(restAfter(report(0), { now: 0, wrote: false })).toBe(5_000);
  });
});

describe('runLoop', () => {
  it('[OB16] goes on by itself when the platform is back', async () => {
    const clock = drowsyClock();
    let offline = true;
    const h = await syncHarness({ clock, faults: (): Fault => ({ kind: offline ? 'refused' : 'none' }) });
    const id = await h.approve(100);
    const stop = new AbortController();
    const looping = h.outbox.runLoop({ signal: stop.signal });
    await settle();
    expect(h.outbox.status().platforms).toEqual([expect.objectContaining({ state: 'offline' })]);
    offline = false;
    clock.pass();
    await settle();
    expect(h.record(id).state).toBe('confirmed');
    stop.abort();
    await looping;
  });

  it('wakes at once for an action that is approved while it rests', async () => {
    const clock = drowsyClock();
    const h = await syncHarness({ clock });
    const stop = new AbortController();
    const looping = h.outbox.runLoop({ signal: stop.signal });
    await settle();
    const id = await h.approve(100);
    await settle();
    expect(h.record(id).state).toBe('confirmed');
    stop.abort();
    await looping;
  });

  it('[OB10] wakes when the kill switch is turned off', async () => {
    const clock = drowsyClock();
    const h = await syncHarness({ clock });
    const id = await h.approve(100);
    await h.write([draft({ type: 'kill_switch.set', on: true, reason: 'test' }, CARA)]);
    const stop = new AbortController();
    const looping = h.outbox.runLoop({ signal: stop.signal });
    await settle();
    expect(h.record(id).state).toBe('journaled');
    await h.write([draft({ type: 'kill_switch.set', on: false, reason: 'test' }, CARA)]);
    await settle();
    expect(h.record(id).state).toBe('confirmed');
    stop.abort();
    await looping;
  });

  it('does not wake itself by what it writes', async () => {
    const clock = drowsyClock();
    const h = await syncHarness({ clock });
    await h.approve(100);
    const stop = new AbortController();
    const looping = h.outbox.runLoop({ signal: stop.signal });
    await settle();
    expect(clock.asked).toEqual([300_000]);
    stop.abort();
    await looping;
  });

  it('[OB3] finishes the request that is under way when it is told to end, and begins nothing new', async () => {
    const stop = new AbortController();
    const h = await syncHarness({
      clock: drowsyClock(),
      wrapPlatform: (platform) => ({
        ...platform,
        perform: (...args) => {
          stop.abort();
          return platform.perform(...args);
        },
      }),
    });
    const id = await h.approve(100);
    await h.outbox.runLoop({ signal: stop.signal });
    expect(h.record(id).steps.map((s) => `${s.step} ${s.phase}`)).toEqual(['campaign known']);
    await h.outbox.runOnce();
    expect(h.record(id).state).toBe('confirmed');
  });

  it('[OB3] waits, when it is told to end, for a pass somebody asked for, which begins nothing either', async () => {
    const stop = new AbortController();
    let asked: Promise<unknown> | null = null;
    let performed = 0;
    const h = await syncHarness({
      clock: drowsyClock(),
      wrapPlatform: (platform) => ({
        ...platform,
        perform: (...args) => {
          performed += 1;
          asked ??= h.outbox.runOnce();
          stop.abort();
          return platform.perform(...args);
        },
      }),
    });
    const id = await h.approve(100);
    await h.outbox.runLoop({ signal: stop.signal });
    await asked;
    expect(performed).toBe(1);
    expect(h.record(id).steps.map((s) => `${s.step} ${s.phase}`)).toEqual(['campaign known']);
  });
});
