import type { ArmRead, BanditRead, CellSpend, ExploreCellRecord, ProofValue } from '../contract/index.ts';
import { formatDay, formatInterval } from '../serializer/index.ts';
import {
  CAP,
  COUNTED_TRIALS,
  driftMethod,
  intervalMethod,
  lossMethod,
  meanMethod,
  pBestMethod,
  regretMethod,
  remainingMethod,
  SHARE_NOW,
  SPENT,
  SPENT_PER_DAY,
  shareMethod,
} from './cell-methods.ts';
import type { CellRef } from './cell-ref.ts';
import { differenceIn, valueIn, valueKinds } from './cell-values.ts';
import type { Measured } from './creative-measures.ts';

type Found = Omit<Measured, 'caveats'>;
type Numeric = number | null;

const inUnit = ({ unit }: BanditRead, value: Numeric): ProofValue => valueIn(unit, value);
const difference = ({ unit }: BanditRead, value: Numeric): ProofValue => differenceIn(unit, value);

const rate = (value: Numeric): ProofValue => ({ kind: 'rate', value });
const chance = (value: Numeric): ProofValue => ({ kind: 'probability', value });
/** Trials and rewards are counts, but money spent and returns of days are not. */
const amount = (value: Numeric): ProofValue => ({
  kind: value !== null && Number.isInteger(value) ? 'count' : 'number',
  value,
});

const ENDS = {
  low50: ['interval50', 'low', 0.5],
  high50: ['interval50', 'high', 0.5],
  low80: ['interval80', 'low', 0.8],
  high80: ['interval80', 'high', 0.8],
  low: ['interval95', 'low', 0.95],
  high: ['interval95', 'high', 0.95],
} as const;
const isEnd = (name: string): name is keyof typeof ENDS => Object.hasOwn(ENDS, name);

function armNumber(read: BanditRead, arm: ArmRead, name: string): Found | null {
  const of = `of ${arm.label}`;
  const { value: named, trial, reward } = read.words;
  if (isEnd(name)) {
    const [interval, end, level] = ENDS[name];
    const words = end === 'low' ? 'Lower' : 'Upper';
    return {
      label: `${words} end of the ${named} ${of}`,
      value: inUnit(read, arm[interval][end]),
      method: intervalMethod(read, level),
    };
  }
  switch (name) {
    case 'mean':
      return {
        label: `${named.charAt(0).toUpperCase()}${named.slice(1)} ${of}`,
        value: inUnit(read, arm.mean),
        method: meanMethod(read),
      };
    case 'p_best':
      return { label: `P(best) ${of}`, value: chance(arm.pBest), method: pBestMethod(read) };
    case 'expected_loss':
      return {
        label: `Expected loss of choosing ${arm.label}`,
        value: difference(read, arm.expectedLoss),
        method: lossMethod(read),
      };
    case 'share':
      return { label: `Recommended share ${of}`, value: rate(arm.share), method: shareMethod(read) };
    case 'share_now':
      return { label: `Share ${of} over the last 7 days`, value: rate(arm.shareNow), method: SHARE_NOW };
    case 'trials':
      return { label: `${trial} ${of}`, value: amount(arm.trials), method: COUNTED_TRIALS };
    case 'reward':
      return { label: `${reward} ${of}`, value: amount(arm.reward), method: COUNTED_TRIALS };
    case 'drift_p':
      return {
        label: `Change ${of}, p-value`,
        value: { kind: 'number', value: arm.drift?.pValue ?? null },
        method: driftMethod(read),
      };
    default:
      return null;
  }
}

function nightNumber(read: BanditRead, day: string, armId: string, name: string): Found | null {
  const night = read.history.find((each) => each.day === day);
  const arm = night?.arms.find((each) => each.arm === armId);
  if (night === undefined || arm === undefined) return null;
  const label = read.arms.find((each) => each.arm === armId)?.label ?? armId;
  const of = `of ${label} on the night of ${formatDay(night.day)}`;
  switch (name) {
    case 'mean':
      return { label: `${read.words.value} ${of}`, value: inUnit(read, arm.mean), method: meanMethod(read) };
    case 'low':
    case 'high':
      return {
        label: `${name === 'low' ? 'Lower' : 'Upper'} end of the ${read.words.value} ${of}`,
        value: inUnit(read, arm.interval[name]),
        method: intervalMethod(read, arm.interval.level),
      };
    case 'p_best':
      return { label: `P(best) ${of}`, value: chance(arm.pBest), method: pBestMethod(read) };
    case 'share':
      return { label: `Recommended share ${of}`, value: rate(arm.share), method: shareMethod(read) };
    case 'trials':
      return { label: `${read.words.trial} ${of}`, value: amount(arm.trials), method: COUNTED_TRIALS };
    default:
      return null;
  }
}

function cellNumber(read: BanditRead, name: string): Found | null {
  const { regret, valueRemaining, arms, cell } = read;
  const of = `of ${cell.design.name}`;
  const lost = (label: string, value: Numeric): Found => ({
    label: `${label} ${of}, in ${read.words.reward}`,
    value: { kind: 'number', value },
    method: regretMethod(read),
  });
  switch (name) {
    case 'value_remaining':
      return {
        label: `Value remaining ${of}`,
        value: rate(valueRemaining?.share ?? null),
        method: remainingMethod(read),
      };
    case 'regret':
      return lost('Regret', regret?.estimate ?? null);
    case 'regret_low':
      return lost('Lower end of the regret', regret?.interval.low ?? null);
    case 'regret_high':
      return lost('Upper end of the regret', regret?.interval.high ?? null);
    case 'regret_equal_split':
      return lost('Regret of equal shares', regret?.equalSplit ?? null);
    case 'trials':
      return { label: `${read.words.trial} ${of}`, value: amount(trialsOf(read)), method: COUNTED_TRIALS };
    case 'arms':
      return { label: `Arms ${of}`, value: amount(arms.length), method: COUNTED_TRIALS };
    case 'leader_p_best': {
      const playing = arms.filter(({ state }) => state !== 'killed').map(({ pBest }) => pBest);
      return {
        label: `P(best) of the leader ${of}`,
        value: chance(playing.length === 0 ? null : Math.max(...playing)),
        method: pBestMethod(read),
      };
    }
    default:
      return null;
  }
}

const trialsOf = ({ arms }: BanditRead): number => arms.reduce((sum, { trials }) => sum + trials, 0);

/** A number of a cell's read by its reference; null when it names none. */
export function measureBandit(read: BanditRead, { measure, keys }: CellRef): Measured | null {
  const found = numberOf(read, measure, keys);
  if (found === null) return null;
  const arm = measure === 'bandit.arm' ? read.arms.find((each) => each.arm === keys[1]) : undefined;
  const interval =
    arm === undefined || keys[2] !== 'mean'
      ? []
      : [`95 % interval ${formatInterval(arm.interval95, valueKinds[read.unit])}`];
  return { ...found, caveats: [...interval, ...read.caveats] };
}

function numberOf(read: BanditRead, measure: CellRef['measure'], keys: readonly string[]): Found | null {
  const [, second = '', third = '', fourth = ''] = keys;
  switch (measure) {
    case 'bandit.arm': {
      const arm = read.arms.find((each) => each.arm === second);
      return arm === undefined ? null : armNumber(read, arm, third);
    }
    case 'bandit.night':
      return nightNumber(read, second, third, fourth);
    case 'bandit.cell':
      return cellNumber(read, second);
    case 'cell.trials':
      return {
        label: `${read.words.trial} of ${read.cell.design.name}`,
        value: amount(trialsOf(read)),
        method: COUNTED_TRIALS,
      };
    default:
      return null;
  }
}

/** Money of a cell: its cap, what it spent and how fast. */
export function measureMoney(
  { cell }: Pick<BanditRead, 'cell'>,
  spend: CellSpend | null,
  name: string,
): Measured | null {
  const { budgetCap, name: called } = cell.design;
  const money = (amount: { readonly minor: number } | null): ProofValue => ({
    kind: 'money',
    value: amount?.minor ?? null,
    currency: budgetCap.currency,
  });
  const caveats = spend?.gap === null || spend === null ? [] : [spend.gap];
  switch (name) {
    case 'cap':
      return { label: `Budget cap of ${called}`, value: money(budgetCap), method: CAP, caveats: [] };
    case 'spent':
      return { label: `Spent by ${called}`, value: money(spend?.spent ?? null), method: SPENT, caveats };
    case 'per_day':
      return { label: `Spend a day of ${called}`, value: money(spend?.perDay ?? null), method: SPENT_PER_DAY, caveats };
    default:
      return null;
  }
}

/** Caps and spend of the cells that have not ended, added up; what can't be told of a planned one is nothing spent. */
export function measureTotal(
  cells: readonly ExploreCellRecord[],
  spends: readonly CellSpend[],
  name: string,
): Measured | null {
  const [first] = cells;
  if (first === undefined) return null;
  const { currency } = first.design.budgetCap;
  const sum = (amounts: readonly number[]): ProofValue => ({
    kind: 'money',
    value: amounts.reduce((total, minor) => total + minor, 0),
    currency,
  });
  const started = cells.filter(({ status }) => status !== 'planned').map(({ design }) => design.key);
  const counted = spends.filter(({ cell }) => started.includes(cell));
  switch (name) {
    case 'cap':
      return {
        label: 'Budget caps of the cells that have not ended',
        value: sum(cells.map(({ design }) => design.budgetCap.minor)),
        method: CAP,
        caveats: [],
      };
    case 'spent':
      return {
        label: 'Spent by the cells that have not ended',
        value: sum(counted.map(({ spent }) => spent?.minor ?? 0)),
        method: SPENT,
        caveats: counted.flatMap(({ gap }) => gap ?? []),
      };
    default:
      return null;
  }
}
