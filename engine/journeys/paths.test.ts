import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../core/index.ts';
import { seededUniform } from '../stats/index.ts';
import { EXIT, OTHER_PAGES, type PathStep, type PathsQuery, readPaths } from './paths.ts';
import { openSite, type SiteEvent, type SiteFixture } from './site.fixture.ts';

let site: SiteFixture;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const DAYS = { from: dayOf('2026-11-01'), to: dayOf('2026-11-07') };

async function paths(events: readonly SiteEvent[], query: PathsQuery): Promise<readonly PathStep[]> {
  await site.fill(events);
  const found = await readPaths(site.engine, query, DAYS);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

const session = (visitor: string, pages: readonly string[]): SiteEvent[] =>
  pages.map((path, index) => ({ visitor, session: 1, at: 60 * index, event: 'page_view', path }));

const written = (steps: readonly PathStep[]): readonly string[] =>
  steps.map(({ position, from, to, sessions }) => `${position} ${from} > ${to}: ${sessions}`);

it('[AT14] follows sessions page by page, by position', async () => {
  const events = [...session('u1', ['/a', '/b', '/a']), ...session('u2', ['/a', '/b']), ...session('u3', ['/b'])];
  expect(written(await paths(events, { depth: 4, pages: 5 }))).toEqual([
    '1 /a > /b: 2',
    `1 /b > ${EXIT}: 1`,
    '2 /b > /a: 1',
    `2 /b > ${EXIT}: 1`,
    `3 /a > ${EXIT}: 1`,
  ]);
});

it('[AT14] counts a page loaded again once, and says nothing beyond the depth', async () => {
  const events = session('u1', ['/a', '/a', '/b', '/b', '/c', '/d']);
  expect(written(await paths(events, { depth: 3, pages: 9 }))).toEqual(['1 /a > /b: 1', '2 /b > /c: 1']);
});

it('[AT14] puts the less viewed pages together', async () => {
  const events = [...session('u1', ['/a', '/x', '/y']), ...session('u2', ['/a', '/b']), ...session('u3', ['/b', '/a'])];
  expect(written(await paths(events, { depth: 3, pages: 2 }))).toEqual([
    '1 /a > /b: 1',
    `1 /a > ${OTHER_PAGES}: 1`,
    '1 /b > /a: 1',
    `2 /a > ${EXIT}: 1`,
    `2 /b > ${EXIT}: 1`,
    `2 ${OTHER_PAGES} > ${OTHER_PAGES}: 1`,
  ]);
});

it('[AT14] takes views of one instant in the order GA4 sent them', async () => {
  const at = (path: string, place: number): SiteEvent => ({
    visitor: 'u1',
    session: 1,
    at: 5,
    event: 'page_view',
    path,
    place,
  });
  expect(written(await paths([at('/b', 2), at('/a', 1)], { depth: 2, pages: 2 }))).toEqual(['1 /a > /b: 1']);
});

it('[AT14] what enters a page leaves it or ends there, on random sites', async () => {
  const uniform = seededUniform(4);
  const pages = ['/a', '/b', '/c', '/d', '/e'];
  const sessions = Array.from({ length: 300 }, (_, index) =>
    session(
      `u${index}`,
      Array.from({ length: 1 + Math.floor(uniform() * 7) }, () => pages[Math.floor(uniform() ** 2 * 5)] ?? '/a'),
    ),
  );
  const depth = 5;
  const steps = await paths(sessions.flat(), { depth, pages: 3 });
  const sum = (keep: (step: PathStep) => boolean): number =>
    steps.filter(keep).reduce((all, { sessions: some }) => all + some, 0);
  expect(sum(({ position }) => position === 1)).toBe(300);
  for (let position = 2; position < depth; position += 1) {
    for (const page of ['/a', '/b', '/c', OTHER_PAGES]) {
      const entered = sum((step) => step.position === position - 1 && step.to === page);
      expect(sum((step) => step.position === position && step.from === page)).toBe(entered);
    }
  }
});
