import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../core/index.ts';
import { seededUniform } from '../stats/index.ts';
import { readFunnels } from './funnel.ts';
import { type FunnelStep, parseSteps } from './funnel-steps.ts';
import type { FunnelQuery } from './queries/index.ts';
import { openSite, type SiteEvent, type SiteFixture } from './site.fixture.ts';

let site: SiteFixture;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const DAYS = { from: dayOf('2026-11-01'), to: dayOf('2026-11-07') };

const stepsOf = (text: string): readonly FunnelStep[] => {
  const steps = parseSteps(text);
  if (!steps.ok) throw new Error(steps.error.message);
  return steps.value;
};

const query = (steps: string, rest: Partial<FunnelQuery> = {}): FunnelQuery => ({
  steps: stepsOf(steps),
  window: { within: 'session' },
  group: 'none',
  ...rest,
});

async function ask(asked: FunnelQuery) {
  const found = await readFunnels(site.engine, asked, DAYS);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

async function funnels(events: readonly SiteEvent[], asked: FunnelQuery) {
  await site.fill(events);
  return ask(asked);
}

const units = async (events: readonly SiteEvent[], asked: FunnelQuery) =>
  (await funnels(events, asked))[0]?.stages.map((stage) => stage.units);

const at = (event: string, seconds: number, rest: Partial<SiteEvent> = {}): SiteEvent => ({
  visitor: 'u1',
  session: 1,
  at: seconds,
  event,
  ...rest,
});

describe('a funnel', () => {
  it('[AT11] takes the first event of each step after the one before', async () => {
    const events = [at('buy', 1), at('land', 10), at('look', 5), at('look', 20), at('look', 30), at('buy', 25)];
    const [funnel] = await funnels(events, query('land > look > buy'));
    expect(funnel?.stages.map((stage) => stage.units)).toEqual([1, 1, 1]);
    expect(funnel?.stages.map((stage) => stage.wait?.median ?? null)).toEqual([null, 10_000, 5_000]);
  });

  it('[AT11] an event before the step it follows does not count', async () => {
    expect(await units([at('land', 10), at('buy', 5)], query('land > buy'))).toEqual([1, 0]);
    expect(await units([at('look', 3), at('buy', 5)], query('land > buy'))).toBeUndefined();
  });

  it('[AT11] events of one instant count as in order, a repeated event only once', async () => {
    const events = [at('land', 10), at('look', 10)];
    expect(await units(events, query('look > land'))).toEqual([1, 1]);
    expect(await units(events, query('land > land'))).toEqual([1, 0]);
    expect(await units([...events, at('land', 11)], query('land > land'))).toEqual([1, 1]);
  });

  it('[AT12] stays within a session, or within days of the first step for a visitor', async () => {
    const events = [
      at('land', 10),
      at('buy', 20, { session: 2 }),
      at('land', 10, { visitor: 'u2', day: '2026-11-07' }),
      at('buy', 9, { visitor: 'u2', day: '2026-11-10' }),
      at('land', 10, { visitor: 'u3', day: '2026-11-07' }),
      at('buy', 11, { visitor: 'u3', day: '2026-11-10' }),
      // Began after the period.
      at('land', 10, { visitor: 'u4', day: '2026-11-08' }),
    ];
    expect(await units(events, query('land > buy'))).toEqual([3, 0]);
    expect(await units(events, query('land > buy', { window: { within: 'visitor', days: 3 } }))).toEqual([3, 2]);
  });

  it('[AT12] leaves out events without a visitor', async () => {
    expect(await units([at('land', 1, { visitor: null }), at('land', 1)], query('land > buy'))).toEqual([1, 0]);
  });

  it('takes a page path with all pages below it, and no page that only begins alike', async () => {
    const events = ['/sign-up', '/sign-up/done', '/sign-up-later', undefined].map((path, index) =>
      at('page_view', index, { visitor: `u${index}`, ...(path === undefined ? {} : { path }) }),
    );
    expect(await units(events, query('page_view /sign-up > buy'))).toEqual([2, 0]);
  });

  it('tells groups apart by their first step', async () => {
    const events = [
      at('land', 1, { channel: 'Email', sessionNumber: 3 }),
      at('buy', 2, { channel: 'Direct', sessionNumber: 3 }),
      at('land', 1, { visitor: 'u2', channel: 'Direct' }),
      at('land', 1, { visitor: 'u3', channel: 'Direct' }),
    ];
    const by = async (group: FunnelQuery['group']) =>
      (await funnels(events, query('land > buy', { group }))).map(({ group: name, stages }) => [
        name,
        ...stages.map((stage) => stage.units),
      ]);
    expect(await by('channel')).toEqual([
      ['Direct', 2, 0],
      ['Email', 1, 1],
    ]);
    expect(await by('visitor')).toEqual([
      ['new', 2, 0],
      ['returning', 1, 1],
    ]);
    expect(await by('device')).toEqual([['mobile', 3, 1]]);
  });

  it('[AT13] gives rates with Wilson intervals', async () => {
    const events = Array.from({ length: 20 }, (_, i) => [
      at('land', 1, { visitor: `u${i}` }),
      ...(i < 5 ? [at('buy', 2, { visitor: `u${i}` })] : []),
    ]).flat();
    const [funnel] = await funnels(events, query('land > buy'));
    const last = funnel?.stages[1];
    expect(last?.lost).toBe(15);
    expect(last?.ofPrevious?.rate).toBe(0.25);
    // Wilson's formula with z = 1.64485 by Python.
    expect(last?.ofPrevious?.low).toBeCloseTo(0.127377, 6);
    expect(last?.ofPrevious?.high).toBeCloseTo(0.432202, 6);
  });
});

/** The same by plain code, event by event. */
function byHand(events: readonly SiteEvent[], steps: readonly string[], days: number | null): readonly number[] {
  const clock = (event: SiteEvent): number => Date.parse(`${event.day ?? '2026-11-02'}T00:00:00Z`) + event.at * 1000;
  const unitOf = (event: SiteEvent): string =>
    days === null ? `${event.visitor}/${event.session}` : `${event.visitor}`;
  const keyed = [...new Set(events.map(unitOf))].map((unit) => events.filter((event) => unitOf(event) === unit));
  const reached = steps.map(() => 0);
  for (const own of keyed) {
    let last = Number.NEGATIVE_INFINITY;
    let first = Number.NaN;
    for (const [index, step] of steps.entries()) {
      const repeated = steps[index - 1] === step;
      const times = own.filter(({ event }) => event === step).map(clock);
      const next = Math.min(...times.filter((time) => (repeated ? time > last : time >= last)));
      if (index === 0) first = next;
      if (!Number.isFinite(next) || (days !== null && next > first + days * 86_400_000)) break;
      reached[index] = (reached[index] ?? 0) + 1;
      last = next;
    }
  }
  return reached;
}

it('[AT11] equals a walk event by event on random sites', async () => {
  const uniform = seededUniform(99);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(uniform() * values.length)] ?? values[0];
  for (let round = 0; round < 5; round += 1) {
    const events = Array.from({ length: 250 }, () =>
      at(pick(['a', 'b', 'c', 'd']), Math.floor(uniform() * 60), {
        visitor: `u${Math.floor(uniform() * 25)}`,
        session: Math.floor(uniform() * 3),
        day: pick(['2026-11-02', '2026-11-03', '2026-11-05']),
      }),
    );
    await site.fill(events);
    const counted = async (asked: FunnelQuery) => (await ask(asked))[0]?.stages.map((stage) => stage.units);
    for (const steps of ['a > b > c > d', 'b > b > a', 'd > a']) {
      const names = steps.split(' > ');
      expect(await counted(query(steps))).toEqual(byHand(events, names, null));
      const window = { within: 'visitor', days: 1 } as const;
      expect(await counted(query(steps, { window }))).toEqual(byHand(events, names, 1));
    }
  }
});

it('steps are two to eight events, each with a path or none', () => {
  expect(stepsOf('a>b /x')).toEqual([
    { event: 'a', path: null },
    { event: 'b', path: '/x' },
  ]);
  for (const wrong of ['a', 'a > ', 'a > b x', 'a > b /x y', Array.from({ length: 9 }, () => 'a').join('>')]) {
    expect(parseSteps(wrong)).toMatchObject({ ok: false, error: { code: 'CHOICE_UNKNOWN' } });
  }
});
