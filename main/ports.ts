import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, instantOf, type Random } from '../engine/core/index.ts';

/** The wall clock. */
export const systemClock: Clock = {
  now: () => instantOf(Date.now()),
  millis: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal === undefined ? {} : { signal }).catch((thrown: unknown) => {
      throw signal?.aborted ? signal.reason : thrown;
    });
  },
};

/** Randomness from the operating system. `uniform` has 48 random bits. */
export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uniform: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
};
