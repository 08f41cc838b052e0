import { expect, it } from 'vitest';
import { appError, err, ok, type Result } from '../engine/core/index.ts';
import { lazily } from './lazily.ts';

it('makes once for all who ask, and anew after a failure or a bug', async () => {
  const outcomes: (() => Result<number>)[] = [
    () => err(appError('DISK_FULL')),
    () => {
      throw new Error('a bug');
    },
    () => ok(7),
  ];
  let runs = 0;
  const get = lazily(async () => {
    const outcome = outcomes[runs];
    runs += 1;
    if (outcome === undefined) throw new Error('made once too often');
    return outcome();
  });
  expect(await Promise.all([get(), get()])).toMatchObject([{ ok: false }, { ok: false }]);
  expect(runs).toBe(1);
  await expect(get()).rejects.toThrow('a bug');
  expect([await get(), await get()]).toEqual([ok(7), ok(7)]);
  expect(runs).toBe(3);
});
