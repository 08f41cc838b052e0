import { type CreditRule, type Outcomes, type Paths, total } from './journeys.ts';
import { shapleyValues } from './shapley.ts';

/** Journeys over more channels than this share their conversions equally. */
const MOST_CHANNELS = 12;

/** Distinct channel sets of the paths, and which one each path has. A set is the sorted numbers of its channels as text. */
interface ChannelSets {
  readonly members: readonly (readonly number[])[];
  readonly ofPath: Int32Array;
  readonly numbers: ReadonlyMap<string, number>;
}

function channelSets(paths: readonly (readonly number[])[]): ChannelSets {
  const numbers = new Map<string, number>();
  const members: (readonly number[])[] = [];
  const ofPath = Int32Array.from(paths, (path) => {
    const set = [...new Set(path)].sort((a, b) => a - b);
    const known = numbers.get(set.join());
    if (known !== undefined) return known;
    numbers.set(set.join(), members.length);
    return members.push(set) - 1;
  });
  return { members, ofPath, numbers };
}

interface SetOutcomes {
  readonly conversions: Float64Array;
  readonly value: Float64Array;
  /** Conversion rate of the journeys with exactly these channels, drawn to the rate of all by one expected conversion. */
  readonly rate: Float64Array;
  readonly overall: number;
}

function setOutcomes({ members, ofPath }: ChannelSets, outcomes: Outcomes): SetOutcomes {
  const conversions = new Float64Array(members.length);
  const value = new Float64Array(members.length);
  const journeys = new Float64Array(members.length);
  let converted = 0;
  let all = 0;
  for (let path = 0; path < ofPath.length; path += 1) {
    const set = ofPath[path] ?? 0;
    const conversion = outcomes.conversions[path] ?? 0;
    const ended = conversion + (outcomes.losses[path] ?? 0);
    conversions[set] = (conversions[set] ?? 0) + conversion;
    value[set] = (value[set] ?? 0) + (outcomes.value[path] ?? 0);
    journeys[set] = (journeys[set] ?? 0) + ended;
    converted += conversion;
    all += ended;
  }
  const overall = all === 0 ? 0 : converted / all;
  const rate = conversions.map((amount, set) =>
    overall === 0 ? 0 : (amount + 1) / ((journeys[set] ?? 0) + 1 / overall),
  );
  return { conversions, value, rate, overall };
}

/**
 * The shares of the channels of one set: the Shapley value of each in the game whose worth is the conversion rate of the
 * journeys that used exactly the channels of a coalition, brought to a sum of 1. A channel that lowers the rate has a
 * negative share.
 * @param worth conversion rate of a coalition given as bits over the members; above 0 for all members.
 */
export function rateShares(members: number, worth: (coalition: number) => number): Float64Array {
  if (members > MOST_CHANNELS) return new Float64Array(members).fill(1 / members);
  const whole = worth((1 << members) - 1);
  return shapleyValues(members, worth).map((gain) => gain / whole);
}

/** Credits with what lies below zero taken as none, at the same sum. */
function withoutNegatives(credits: Float64Array): Float64Array {
  const sum = total(credits);
  const kept = credits.map((credit) => Math.max(0, credit));
  const scale = sum === 0 ? 0 : sum / total(kept);
  return kept.map((credit) => credit * scale);
}

/**
 * Data-driven attribution: each conversion is shared among the channels of its journey by what each adds, in the mean over
 * all orders, to the conversion rate of journeys with such channels. Journeys that did not convert count: a channel that is
 * often there and raises no rate gets little. A set that never occurred has the rate of all journeys. What a channel takes
 * away in some sets is set against what it adds in others; a channel that takes more than it adds gets none.
 * Sources: Dalessandro, Perlich, Stitelman & Provost 2012, Causally motivated attribution for online advertising (rates of
 * channel sets as the worth); Shapley 1953.
 */
export function dataDrivenCredit({ channels, paths }: Paths): CreditRule {
  const sets = channelSets(paths);
  const coalitions = sets.members.map((members) => coalitionSets(sets, members));
  return (outcomes) => {
    const found = setOutcomes(sets, outcomes);
    const conversions = new Float64Array(channels.length);
    const value = new Float64Array(channels.length);
    sets.members.forEach((members, set) => {
      const converted = found.conversions[set] ?? 0;
      if (converted === 0) return;
      const worth = (coalition: number): number => {
        if (coalition === 0) return 0;
        const number = coalitions[set]?.[coalition] ?? -1;
        return number < 0 ? found.overall : (found.rate[number] ?? 0);
      };
      rateShares(members.length, worth).forEach((share, member) => {
        const channel = members[member] ?? 0;
        conversions[channel] = (conversions[channel] ?? 0) + share * converted;
        value[channel] = (value[channel] ?? 0) + share * (found.value[set] ?? 0);
      });
    });
    return { conversions: withoutNegatives(conversions), value: withoutNegatives(value) };
  };
}

/** The number of the set that each coalition of the members is; -1 for one that no journey has. */
function coalitionSets({ numbers }: ChannelSets, members: readonly number[]): Int32Array {
  if (members.length > MOST_CHANNELS) return new Int32Array();
  return Int32Array.from({ length: 1 << members.length }, (_, coalition) => {
    const chosen = members.filter((_channel, member) => (coalition & (1 << member)) !== 0);
    return numbers.get(chosen.join()) ?? -1;
  });
}
