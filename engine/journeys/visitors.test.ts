import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../core/index.ts';
import { openSite, type SiteFixture } from './site.fixture.ts';
import { readAnonymousEvents, readDailyVisitors, readVisitors } from './visitors.ts';

let site: SiteFixture;
beforeAll(async () => {
  site = await openSite();
  const visit = (visitor: string | null, day: string, sessionNumber: number) => ({
    visitor,
    session: sessionNumber,
    sessionNumber,
    at: 60,
    event: 'page_view',
    day,
  });
  await site.fill([
    visit('u1', '2026-11-02', 1),
    visit('u1', '2026-11-02', 2),
    visit('u1', '2026-11-03', 3),
    visit('u2', '2026-11-03', 5),
    visit('u3', '2026-11-09', 1),
    visit(null, '2026-11-03', 1),
  ]);
});
afterAll(() => site.close());

const DAYS = { from: dayOf('2026-11-01'), to: dayOf('2026-11-07') };

it('[AT17] a visitor is new on the day of the first session, and in the period that holds it', async () => {
  const daily = await readDailyVisitors(site.engine, DAYS);
  expect(daily.ok && daily.value.map((row) => [row.day, row.new_visitors, row.returning_visitors])).toEqual([
    ['2026-11-02', 1, 0],
    ['2026-11-03', 0, 2],
  ]);
  expect(await readVisitors(site.engine, DAYS)).toMatchObject({
    ok: true,
    value: { new_visitors: 1, returning_visitors: 1, unknown_visitors: 0, rows_read: 4 },
  });
});

it('[AT17] events without a visitor are counted and left out', async () => {
  expect(await readAnonymousEvents(site.engine, DAYS)).toEqual({ ok: true, value: 1 });
});

it('[AT17] no events, no visitors', async () => {
  const none = { from: dayOf('2025-01-01'), to: dayOf('2025-01-02') };
  expect(await readVisitors(site.engine, none)).toEqual({ ok: true, value: null });
});
