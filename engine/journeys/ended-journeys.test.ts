import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../core/index.ts';
import { seededUniform } from '../stats/index.ts';
import { readEnded, readPathCounts } from './ended-journeys.ts';
import { openSite, type SiteFixture, type Touch } from './site.fixture.ts';

let site: SiteFixture;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const DAYS = { from: dayOf('2026-11-03'), to: dayOf('2026-11-05') };

const journey = (id: string, touches: readonly (readonly [string, string])[], end: Partial<Touch> = {}): Touch[] =>
  touches.map(([channel, day], index) => ({ journey: id, position: index + 1, channel, day, ...end }));

const TOUCHES: readonly Touch[] = [
  // Began before the period, ended in it.
  ...journey(
    'j1',
    [
      ['meta', '2026-11-01'],
      ['email', '2026-11-03'],
    ],
    { convertedAt: '2026-11-04 00:00:00', value: 599, currency: 'EUR' },
  ),
  ...journey('j2', [['meta', '2026-11-04']], { convertedAt: '2026-11-04 18:00:00', value: 500, currency: 'USD' }),
  ...journey('j3', [['meta', '2026-11-05']], { segment: 'students' }),
  // Touched the period, went on after it.
  ...journey('j4', [
    ['meta', '2026-11-04'],
    ['meta', '2026-11-06'],
  ]),
  ...journey('j5', [['email', '2026-11-02']]),
];

async function counts(filters: Parameters<typeof readPathCounts>[1]['filters'] = {}) {
  await site.fill([], TOUCHES);
  const found = await readPathCounts(site.engine, { days: DAYS, filters, currency: 'EUR' });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

it('[AT15] a journey belongs to the day of its last touch, and is taken whole', async () => {
  const { journeys, unvalued } = await counts();
  const paths = journeys.paths.map((path) => path.map((channel) => journeys.channels[channel]).join(' '));
  expect(paths).toEqual(['meta', 'meta email']);
  expect([...journeys.outcomes.conversions]).toEqual([1, 1]);
  expect([...journeys.outcomes.losses]).toEqual([1, 0]);
  expect([...journeys.outcomes.value]).toEqual([0, 599]);
  expect([...journeys.valueSquares]).toEqual([0, 599 * 599]);
  expect(unvalued).toBe(1);
});

it('[AT15] a filter keeps whole journeys that have a touch of it', async () => {
  const { journeys } = await counts({ channel: ['email', 'tiktok'] });
  expect(journeys.channels).toEqual(['email', 'meta']);
  expect(journeys.paths).toEqual([[1, 0]]);
  expect((await counts({ segment: ['students'] })).journeys.outcomes.losses).toEqual(Float64Array.of(1));
});

it('[AT16] counts conversions and the days they took, by day and in all', async () => {
  await site.fill([], TOUCHES);
  const found = await readEnded(site.engine, { days: DAYS, filters: {} });
  if (!found.ok || found.value === null) throw new Error('nothing ended');
  const { total, daily } = found.value;
  // j1 took 2.5 days, j2 a quarter of a day.
  expect(total).toMatchObject({ journeys: 3, conversions: 2, days_median: 1.375, touches_mean: 1.5, rows_read: 4 });
  expect(total.days_median_low).toBe(0.25);
  expect(total.days_median_high).toBe(2.5);
  expect(daily.map(({ day, journeys, conversions }) => [day, journeys, conversions])).toEqual([
    ['2026-11-03', 1, 1],
    ['2026-11-04', 1, 1],
    ['2026-11-05', 1, 0],
  ]);
});

it('[AT16] no journey, no number', async () => {
  await site.fill([]);
  expect(await readEnded(site.engine, { days: DAYS, filters: {} })).toEqual({ ok: true, value: null });
});

it('[AT15] journeys of any length keep every touch in its place', async () => {
  const uniform = seededUniform(12);
  const names = ['meta', 'email', 'direct', 'youtube'];
  const lengths = [1, 14, 15, 16, 30, 59, 60, 61, 75, 130];
  const paths = lengths.map((length) => Array.from({ length }, () => names[Math.floor(uniform() * 4)] ?? 'meta'));
  const touches = paths.flatMap((path, index) =>
    journey(
      `j${index}`,
      path.map((channel): readonly [string, string] => [channel, '2026-11-04']),
    ),
  );
  await site.fill([], touches);
  for (const days of [DAYS, { from: dayOf('2025-01-01'), to: dayOf('2026-11-30') }]) {
    const found = await readPathCounts(site.engine, { days, filters: {}, currency: 'EUR' });
    if (!found.ok) throw new Error(found.error.message);
    const { channels, paths: numbered } = found.value.journeys;
    const read = numbered.map((path) => path.map((channel) => channels[channel]).join(' '));
    expect(read.toSorted()).toEqual(paths.map((path) => path.join(' ')).toSorted());
  }
});
