import type { TileColumn } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import {
  type Decomposition,
  decompose,
  type Group,
  type MetricDefinition,
  type MetricTable,
  readMetrics,
} from '../../metrics/index.ts';
import { dimensionColumn, flagColumn, metricColumn } from '../parts/columns.ts';
import { metricOf } from '../parts/metric-tile.ts';
import { DIMENSION_LABELS, dimensionOption, readNames } from '../parts/names.ts';
import { written, writtenDays } from '../parts/wording.ts';
import type { ProofMethod, TileContent, TileContext, TileDefinition } from '../tile.ts';

/** What a metric grows out of: its volume, and what the rate between the two is called. */
const DRIVERS: Readonly<Record<string, { readonly volume: string; readonly rate: string }>> = {
  new_customers: { volume: 'sessions', rate: 'conversion' },
  signups: { volume: 'sessions', rate: 'sign-up' },
  clicks: { volume: 'impressions', rate: 'click-through' },
};

/** Groups whose own effect is shown; the others are put together. */
const SHOWN = 4;
const Z90 = 1.6448536269514722;

/** Volume and outcome of each group in both periods. */
export function groupsOf(
  now: MetricTable,
  before: MetricTable,
  ids: { readonly volume: string; readonly outcome: string; readonly by: 'channel' | 'segment' | 'campaign' | 'geo' },
): readonly Group[] {
  const keyed = (table: MetricTable) => new Map(table.rows.map((row) => [row.dims[ids.by] ?? '', row.values]));
  const [current, past] = [keyed(now), keyed(before)];
  return [...new Set([...current.keys(), ...past.keys()])].sort().map((key) => ({
    key,
    volume: current.get(key)?.get(ids.volume)?.value ?? 0,
    outcome: current.get(key)?.get(ids.outcome)?.value ?? 0,
    volumeBefore: past.get(key)?.get(ids.volume)?.value ?? 0,
    outcomeBefore: past.get(key)?.get(ids.outcome)?.value ?? 0,
  }));
}

interface Step {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** Standard error; null where the part is counted, not estimated. */
  readonly error: number | null;
  readonly flag: 'total' | 'up' | 'down' | 'info';
}

const direction = (value: number): Step['flag'] => (value > 0 ? 'up' : value < 0 ? 'down' : 'info');

interface Words {
  readonly outcome: MetricDefinition;
  readonly volume: MetricDefinition;
  readonly rate: string;
  readonly nameOf: (id: string) => string;
}

/** From the total before to the total now: volume, mix, and the rate of the groups that moved most. */
export function whySteps(split: Decomposition, { outcome, volume, rate, nameOf }: Words): readonly Step[] {
  const ranked = split.groups.toSorted((a, b) => Math.abs(b.rate) - Math.abs(a.rate));
  const rest = ranked.slice(SHOWN);
  const part = (key: string, label: string, value: number, error: number | null = null): Step => ({
    key,
    label,
    value,
    error,
    flag: direction(value),
  });
  return [
    { key: 'before', label: `${outcome.label} before`, value: split.before, error: null, flag: 'total' },
    part('volume', `${volume.label}, more or fewer`, split.volume),
    part('mix', `Mix: where ${volume.label.toLowerCase()} come from`, split.mix),
    ...ranked
      .slice(0, SHOWN)
      .map((group) => part(`rate:${group.key}`, `${nameOf(group.key)}: ${rate} rate`, group.rate, group.rateError)),
    ...(rest.length === 0
      ? []
      : [
          part(
            'rate_of_others',
            `Others: ${rate} rate`,
            rest.reduce((sum, group) => sum + group.rate, 0),
            Math.sqrt(rest.reduce((sum, group) => sum + group.rateError ** 2, 0)),
          ),
        ]),
    { key: 'now', label: `${outcome.label} now`, value: split.now, error: null, flag: 'total' },
  ];
}

function sentenceOf(split: Decomposition, words: Words, days: string): string {
  const { outcome, volume } = words;
  const change = split.now - split.before;
  const verb = change > 0 ? 'rose' : 'fell';
  if (change === 0) return `${outcome.label} are the same as in ${days}.`;
  const parts = [
    { name: `the number of ${volume.label.toLowerCase()}`, value: split.volume },
    { name: 'the mix of sources', value: split.mix },
    { name: `the ${words.rate} rate`, value: split.rate },
  ].toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const [first, second] = parts.map(({ name, value }) => {
    const amount = written(outcome, Math.abs(value), '');
    return `${name} (${value >= 0 ? '+' : '−'}${amount})`;
  });
  return `${outcome.label} ${verb} by ${written(outcome, Math.abs(change), '')} against ${days}: first of all ${first}, then ${second}.`;
}

const COLUMNS = (outcome: MetricDefinition, currency: string): readonly TileColumn[] => [
  dimensionColumn('step', 'Part'),
  { ...metricColumn(outcome, currency, 'effect'), label: 'Effect' },
  { ...metricColumn(outcome, currency, 'effect_low'), label: 'Effect, low', role: 'low', of: 'effect', level: 0.9 },
  { ...metricColumn(outcome, currency, 'effect_high'), label: 'Effect, high', role: 'high', of: 'effect', level: 0.9 },
  flagColumn(),
];

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { scope, engine, signal } = context;
  const chosen = scope.options.metric ?? 'new_customers';
  const driver = DRIVERS[chosen] ?? DRIVERS.new_customers;
  if (driver === undefined) throw new Error('new_customers has no driver');
  const outcome = metricOf(context, DRIVERS[chosen] === undefined ? 'new_customers' : chosen);
  if (!outcome.ok) return outcome;
  const volume = metricOf(context, driver.volume);
  if (!volume.ok) return volume;
  if (scope.compare === null) return err(appError('NO_COMPARISON'));
  const by = dimensionOption(scope.options, 'why_by', 'channel');
  const request = {
    metrics: [outcome.value, volume.value],
    by: [by],
    grain: null,
    filters: scope.filters,
    currency: scope.currency,
  } as const;
  const now = await readMetrics(engine, { ...request, days: scope.period }, signal);
  if (!now.ok) return now;
  const before = await readMetrics(engine, { ...request, days: scope.compare }, signal);
  if (!before.ok) return before;
  if (now.value.rows.length === 0 && before.value.rows.length === 0) {
    return err(appError('NO_DATA', { what: outcome.value.label }));
  }
  const nameOf = await readNames(context, by);
  if (!nameOf.ok) return nameOf;
  const split = decompose(
    groupsOf(now.value, before.value, { volume: volume.value.id, outcome: outcome.value.id, by }),
  );
  const words = { outcome: outcome.value, volume: volume.value, rate: driver.rate, nameOf: nameOf.value };
  return ok({
    title: `What changed in ${outcome.value.label.toLowerCase()}, and why`,
    sentence: sentenceOf(split, words, writtenDays(scope.compare)),
    draw: { as: 'waterfall', label: 'step', value: 'effect', flag: 'flag' },
    columns: COLUMNS(outcome.value, scope.currency),
    rows: whySteps(split, words).map(({ key, label, value, error, flag }) => ({
      key,
      cells: [
        label,
        value,
        error === null ? null : value - Z90 * error,
        error === null ? null : value + Z90 * error,
        flag,
      ],
    })),
    notes: [
      `Split by ${DIMENSION_LABELS[by].toLowerCase()}. The parts add up to the change exactly.`,
      'Intervals of rate effects take each outcome as one of independent trials; the true spread is wider when days differ.',
      ...now.value.rateNotes,
    ],
  });
}

const METHOD: ProofMethod = {
  name: 'Volume, mix and rate',
  version: '1.0',
  seed: null,
  parameters: [{ name: 'Interval', value: '90 %, normal, binomial outcomes in both periods' }],
  assumptions: ['An outcome belongs to the group and day it is reported under', 'Volumes are known, not estimated'],
  reference: 'Kitagawa 1955, Components of a difference between two rates',
};

/** What changed and why. Options: `metric` (new_customers, signups, clicks), `why_by` (a dimension). */
export const WHY: TileDefinition = { id: 'executive.why', read, method: () => METHOD };
