import { describe, expect, it } from 'vitest';
import { Generator } from '../../../../engine/stats/rng/index.ts';
import type { Line } from '../line.ts';
import { calibrationPage } from '../page.ts';
import { hasUpworthy, upworthyTests } from '../upworthy.ts';
import { EarlierTests } from './earlier-tests.ts';
import { offPolicyLines } from './off-policy-lines.ts';
import { openBandit, openBanditLines } from './open-bandit-lines.ts';
import { banditParts } from './parts.ts';
import { posteriorLines } from './posterior-lines.ts';
import { rareClicksLines } from './rare-clicks-lines.ts';
import { divergence, laiRobbins, lastDecade, logSlope, playedRegret } from './regret.ts';
import { regretLines } from './regret-lines.ts';
import { loggedImpressions, replayed } from './replay.ts';
import { replayLines } from './replay-lines.ts';

const SEED = 20_261_122;
const refused = (lines: readonly Line[]) => lines.filter(({ refuted }) => refuted);
const line = (lines: readonly Line[], id: string): Line => {
  const found = lines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
};

describe('calibration of bandits, a small run of npm run calibrate', () => {
  it('[BA47] 90 % intervals of posteriors hold what is drawn from their prior', () => {
    const lines = posteriorLines({ arms: 1000, seed: SEED });
    expect(refused(lines)).toEqual([]);
    expect(lines.length).toBe(6);
    // A prior that is wrong is noticed: the share is not that of the right one.
    expect(line(lines, 'posterior.beta.other').interval[1]).toBeLessThan(0.88);
  });

  it('[BA40] [BA41] estimators are unbiased and their intervals hold the value of the policy', () => {
    const lines = offPolicyLines({ times: 300, seed: SEED });
    expect(refused(lines)).toEqual([]);
    for (const name of ['ips', 'snips', 'dr']) {
      const [low, high] = line(lines, `off_policy.${name}.bias`).interval;
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
    }
  });

  it('[BA41] [BA44] intervals that rest on few clicks still hold it', () => {
    const lines = rareClicksLines({ times: 150, seed: SEED });
    expect(lines.length).toBe(8);
    for (const { id, interval, measured } of lines) {
      if (id.endsWith('.effective')) expect(measured).toBeGreaterThan(10);
      else expect(interval[1]).toBeGreaterThan(0.93);
    }
  });

  it('[BA48] Thompson sampling loses less than ε-greedy and grows as the bound says', () => {
    const lines = regretLines({ times: 40, seed: SEED });
    expect(refused(lines)).toEqual([]);
    expect(line(lines, 'regret.k10_gap10.greedy').interval[1]).toBeLessThan(0);
  }, 300_000);

  it.skipIf(!hasUpworthy())(
    '[BA49] gains clicks on real tests (skipped where the Upworthy archive is not at hand)',
    async () => {
      const tests = await upworthyTests();
      expect(tests.length).toBe(2956);
      const some = tests.filter((_, index) => index % 10 === 0);
      const lines = replayLines(some, { seeds: 1, seed: SEED });
      expect(line(lines, 'replay.logged').interval[0]).toBeGreaterThan(0);
      expect(line(lines, 'replay.whole').interval[0]).toBeGreaterThan(0);
      expect(line(lines, 'replay.whole.reached').measured).toBeLessThan(1);
    },
    300_000,
  );
});

it('[BA45] tells what the random logs of the Open Bandit Dataset say (skipped where it is not at hand)', async ({
  skip,
}) => {
  const open = await openBandit();
  if (open === null) return skip();
  const lines = openBanditLines(open);
  expect(line(lines, 'obd.own').measured).toBe(0.0069);
  expect(line(lines, 'obd.dr').interval[0]).toBeLessThan(0.0069);
  expect(line(lines, 'obd.dr').interval[1]).toBeGreaterThan(0.0069);
  expect(line(lines, 'obd.effective_clicks').measured).toBeGreaterThan(10);
});

describe('what the calibration of bandits is made of', () => {
  it('[BA48] Lai & Robbins: the bound of ten arms 0.1 apart', () => {
    // 9 · 0.1 / KL(0.4, 0.5), KL = 0.4 ln 0.8 + 0.6 ln 1.2
    expect(divergence(0.4, 0.5)).toBeCloseTo(0.4 * Math.log(0.8) + 0.6 * Math.log(1.2), 14);
    expect(laiRobbins({ arms: 10, gap: 0.1 })).toBeCloseTo(44.697, 3);
  });

  it('[BA48] the slope of a regret that is 3 ln t + 7 is 3', () => {
    const plays = lastDecade(1000, 10);
    expect([plays[0], plays.at(-1)]).toEqual([100, 1000]);
    expect(logSlope({ plays, regret: plays.map((play) => 3 * Math.log(play) + 7) })).toBeCloseTo(3, 12);
  });

  it('[BA48] regret never falls, and playing at random loses the mean gap each time', () => {
    const at = lastDecade(5000, 12);
    const { regret } = playedRegret({ arms: 10, gap: 0.1 }, { name: 'Random' }, { seed: 3, at });
    expect(regret.length).toBe(12);
    expect(regret.every((value, index) => index === 0 || value >= (regret[index - 1] ?? 0))).toBe(true);
    expect((regret.at(-1) ?? 0) / 5000).toBeCloseTo(0.09, 2);
  });

  it('[BA49] serves each logged impression once', () => {
    const serve = loggedImpressions([{ impressions: 50, clicks: 7 }], Generator.seeded(1));
    expect(Array.from({ length: 50 }, () => serve(0)).reduce((sum, click) => sum + click, 0)).toBe(7);
    expect(() => serve(0)).toThrow(RangeError);
  });

  it('[BA49] gains nothing, and loses nothing, where variants do not differ but by luck', () => {
    // 200 tests of three variants with one rate: what the log holds by chance is no gain.
    const random = Generator.seeded(5);
    let [gained, square] = [0, 0];
    for (let test = 0; test < 200; test += 1) {
      const arms = Array.from({ length: 3 }, () => {
        let clicks = 0;
        for (let i = 0; i < 800; i += 1) if (random.random() < 0.02) clicks += 1;
        return { impressions: 800, clicks };
      });
      const serve = loggedImpressions(arms, random);
      const begun = { clicks: 0, impressions: 0 };
      const { clicks, served } = replayed({ serve, arms: 3, impressions: 800, batches: 10, begun, seed: test });
      expect(served.reduce((sum, count) => sum + count, 0)).toBe(800);
      const gain = clicks - arms.reduce((sum, own) => sum + own.clicks, 0) / 3;
      gained += gain;
      square += gain * gain;
    }
    expect(Math.abs(gained)).toBeLessThan(3 * Math.sqrt(square));
  });

  it('[BA49] begins a week with what the weeks before say, not with its own', () => {
    const earlier = new EarlierTests();
    const variants = Array.from({ length: 20 }, (_, i) => ({ impressions: 10_000, clicks: i % 2 === 0 ? 100 : 300 }));
    earlier.add({ week: 201_301, variants });
    earlier.add({ week: 201_301, variants });
    expect(earlier.before(201_301)).toEqual({ clicks: 0, impressions: 0 });
    // mean 0.02, variance 0.01² less 0.0000019 of chance: strength 0.0196 / 0.00009806 − 1 = 198.9
    expect(earlier.before(201_302)).toEqual({ clicks: 3, impressions: 197 });
  });

  it('[BA47] parts that were not run stay on the page', () => {
    const part = (name: string, measured: number) => ({
      name,
      seconds: 1,
      lines: [
        { id: 'x', what: 'x', draws: 1, measured, interval: [0, 1] as const, bar: null, met: true, refuted: false },
      ],
    });
    const first = calibrationPage({ command: 'one', parts: [part('A', 0.25), part('B', 0.5)] }, '');
    const second = calibrationPage({ command: 'two', parts: [part('B', 0.75)] }, first);
    expect(second).toContain('25.00 %');
    expect(second).toContain('75.00 %');
    expect(second).not.toContain('50.00 %');
    expect(second.match(/^## /gm)?.length).toBe(2);
    expect(banditParts({ times: 100, seed: 1, tests: null, open: null }).map(({ name }) => name)).not.toContain('A');
  });
});
