import { evaluatePolicy } from '../../../../engine/bandits/index.ts';
import { drawLogs, type KnownBandit, truthOf } from '../../../../engine/bandits/off-policy/logs.fixture.ts';
import { type Line, meanLine, rateLine } from '../line.ts';

const ARMS = 34;

/** As rare as the Open Bandit Dataset: 34 arms in three positions that pay 0.2 to 0.7 %, logged evenly. */
const RARE: KnownBandit = (() => {
  const places = [1, 0.8, 0.6];
  const weights = Array.from({ length: ARMS }, (_, arm) => 1.12 ** arm);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    rates: places.map((place) => Array.from({ length: ARMS }, (_, arm) => place * (0.003 + (0.004 * arm) / 33))),
    logging: places.map(() => new Array<number>(ARMS).fill(1 / ARMS)),
    target: places.map(() => weights.map((weight) => weight / sum)),
  };
})();

const NAMES = ['IPS', 'SNIPS', 'DR'] as const;

/** Intervals where an estimate rests on few clicks; logs of which nothing can be told yet are left out. */
export function rareClicksLines({ times, seed }: { readonly times: number; readonly seed: number }): readonly Line[] {
  const truth = truthOf(RARE);
  return [10_000, 4000].flatMap((rounds, index) => {
    const held = new Map<string, number>();
    const effective: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const { logs, asked } = drawLogs(RARE, { rounds, seed: seed + index * times + time });
      const read = evaluatePolicy(logs, asked, { resamples: 2 });
      if (!read.ok) throw new Error(read.error.message);
      if (!read.value.canTell) continue;
      effective.push(read.value.overlap.effectiveRewarded);
      for (const { name, interval } of read.value.estimates)
        if (interval[0] <= truth && truth <= interval[1]) held.set(name, (held.get(name) ?? 0) + 1);
    }
    if (effective.length < 2) return [];
    const where = `${rounds.toLocaleString('en')} rounds with rare clicks`;
    return [
      meanLine(
        {
          id: `off_policy.rare${rounds}.effective`,
          what: `${where}: effective clicks, where 10 or more`,
          unit: 'number',
          bar: null,
        },
        effective,
      ),
      ...NAMES.map((name) =>
        rateLine(
          {
            id: `off_policy.rare${rounds}.${name.toLowerCase()}`,
            what: `${where}: the 95 % interval of ${name} holds the value of the policy`,
            bar: null,
          },
          held.get(name) ?? 0,
          effective.length,
        ),
      ),
    ];
  });
}
