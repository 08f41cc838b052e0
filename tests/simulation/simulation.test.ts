import { describe, expect, it } from 'vitest';
import pinned from './pinned.json' with { type: 'json' };
import { SABOTAGES } from './sabotage.ts';
import { simulate } from './simulate.ts';

const failureOf = async (seed: number): Promise<string | null> => {
  const { violations, trace } = await simulate(seed);
  return violations.length === 0 ? null : `seed ${seed}: ${violations.join('; ')}\n${trace.join('\n')}`;
};

describe('journal, outbox and Meta under faults and crashes', () => {
  it('[OB1] [OB4] [OB7] [EX27] [BA91] holds its invariants for 100 seeds', async () => {
    const failures: string[] = [];
    const seen = { netFaults: 0, remoteFaults: 0, crashes: 0, decisions: 0, overArms: 0 };
    const ended = new Set<string>();
    for (let seed = 1; seed <= 100; seed++) {
      const result = await simulate(seed);
      if (result.violations.length > 0) failures.push(`seed ${seed}: ${result.violations.join('; ')}`);
      seen.netFaults += result.netFaults;
      seen.remoteFaults += result.remoteFaults;
      seen.crashes += result.crashes;
      seen.decisions += result.decisions;
      seen.overArms += result.overArms;
      for (const state of Object.keys(result.ended)) ended.add(state);
    }
    expect(failures).toEqual([]);
    expect(seen.netFaults).toBeGreaterThan(500);
    expect(seen.remoteFaults).toBeGreaterThan(300);
    expect(seen.crashes).toBeGreaterThan(200);
    expect(seen.decisions).toBeGreaterThan(100);
    expect(seen.overArms).toBeGreaterThan(30);
    expect([...ended]).toEqual(expect.arrayContaining(['confirmed', 'dead_letter', 'rolled_back', 'discarded']));
  });

  it('gives the same run for the same seed', async () => {
    expect(await simulate(11)).toEqual(await simulate(11));
  });

  it.each(pinned.map((seed) => [seed]))('holds for the pinned seed %i', async (seed) => {
    expect(await failureOf(seed)).toBeNull();
  });

  it.each(Object.keys(SABOTAGES))('notices when %s', async (name) => {
    const sabotage = SABOTAGES[name] ?? {};
    let noticed: string | null = null;
    for (let seed = 1; seed <= 300 && noticed === null; seed++) {
      noticed = (await simulate(seed, sabotage)).violations[0] ?? null;
    }
    expect(noticed).not.toBeNull();
  });
});
