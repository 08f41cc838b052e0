import fc from 'fast-check';
import type { CellGroundRow, CellOffer, CellPlanInput } from '../../contract/index.ts';
import { dayOf } from '../../core/index.ts';
import type { PlanGround } from './plan.ts';

const CHANNELS = ['meta', 'google_search', 'tiktok', 'display'];
const SEGMENTS = ['students', 'families', 'retired'];

/** A place with so many sessions and sign-ups over 28 days. */
export const place = (channel: string, segment: string, changes: Partial<CellGroundRow> = {}): CellGroundRow => ({
  ...{ channel, segment, days: 28, impressions: 200_000, clicks: 4_000, sessions: 3_600, signups: 360 },
  ...{ spend: 1_500, firstRevenue: 900, returns: { days: 28, mean: 0.6, squares: 1.2 } },
  ...changes,
});

export const campaign = (channel: string, segment: string, campaignId: string): CellOffer['campaigns'][number] => ({
  ...{ channel, segment, campaignId, impressions: 100_000, clicks: 2_000, sessions: 1_800 },
  signups: campaignId.endsWith('a') ? 150 : 210,
});

/** A creative test that runs there on the last day. */
export const running = (channel: string, segment: string, testId: string): CellOffer['tests'][number] => ({
  ...{ channel, segment, testId, name: testId, firstDay: dayOf('2026-11-10'), lastDay: dayOf('2026-11-20') },
  ...{ variants: 3, impressions: 60_000, clicks: 1_000, conversions: 50 },
});

export const groundOfRows = (rows: readonly CellGroundRow[], offer: Partial<CellOffer> = {}): PlanGround => ({
  rows,
  days: 28,
  offer: {
    campaigns: rows.flatMap(({ channel, segment }) =>
      ['a', 'b'].map((name) => campaign(channel, segment, `${channel}-${name}`)),
    ),
    tests: [],
    from: dayOf('2026-10-24'),
    dataThrough: dayOf('2026-11-20'),
    ...offer,
  },
  cells: new Map(),
  today: dayOf('2026-11-21'),
  dataThrough: dayOf('2026-11-20'),
});

/** Ground as data might have it: places without spend, without sessions, with more sign-ups than sessions. */
export const anyGround: fc.Arbitrary<PlanGround> = fc
  .subarray(CHANNELS.flatMap((channel) => SEGMENTS.map((segment) => ({ channel, segment }))))
  .chain((places) =>
    fc.tuple(
      ...places.map(({ channel, segment }) =>
        fc
          .record({
            impressions: fc.nat(1_000_000),
            clicks: fc.nat(20_000),
            sessions: fc.nat(20_000),
            signups: fc.nat(2_000),
            spend: fc.nat(900_000).map((cents) => cents / 100),
            returns: fc.record({
              days: fc.nat(28),
              mean: fc.nat(3_000).map((n) => n / 1_000),
              squares: fc.nat(9_000).map((n) => n / 1_000),
            }),
          })
          .map((sums) => place(channel, segment, sums)),
      ),
    ),
  )
  .chain((rows) =>
    fc
      .record({
        alone: fc.subarray([...rows]),
        tested: fc.subarray([...rows]),
      })
      .map(({ alone, tested }) =>
        groundOfRows(rows, {
          campaigns: rows.flatMap((row) =>
            (alone.includes(row) ? ['a'] : ['a', 'b']).map((name) => campaign(row.channel, row.segment, name)),
          ),
          tests: tested.map(({ channel, segment }, n) => running(channel, segment, `bal-${n}`)),
        }),
      ),
  );

export const anyInput: fc.Arbitrary<CellPlanInput> = fc.record({
  budget: fc.record({ minor: fc.integer({ min: 1, max: 5_000_000 }), currency: fc.constant('EUR') }),
  days: fc.integer({ min: 7, max: 90 }),
  cells: fc.integer({ min: 2, max: 48 }),
  reward: fc.constantFrom('signup_rate', 'signups_per_spend', 'return_on_spend', 'click_rate'),
  owner: fc.constant('Ana'),
});
