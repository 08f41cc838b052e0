import { evaluatePolicy } from '../../../../engine/bandits/index.ts';
import { drawLogs, type KnownBandit, truthOf } from '../../../../engine/bandits/off-policy/logs.fixture.ts';
import { type Line, meanLine, rateLine } from '../line.ts';

const SHARE = { from: 0.93, to: 0.97 };

/** Ten arms in three positions that pay 2 to 9 %, logged evenly; the policy asked about likes the better ones. */
const CLICKS: KnownBandit = (() => {
  const places = [1, 0.8, 0.6];
  const rates = places.map((place) => Array.from({ length: 10 }, (_, arm) => place * (0.03 + 0.007 * arm)));
  const weights = Array.from({ length: 10 }, (_, arm) => 1.35 ** arm);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    rates,
    logging: places.map(() => new Array<number>(10).fill(0.1)),
    target: places.map(() => weights.map((weight) => weight / sum)),
  };
})();

const ROUNDS = 4000;
const NAMES = ['IPS', 'SNIPS', 'DM', 'DR', 'SwitchDR'] as const;

interface Seen {
  readonly values: number[];
  held: number;
}

/** Logs drawn over and over from a bandit whose truth is known: what each estimator says of it. */
export function offPolicyLines({ times, seed }: { readonly times: number; readonly seed: number }): readonly Line[] {
  const truth = truthOf(CLICKS);
  const seen = new Map(NAMES.map((name): [string, Seen] => [name, { values: [], held: 0 }]));
  let bernstein = 0;
  for (let time = 0; time < times; time += 1) {
    const { logs, asked } = drawLogs(CLICKS, { rounds: ROUNDS, seed: seed + time });
    const read = evaluatePolicy(logs, asked, { resamples: 50 });
    const sure = evaluatePolicy(logs, asked, { interval: 'bernstein', resamples: 2 });
    if (!(read.ok && sure.ok)) throw new Error('these logs can be read');
    for (const { name, value, interval } of read.value.estimates) {
      const own = seen.get(name);
      if (own === undefined) continue;
      own.values.push(value);
      if (interval[0] <= truth && truth <= interval[1]) own.held += 1;
    }
    const [ips] = sure.value.estimates;
    if (ips !== undefined && ips.interval[0] <= truth && truth <= ips.interval[1]) bernstein += 1;
  }
  const of = (name: string): Seen => seen.get(name) ?? { values: [], held: 0 };
  const squared = (name: string): readonly number[] => of(name).values.map((value) => (value - truth) ** 2);
  const ips = squared('IPS');
  const mean = ips.reduce((sum, value) => sum + value, 0) / times;
  return [
    ...NAMES.map((name) =>
      rateLine(
        {
          id: `off_policy.${name.toLowerCase()}.interval`,
          what: `${name}: its 95 % interval holds the value of the policy`,
          bar: name === 'DM' ? null : SHARE,
        },
        of(name).held,
        times,
      ),
    ),
    rateLine(
      {
        id: 'off_policy.ips.bernstein',
        what: 'IPS: its empirical Bernstein interval holds it',
        bar: { from: 0.95, to: 1 },
      },
      bernstein,
      times,
    ),
    ...NAMES.map((name) =>
      meanLine(
        {
          id: `off_policy.${name.toLowerCase()}.bias`,
          what: `${name}: estimate less the value, as a share of it`,
          bar: name === 'DM' ? null : { from: -0.01, to: 0.01 },
        },
        of(name).values.map((value) => value / truth - 1),
      ),
    ),
    ...NAMES.filter((name) => name !== 'IPS').map((name) =>
      meanLine(
        {
          id: `off_policy.${name.toLowerCase()}.error`,
          what: `${name}: squared error less that of IPS, as a share of it`,
          bar: name === 'DR' || name === 'SNIPS' ? { from: -1, to: 0 } : null,
        },
        squared(name).map((value, index) => (value - (ips[index] ?? 0)) / mean),
      ),
    ),
  ];
}
