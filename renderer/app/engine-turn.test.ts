import { describe, expect, it } from 'vitest';
import { engineTurn } from './engine-turn.ts';

/** Frames and timers that run when the test says so, and what has happened so far. */
function harness(hasRows: boolean) {
  const frames: FrameRequestCallback[] = [];
  const timers: { readonly run: () => void; readonly ms: number }[] = [];
  const { turn, rowsAreIn } = engineTurn(hasRows, {
    requestAnimationFrame: (run) => frames.push(run),
    setTimeout: (run: TimerHandler, ms = 0) => timers.push({ run: () => typeof run === 'function' && run(), ms }),
  });
  let begun = false;
  void turn.then(() => {
    begun = true;
  });
  const hasBegun = async (): Promise<boolean> => {
    await Promise.resolve();
    return begun;
  };
  return { frames, timers, rowsAreIn, hasBegun };
}

describe("the engine's turn", () => {
  it('is at once when there are no rows to show', async () => {
    expect(await harness(false).hasBegun()).toBe(true);
  });

  it('is after the frame that shows the rows', async () => {
    const { frames, timers, rowsAreIn, hasBegun } = harness(true);
    expect(await hasBegun()).toBe(false);
    rowsAreIn();
    expect(await hasBegun()).toBe(false);
    frames[0]?.(0);
    expect(await hasBegun()).toBe(false);
    frames[1]?.(16);
    expect(await hasBegun()).toBe(false);
    timers.find(({ ms }) => ms === 0)?.run();
    expect(await hasBegun()).toBe(true);
  });

  it('comes without that frame as well, after a while', async () => {
    const { timers, hasBegun } = harness(true);
    timers.find(({ ms }) => ms > 0)?.run();
    expect(await hasBegun()).toBe(true);
  });
});
