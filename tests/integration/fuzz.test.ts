import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fuzz, openFuzz } from '../fuzz/fuzz.ts';
import pinned from '../fuzz/pinned.json' with { type: 'json' };

let fuzz: Fuzz;
beforeAll(async () => {
  fuzz = await openFuzz(await mkdtemp(join(tmpdir(), 'fuzz-')));
});
afterAll(() => fuzz.close());

/** `npm run fuzz` runs ten thousand. */
describe('damaged drops', () => {
  it('[IN18] end with a coded error and the cache as it was, or with a whole load: 200 seeds', async () => {
    const failures: string[] = [];
    const ended = new Set<string>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const outcome = await fuzz.run(seed);
      ended.add(outcome.ended);
      if (outcome.violations.length > 0) failures.push(`seed ${seed}: ${outcome.violations.join('; ')}`);
    }
    expect(failures).toEqual([]);
    // The damage is of every kind: some of it is refused, some kept out, some harmless.
    expect([...ended]).toEqual(
      expect.arrayContaining(['FILE_UNREADABLE', 'MANIFEST_INVALID', 'FILE_SIZE_MISMATCH', 'loaded', 'quarantined']),
    );
  }, 600_000);

  it.each(pinned.map((seed) => [seed]))('[IN18] hold for the pinned seed %i', async (seed) => {
    expect((await fuzz.run(seed)).violations).toEqual([]);
  });

  it('[IN18] give the same outcome for the same seed', async () => {
    expect(await fuzz.run(21)).toEqual(await fuzz.run(21));
  });
});
