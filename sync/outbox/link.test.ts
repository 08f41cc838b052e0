import { describe, expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import { createLink } from './link.ts';
import { DEFAULT_TIMING } from './timing.ts';

const link = () => {
  const clock = manualClock();
  return { clock, link: createLink('meta', clock, DEFAULT_TIMING) };
};

describe('link', () => {
  it('[OB16] closes at the first request that does not get through, and opens again after a wait', () => {
    const { clock, link: meta } = link();
    meta.unreachable('no route');
    expect([meta.state, meta.note, meta.ready()]).toEqual(['offline', 'no route', false]);
    clock.advance(meta.closedUntil - clock.millis());
    expect(meta.ready()).toBe(true);
    meta.succeeded();
    expect([meta.state, meta.note, meta.ready()]).toEqual(['online', '', true]);
  });

  it('[OB16] waits longer each time, up to the bound, and never less than half of it', () => {
    const { clock, link: meta } = link();
    for (let failures = 1; failures <= 20; failures++) {
      meta.unreachable('no route');
      const bound = Math.min(DEFAULT_TIMING.backoffMaxMs, DEFAULT_TIMING.backoffMs * 2 ** (failures - 1));
      expect(meta.closedUntil - clock.millis()).toBeGreaterThanOrEqual(Math.floor(bound / 2));
      expect(meta.closedUntil - clock.millis()).toBeLessThanOrEqual(bound);
    }
  });

  it('[OB16] bears four faults in a row and closes at the fifth; a success in between starts the count again', () => {
    const { link: meta } = link();
    for (let i = 0; i < 4; i++) meta.stumbled('a fault');
    expect(meta.ready()).toBe(true);
    meta.succeeded();
    for (let i = 0; i < 4; i++) meta.stumbled('a fault');
    expect(meta.ready()).toBe(true);
    meta.stumbled('a fault');
    expect(meta.ready()).toBe(false);
  });

  it('[OB14] stays closed after a refusal until a person has acted', () => {
    const { clock, link: meta } = link();
    meta.refused('token');
    clock.advance(10 ** 9);
    expect([meta.state, meta.ready()]).toEqual(['refused', false]);
    meta.reset();
    expect(meta.ready()).toBe(true);
  });
});
