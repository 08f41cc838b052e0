import {
  type Cell,
  type Proof,
  TILES,
  type Tile,
  type TileColumn,
  tileSchema,
  workspaceStatusSchema,
} from '../../contract/index.ts';
import { instantOf } from '../../core/index.ts';
import { numberReading } from '../../dashboards/index.ts';
import { makeProof, proofRef } from '../../proofs/index.ts';
import type { ReportTile, TileProofs, TilesReportInput } from './input.ts';
import { numbersOf, rowsOnPaper } from './numbers.ts';

export const EVIL = `=cmd|'/c calc'!A1 <script>alert("x")</script> \u202e {"a":[1]}`;

const SOURCE = {
  dataset: 'spend_daily',
  loadId: '01930000-0000-7000-8000-000000000001',
  rowsRead: 1234,
  dataThrough: '2026-11-21',
  loadedAt: '2026-11-22T05:04:31.000Z',
  snapshotHash: 'a'.repeat(64),
  freshness: 'late',
};

type ColumnInput = Omit<TileColumn, 'id'>;

/** A tile from its columns by id and its rows by key. */
export function tileOf(
  id: Tile['id'],
  draw: Tile['draw'],
  columns: Readonly<Record<string, ColumnInput>>,
  rows: Readonly<Record<string, readonly Cell[]>>,
  rest: Partial<Pick<Tile, 'partialDays' | 'notes' | 'missing' | 'title'>> = {},
): Tile {
  return tileSchema.parse({
    id,
    title: TILES[id].title,
    sentence: `What ${TILES[id].title} shows.`,
    draw,
    columns: Object.entries(columns).map(([columnId, column]) => ({ id: columnId, ...column })),
    rows: Object.entries(rows).map(([key, cells]) => ({ key, cells })),
    scope: {
      period: { from: '2026-11-03', to: '2026-11-21' },
      compare: { from: '2026-10-15', to: '2026-11-02' },
      filters: { channel: ['meta', 'paid_search'] },
      options: { metric: 'cac' },
      currency: 'EUR',
      zone: 'Europe/Berlin',
    },
    scopeText: 'from=2026-11-03&to=2026-11-21&currency=EUR&zone=Europe%2FBerlin&channel=meta',
    sources: [SOURCE],
    dataThrough: '2026-11-21',
    refreshedAt: '2026-11-22T05:04:31.000Z',
    partialDays: [],
    missing: [],
    notes: [],
    elapsedMs: 3,
    ...rest,
  });
}

const dimension = (label: string, kind: TileColumn['kind'] = 'text'): ColumnInput => ({
  label,
  kind,
  role: 'dimension',
});
const money = (label: string, role: TileColumn['role'] = 'measure', of?: string): ColumnInput => ({
  label,
  kind: 'money',
  currency: 'EUR',
  role,
  ...(of === undefined ? {} : { of }),
});
const measure = (label: string, kind: TileColumn['kind']): ColumnInput => ({ label, kind, role: 'measure' });
const bound = (label: string, kind: TileColumn['kind'], role: 'low' | 'high', of: string): ColumnInput => ({
  label,
  kind,
  role,
  of,
  level: 0.9,
  ...(kind === 'money' ? { currency: 'EUR' } : {}),
});
const flag: ColumnInput = { label: 'Mark', kind: 'text', role: 'flag' };

const days = Array.from({ length: 30 }, (_, i) => new Date(Date.UTC(2026, 10, 1 + i)).toISOString().slice(0, 10));

/** One tile of each form, with intervals, a forecast, partial days, missing cells and texts that try to be something else. */
export const TILE_OF_EACH: readonly Tile[] = [
  tileOf(
    'executive.cac',
    { as: 'figure', row: 'total', value: 'cac', spark: 'cac', x: 'day' },
    {
      day: dimension('Day', 'day'),
      cac: money('CAC'),
      cac_low: bound('CAC, low', 'money', 'low', 'cac'),
      cac_high: bound('CAC, high', 'money', 'high', 'cac'),
      cac_before: money('Before', 'before', 'cac'),
      cac_change: money('Change', 'change', 'cac'),
      cac_ratio_change: { label: 'Change, %', kind: 'rate', role: 'ratio_change', of: 'cac' },
    },
    {
      total: [null, 4321.5, 4100, 4550.25, 4000, 321.5, 0.080375],
      ...Object.fromEntries(
        days.slice(0, 20).map((day, i) => [day, [day, 4000 + i * 30, null, null, null, null, null]]),
      ),
    },
    { partialDays: tileSchema.unwrap().shape.partialDays.parse(['2026-11-20']), notes: ['1 USD was 0.9200 EUR.'] },
  ),
  tileOf(
    'executive.trend',
    { as: 'line', x: 'day', y: ['spend', 'clicks'], flag: 'flag', stacked: false },
    {
      day: dimension('Day', 'day'),
      spend: money('Spend'),
      spend_low: bound('Spend, low', 'money', 'low', 'spend'),
      spend_high: bound('Spend, high', 'money', 'high', 'spend'),
      clicks: measure('Clicks', 'count'),
      flag,
    },
    Object.fromEntries(
      days.map((day, i) => [
        day,
        i < 24
          ? [day, 100_000 + i * 1000, null, null, i === 5 ? null : 300 + i, null]
          : [day, 120_000, 90_000 - i * 100, 150_000 + i * 100, null, 'forecast'],
      ]),
    ),
    { partialDays: tileSchema.unwrap().shape.partialDays.parse(['2026-11-24']) },
  ),
  tileOf(
    'growth.contribution',
    { as: 'bars', label: 'channel', value: 'change', flag: 'flag' },
    {
      channel: dimension('Channel'),
      change: measure('Change', 'percentage_points'),
      change_low: bound('Low', 'percentage_points', 'low', 'change'),
      change_high: bound('High', 'percentage_points', 'high', 'change'),
      flag,
    },
    {
      meta: ['meta', 0.0121, 0.009, 0.0152, 'good'],
      evil: [EVIL, -0.0049, -0.006, -0.0038, 'bad'],
      none: ['display', null, null, null, null],
    },
  ),
  tileOf(
    'executive.why',
    { as: 'waterfall', label: 'step', value: 'effect', flag: 'flag' },
    {
      step: dimension('Part'),
      effect: measure('Effect', 'count'),
      effect_low: bound('Low', 'count', 'low', 'effect'),
      effect_high: bound('High', 'count', 'high', 'effect'),
      flag,
    },
    {
      before: ['Before', 1200, null, null, 'total'],
      volume: ['Volume', 150, null, null, 'up'],
      mix: ['Mix', -70, -110, -30, 'down'],
      now: ['Now', 1280, null, null, 'total'],
    },
  ),
  tileOf(
    'finance.retention',
    { as: 'heatmap', row: 'cohort', column: 'age', value: 'margin' },
    { cohort: dimension('Cohort', 'day'), age: dimension('Month', 'count'), margin: money('Margin per customer') },
    Object.fromEntries(
      [0, 1, 2].flatMap((cohort) =>
        [0, 1, 2]
          .filter((age) => cohort + age < 4)
          .map((age) => [`${cohort}-${age}`, [`2026-0${cohort + 7}-01`, age, age === 0 ? -1500 : 2200.4 * age]]),
      ),
    ),
  ),
  tileOf(
    'journeys.funnel',
    { as: 'funnel', step: 'step', value: 'visitors', rate: 'rate', time: 'time' },
    {
      step: dimension('Step'),
      visitors: measure('Visitors', 'count'),
      rate: measure('Went on', 'rate'),
      time: measure('Median time', 'duration'),
    },
    {
      visit: ['session_start', 12_345, null, null],
      view: ['view_item', 4321, 0.35, 272_000],
      buy: ['purchase', 210, 0.0486, 4_320_000],
    },
  ),
  tileOf(
    'journeys.paths',
    { as: 'sankey', from: 'from', to: 'to', value: 'visitors', depth: 'depth' },
    {
      depth: dimension('Step', 'count'),
      from: dimension('From'),
      to: dimension('To'),
      visitors: measure('Visitors', 'count'),
    },
    {
      a: [0, '/start', '/shop', 400],
      b: [0, '/start', '(exit)', 150],
      c: [1, '/shop', '/start', 120],
      d: [1, '/shop', EVIL, 80],
      e: [2, '/start', '/buy', 0],
    },
  ),
  tileOf(
    'growth.multiples',
    { as: 'multiples', facet: 'channel', x: 'day', y: 'roas', before: 'roas_before' },
    {
      channel: dimension('Channel'),
      day: dimension('Day', 'day'),
      roas: measure('ROAS', 'ratio'),
      roas_before: { label: 'Before', kind: 'ratio', role: 'before', of: 'roas' },
    },
    Object.fromEntries(
      ['meta', 'tiktok', 'email'].flatMap((channel, c) =>
        days.slice(0, 7).map((day, i) => [`${channel} ${day}`, [channel, day, 1 + c + i / 10, c === 2 ? null : 1 + c]]),
      ),
    ),
  ),
  tileOf(
    'finance.pacing',
    { as: 'bullet', label: 'what', value: 'spend', goal: 'budget', by_now: 'by_now', forecast: 'end', flag: 'flag' },
    {
      what: dimension('Budget'),
      spend: money('Spend'),
      budget: money('Budget', 'goal', 'spend'),
      by_now: money('By now', 'goal', 'spend'),
      end: money('At the end'),
      end_low: bound('Low', 'money', 'low', 'end'),
      end_high: bound('High', 'money', 'high', 'end'),
      flag,
    },
    {
      all: ['All channels', 7_000_000, 10_000_000, 6_900_000, 10_200_000, 9_800_000, 10_600_000, 'warn'],
      email: ['email', 40_000, null, null, null, null, null, null],
    },
  ),
  tileOf(
    'executive.alerts',
    { as: 'list', title: 'title', text: 'text', flag: 'flag' },
    { title: dimension('What'), text: { label: 'Why', kind: 'text', role: 'text' }, flag },
    { stale: ['Data are late', 'spend_daily ends on 21 Nov 2026.', 'warn'], evil: [EVIL, EVIL, 'bad'] },
  ),
  tileOf(
    'finance.channels',
    { as: 'table' },
    {
      channel: dimension('Channel'),
      spend: money('Spend'),
      spend_before: money('Before', 'before', 'spend'),
      spend_change: money('Change', 'change', 'spend'),
      spend_ratio: { label: 'Change, %', kind: 'rate', role: 'ratio_change', of: 'spend' },
      ltv_cac: measure('LTV to CAC', 'ratio'),
      payback: measure('Payback', 'days'),
      p: measure('Chance of profit', 'probability'),
      first: dimension('First day', 'day'),
      seen: dimension('Last seen', 'instant'),
      score: measure('Score', 'number'),
    },
    {
      meta: ['meta', 123_450, 100_000, 23_450, 0.2345, 3.2, 41, 0.97, '2026-11-03', '2026-11-21T17:04:31.000Z', 0.125],
      'paid/search': [EVIL, 0, 5, -5, -1, null, null, 1, null, null, -0],
      ...Object.fromEntries(
        Array.from({ length: 25 }, (_, i) => [
          `row ${i}`,
          [`channel ${i}`, 1000 + i, null, null, null, 1 + i / 7, i, 0.5, '2026-11-03', null, i / 3],
        ]),
      ),
    },
    { missing: [{ dataset: 'outcomes_daily', reason: 'It has not been imported.' }] },
  ),
];

const clock = { now: () => instantOf(Date.UTC(2026, 10, 22, 6)), millis: () => 0, sleep: async () => undefined };

/** Proofs of the numbers on paper, or of all of them. */
export function proofsOf(tile: Tile, rows = rowsOnPaper(tile)): TileProofs {
  const methods = Object.fromEntries(
    tile.columns.map(({ id }) => [
      id,
      { name: 'Sum', version: '1', seed: null, parameters: [], assumptions: ['none'], reference: 'the exports' },
    ]),
  );
  const query = { id: 'test', sql: 'SELECT 1', params: [] };
  const made = new Map<string, Proof>();
  for (const { row, column } of numbersOf(tile, rows)) {
    const ref = proofRef('tile.number', tile.id, tile.scopeText, row, column);
    const reading = numberReading({ tile, query, methods }, { ref, row, column });
    if (reading !== null) made.set(`${row}\n${column}`, makeProof(reading, clock));
  }
  return { get: (row, column) => made.get(`${row}\n${column}`), all: [...made.values()] };
}

export const reportTile = (tile: Tile): ReportTile => ({
  id: tile.id,
  page: TILES[tile.id].page,
  title: TILES[tile.id].title,
  size: TILES[tile.id].size,
  reading: { tile, proofs: proofsOf(tile) },
});

/** A report of every form of tile, and one that could not be read. */
export const TILES_INPUT: TilesReportInput = {
  title: 'Morning report',
  status: workspaceStatusSchema.parse({
    id: '01930000-0000-7000-8000-000000000009',
    name: 'Balance </style><b>sample</b>',
    sample: true,
    zone: 'America/New_York',
    currency: 'EUR',
    version: '0.1.0',
    datasets: [],
    counts: {
      creativeTests: 0,
      experimentsRunning: 0,
      cellsToLook: 0,
      approvalsWaiting: 0,
      actionsWaiting: 0,
      deadLetters: 0,
    },
    caps: { perDay: { minor: 100_000, currency: 'EUR' }, twoApproversAbove: { minor: 50_000, currency: 'EUR' } },
  }),
  tiles: [
    ...TILE_OF_EACH.map(reportTile),
    {
      id: 'growth.trend',
      page: 'growth',
      title: 'Day by day',
      size: 'full',
      reading: {
        failure: {
          code: 'FX_RATE_MISSING',
          message: 'There is no rate from USD to EUR.',
          next: 'Import fx_rates that cover this day.',
        },
      },
    },
  ],
  generatedAt: instantOf(Date.UTC(2026, 10, 22, 16)),
  zone: 'America/New_York',
};
