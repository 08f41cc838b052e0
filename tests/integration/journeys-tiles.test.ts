import { beforeAll, describe, expect, it } from 'vitest';
import { type ScopeInput, scopeSchema, type Tile, type TileId, tilesOf } from '../../engine/contract/index.ts';
import { dayOf } from '../../engine/core/index.ts';
import { proveTileNumber, readTile } from '../../engine/dashboards/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { SAMPLE_ZONE, type Sample, withSample } from '../support/sample-cache.ts';
import { cellOf, numberOf, sampleTile, tileReader } from '../support/tiles.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await withSample();
}, 120_000);

/** Four weeks inside the data: journeys begin before them and end after them. */
const PERIOD = { from: dayOf('2026-10-20'), to: dayOf('2026-11-16') };
const BEFORE = { from: dayOf('2026-09-22'), to: dayOf('2026-10-19') };
const SCOPE: ScopeInput = { period: PERIOD, compare: 'previous' };

const read = async (tile: TileId, scope: ScopeInput = SCOPE): Promise<Tile> =>
  succeeded(await sampleTile(sample, tile, scope));

const withOptions = (options: Record<string, string>, scope: ScopeInput = SCOPE): ScopeInput => ({ ...scope, options });

/** Whether a planted value lies in the interval drawn out to about three standard errors. */
const covers = (tile: Tile, key: string, column: string, planted: number): boolean => {
  const value = numberOf(tile, key, column);
  const room = 1.85;
  const low = value - room * (value - numberOf(tile, key, `${column}_low`));
  const high = value + room * (numberOf(tile, key, `${column}_high`) - value);
  return planted >= low && planted <= high;
};

interface Journey {
  readonly path: readonly string[];
  readonly fresh: boolean;
  readonly converted: boolean;
  readonly last: string;
  readonly days: number;
}

/** Every journey of the sample, put together row by row. */
async function everyJourney(): Promise<readonly Journey[]> {
  const rows =
    await sample.rows(`SELECT journey_id, channel, day::VARCHAR AS day, epoch_ms(touch_at) AS at, new_visitor,
    epoch_ms(converted_at) AS done FROM journeys ORDER BY journey_id, position`);
  const journeys = new Map<
    string,
    { path: string[]; fresh: boolean; first: number; last: string; done: number | null }
  >();
  for (const { journey_id: id, channel, day, at, new_visitor: fresh, done } of rows) {
    const known = journeys.get(String(id)) ?? {
      path: [],
      fresh: fresh === true,
      first: Number(at),
      last: '',
      done: done === null ? null : Number(done),
    };
    known.path.push(String(channel));
    known.last = String(day);
    journeys.set(String(id), known);
  }
  return [...journeys.values()].map(({ path, fresh, first, last, done }) => ({
    path,
    fresh,
    converted: done !== null,
    last,
    days: done === null ? Number.NaN : (done - first) / 86_400_000,
  }));
}

const within = (days: { readonly from: string; readonly to: string }) => (journey: Journey) =>
  journey.last >= days.from && journey.last <= days.to;

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + (place % 1) * ((sorted[Math.ceil(place)] ?? Number.NaN) - low);
};

describe('figures of journeys', () => {
  it('[AT15] conversions equal a count by hand, in all, by day and before', async () => {
    const journeys = await everyJourney();
    const converted = (days: typeof PERIOD | typeof BEFORE) =>
      journeys.filter(within(days)).filter((journey) => journey.converted).length;
    const tile = await read('journeys.conversions');
    expect(numberOf(tile, 'total', 'conversions')).toBe(converted(PERIOD));
    expect(numberOf(tile, 'total', 'conversions_before')).toBe(converted(BEFORE));
    expect(numberOf(tile, 'total', 'conversions_change')).toBe(converted(PERIOD) - converted(BEFORE));
    expect(numberOf(tile, 'total', 'journeys')).toBe(journeys.filter(within(PERIOD)).length);
    const day = journeys.filter(({ last, converted: done }) => last === '2026-11-03' && done).length;
    expect(numberOf(tile, '2026-11-03', 'conversions')).toBe(day);
  });

  it('[AT16] days to convert and touches before equal a count by hand', async () => {
    const done = (await everyJourney()).filter(within(PERIOD)).filter(({ converted }) => converted);
    const days = done.map((journey) => journey.days);
    const tile = await read('journeys.days_to_convert');
    expect(numberOf(tile, 'total', 'median')).toBeCloseTo(quantile(days, 0.5), 9);
    expect(numberOf(tile, 'total', 'lower_quartile')).toBeCloseTo(quantile(days, 0.25), 9);
    expect(numberOf(tile, 'total', 'p90')).toBeCloseTo(quantile(days, 0.9), 9);
    expect(numberOf(tile, 'total', 'median_low')).toBeLessThan(numberOf(tile, 'total', 'median'));
    expect(numberOf(tile, 'total', 'median_high')).toBeGreaterThan(numberOf(tile, 'total', 'median'));
    const touches = await read('journeys.touches');
    const mean = done.reduce((sum, { path }) => sum + path.length, 0) / done.length;
    expect(numberOf(touches, 'total', 'touches')).toBeCloseTo(mean, 9);
    const sd = Math.sqrt(done.reduce((sum, { path }) => sum + (path.length - mean) ** 2, 0) / (done.length - 1));
    expect(numberOf(touches, 'total', 'touches_high')).toBeCloseTo(mean + (1.6448536 * sd) / Math.sqrt(done.length), 6);
  });
});

describe('visitors', () => {
  it('[AT17] new and returning equal a hand-written count, by day and in the period', async () => {
    const days = `day BETWEEN '${PERIOD.from}' AND '${PERIOD.to}'`;
    const [all] = await sample.rows(`SELECT count(DISTINCT user_pseudo_id) AS visitors,
      count(DISTINCT CASE WHEN ga_session_number = 1 THEN user_pseudo_id END) AS fresh FROM ga4_events WHERE ${days}`);
    const share = await read('journeys.new_share');
    expect(numberOf(share, 'total', 'new')).toBe(all?.fresh);
    expect(numberOf(share, 'total', 'new') + numberOf(share, 'total', 'returning')).toBe(all?.visitors);
    expect(numberOf(share, 'total', 'share')).toBeCloseTo(Number(all?.fresh) / Number(all?.visitors), 12);
    const [day] = await sample.rows(`SELECT count(DISTINCT user_pseudo_id) AS visitors,
      count(DISTINCT CASE WHEN ga_session_number = 1 THEN user_pseudo_id END) AS fresh FROM ga4_events
      WHERE day = '2026-11-05'`);
    const daily = await read('journeys.visitors');
    expect(daily.rows).toHaveLength(28);
    expect(numberOf(daily, '2026-11-05', 'new')).toBe(day?.fresh);
    expect(numberOf(daily, '2026-11-05', 'returning')).toBe(Number(day?.visitors) - Number(day?.fresh));
  });
});

describe('the funnel', () => {
  it('[AT11] counts and times equal hand-written SQL that joins step by step', async () => {
    const hits = `SELECT user_pseudo_id AS u, ga_session_id AS s, epoch_ms(event_at) AS t, event_name AS e
      FROM ga4_events WHERE day BETWEEN '${PERIOD.from}' AND '${PERIOD.to}'`;
    const next = (from: string, event: string) => `SELECT h.u, h.s, any_value(p.t) AS before, min(h.t) AS t
      FROM ${from} AS p JOIN hits AS h ON h.u = p.u AND h.s = p.s WHERE h.e = '${event}' AND h.t >= p.t GROUP BY h.u, h.s`;
    const [found] = await sample.rows(`WITH hits AS (${hits}),
      a AS (SELECT u, s, min(t) AS t FROM hits WHERE e = 'session_start' GROUP BY u, s),
      b AS (${next('a', 'sign_up_start')}), c AS (${next('b', 'sign_up')}), d AS (${next('c', 'purchase')})
      SELECT (SELECT count(*) FROM a) AS n1, (SELECT count(*) FROM b) AS n2, (SELECT count(*) FROM c) AS n3,
        (SELECT count(*) FROM d) AS n4, (SELECT median(t - before) FROM c) AS wait`);
    const tile = await read('journeys.funnel');
    expect(['1', '2', '3', '4'].map((step) => numberOf(tile, step, 'units'))).toEqual([
      found?.n1,
      found?.n2,
      found?.n3,
      found?.n4,
    ]);
    expect(numberOf(tile, '3', 'rate')).toBeCloseTo(Number(found?.n3) / Number(found?.n2), 12);
    expect(numberOf(tile, '3', 'lost')).toBe(Number(found?.n2) - Number(found?.n3));
    expect(numberOf(tile, '4', 'of_first')).toBeCloseTo(Number(found?.n4) / Number(found?.n1), 12);
    expect(numberOf(tile, '3', 'time')).toBe(found?.wait);
    const times = await read('journeys.step_times');
    expect(numberOf(times, '3', 'median')).toBe(found?.wait);
    expect(numberOf(times, '3', 'units')).toBe(found?.n3);
  });

  it('[AT13] finds the planted rates of new and returning visitors', async () => {
    const tile = await read('journeys.funnel', withOptions({ group: 'visitor' }, { period: 'all' }));
    for (const step of sample.truth.site.steps) {
      // Half of the landings are on the page that starts a sign-up `v2Lift` times as often.
      const began = step.landing * step.signUpStart * (0.5 + 0.5 * sample.truth.site.v2Lift);
      expect(covers(tile, `${step.visitor}/2`, 'rate', began)).toBe(true);
      expect(covers(tile, `${step.visitor}/3`, 'rate', step.signUp)).toBe(true);
      expect(covers(tile, `${step.visitor}/4`, 'rate', step.purchase)).toBe(true);
    }
  });

  it('names the group beside each step where funnels stand side by side', async () => {
    const tile = await read('journeys.funnel', withOptions({ group: 'visitor' }));
    expect([cellOf(tile, 'new/2', 'group'), cellOf(tile, 'new/2', 'step')]).toEqual(['new', 'new: sign_up_start']);
    const steps = tile.rows.map(({ key }) => cellOf(tile, key, 'step'));
    expect(new Set(steps).size).toBe(8);
  });

  it('[AT13] finds the planted times between steps', async () => {
    const tile = await read('journeys.step_times', { period: 'all' });
    const { signUpStart, signUp, purchase } = sample.truth.site.medianSeconds;
    for (const [key, seconds] of Object.entries({ '2': signUpStart, '3': signUp, '4': purchase })) {
      expect(covers(tile, key, 'median', seconds * 1000)).toBe(true);
    }
  });

  it('finds that one landing page starts more sign-ups', async () => {
    const rate = async (page: string): Promise<number> => {
      const steps = `session_start ${page} > sign_up_start`;
      return numberOf(await read('journeys.funnel', withOptions({ steps }, { period: 'all' })), '2', 'rate');
    };
    const lift = (await rate('/balance-v2')) / (await rate('/balance-insight-v1'));
    expect(Math.abs(lift - sample.truth.site.v2Lift)).toBeLessThan(0.06);
  });

  it('[AT12] a visitor may take days where a session may not', async () => {
    const session = await read('journeys.funnel');
    const week = await read('journeys.funnel', withOptions({ window: '7' }));
    expect(numberOf(week, '1', 'units')).toBeLessThan(numberOf(session, '1', 'units'));
    expect(numberOf(week, '4', 'of_first')).toBeGreaterThan(numberOf(session, '4', 'of_first'));
    expect(week.columns.find(({ id }) => id === 'units')?.label).toBe('Visitors');
  });
});

it('[AT14] paths equal a walk through every session', async () => {
  const rows = await sample.rows(`SELECT user_pseudo_id || '/' || ga_session_id AS session, page_path FROM ga4_events
    WHERE event_name = 'page_view' AND day BETWEEN '${PERIOD.from}' AND '${PERIOD.to}'
    ORDER BY session, event_at, event_bundle_sequence_id, batch_event_index`);
  const sessions = new Map<string, string[]>();
  const views = new Map<string, number>();
  for (const { session, page_path: page } of rows) {
    const pages = sessions.get(String(session)) ?? [];
    views.set(String(page), (views.get(String(page)) ?? 0) + 1);
    if (pages.at(-1) !== page) pages.push(String(page));
    sessions.set(String(session), pages);
  }
  const [first = '', second = '', third = ''] = [...views].sort(([, a], [, b]) => b - a).map(([page]) => page);
  const named = [first, second, third, ...[...views].sort(([, a], [, b]) => b - a).map(([page]) => page)].slice(3, 8);
  const name = (page: string): string => (named.includes(page) ? page : 'Other pages');
  const links = new Map<string, number>();
  for (const pages of sessions.values()) {
    for (let at = 0; at < Math.min(pages.length, 3); at += 1) {
      const to = pages[at + 1];
      const key = `${at + 1}/${name(pages[at] ?? '')}/${to === undefined ? 'Exit' : name(to)}`;
      links.set(key, (links.get(key) ?? 0) + 1);
    }
  }
  const tile = await read('journeys.paths', withOptions({ depth: '4', pages: '5' }));
  expect(new Map(tile.rows.map(({ key }) => [key, numberOf(tile, key, 'sessions')]))).toEqual(
    new Map([...links].sort()),
  );
});

describe('attribution', () => {
  it('[AT9] last and first touch equal hand-written SQL', async () => {
    const counted = (pick: string) => `SELECT channel, count(*) AS credit FROM (
      SELECT ${pick}(channel, position) AS channel, max(day) AS day, bool_or(converted) AS converted FROM journeys GROUP BY journey_id)
      WHERE converted AND day BETWEEN '${PERIOD.from}' AND '${PERIOD.to}' GROUP BY channel`;
    const last = await read('journeys.attribution');
    for (const { channel, credit } of await sample.rows(counted('arg_max'))) {
      expect(numberOf(last, String(channel), 'touch')).toBe(credit);
    }
    const first = await read('journeys.attribution', withOptions({ rule: 'first_touch' }));
    for (const { channel, credit } of await sample.rows(counted('arg_min'))) {
      expect(numberOf(first, String(channel), 'touch')).toBe(credit);
    }
  });

  it('[AT2] Markov equals repeated multiplication of the transition matrix', async () => {
    const journeys = (await everyJourney()).filter(within(PERIOD));
    const moves = new Map<string, Map<string, number>>();
    const move = (from: string, to: string) => {
      const row = moves.get(from) ?? new Map<string, number>();
      row.set(to, (row.get(to) ?? 0) + 1);
      moves.set(from, row);
    };
    for (const { path, converted } of journeys) {
      path.forEach((channel, at) => {
        move(path[at - 1] ?? 'start', channel);
      });
      move(path.at(-1) ?? 'start', converted ? 'yes' : 'no');
    }
    const channels = [...moves.keys()].filter((state) => state !== 'start');
    const chance = (without: string | null): number => {
      let at = new Map([['start', 1]]);
      let won = 0;
      for (let step = 0; step < 400; step += 1) {
        const then = new Map<string, number>();
        for (const [state, mass] of at) {
          const row = moves.get(state) ?? new Map<string, number>();
          const all = [...row.values()].reduce((sum, count) => sum + count, 0);
          for (const [to, count] of row) {
            const part = (mass * count) / all;
            if (to === 'yes') won += part;
            else if (to !== 'no' && to !== without) then.set(to, (then.get(to) ?? 0) + part);
          }
        }
        at = then;
      }
      return won;
    };
    const whole = chance(null);
    const effects = new Map(channels.map((channel) => [channel, 1 - chance(channel) / whole]));
    const sum = [...effects.values()].reduce((all, effect) => all + effect, 0);
    const conversions = journeys.filter(({ converted }) => converted).length;
    const tile = await read('journeys.attribution');
    for (const [channel, effect] of effects) {
      expect(numberOf(tile, channel, 'removal')).toBeCloseTo(effect, 10);
      expect(numberOf(tile, channel, 'markov')).toBeCloseTo((effect / sum) * conversions, 7);
    }
  });

  it('[AT1] every column adds up to the conversions, and to their value', async () => {
    const journeys = (await everyJourney()).filter(within(PERIOD));
    const conversions = journeys.filter(({ converted }) => converted).length;
    const [money] = await sample.rows(`SELECT sum(value_minor) AS value FROM (
      SELECT max(value_minor) AS value_minor, max(day) AS day FROM journeys GROUP BY journey_id)
      WHERE day BETWEEN '${PERIOD.from}' AND '${PERIOD.to}'`);
    const credit = await read('journeys.attribution');
    const value = await read('journeys.attribution', withOptions({ credit: 'value' }));
    for (const column of ['touch', 'markov', 'data_driven']) {
      const sum = (tile: Tile) =>
        tile.rows
          .filter(({ key }) => key !== 'all channels')
          .reduce((all, { key }) => all + numberOf(tile, key, column), 0);
      expect(sum(credit)).toBeCloseTo(conversions, 7);
      expect(numberOf(credit, 'all channels', column)).toBeCloseTo(conversions, 7);
      expect(sum(value)).toBeCloseTo(Number(money?.value), 5);
    }
    expect(value.columns.find(({ id }) => id === 'markov')).toMatchObject({ kind: 'money', currency: 'EUR' });
  });

  it('[AT10] data-driven credit finds the planted effects of the channels', async () => {
    // What each channel is expected to bring: its effect on each path it is on, and an equal part of the base chance.
    const { base, returning, channels } = sample.truth.journeys;
    const effects = new Map(channels.map(({ channel, effect }) => [channel, effect]));
    const planted = new Map<string, number>();
    for (const { path, fresh } of await everyJourney()) {
      const present = [...new Set(path)];
      const own = (base + (fresh ? 0 : returning)) / present.length;
      for (const channel of present) {
        planted.set(channel, (planted.get(channel) ?? 0) + own + (effects.get(channel) ?? 0));
      }
    }
    const tile = await read('journeys.attribution', { period: 'all' });
    const missed = (column: string): readonly string[] =>
      [...planted]
        .filter(([channel, expected]) => !covers(tile, channel, column, expected))
        .map(([channel]) => channel);
    expect(missed('data_driven')).toEqual([]);
    expect(missed('touch').length).toBeGreaterThanOrEqual(4);
    expect(missed('markov').length).toBeGreaterThanOrEqual(4);
    expect(numberOf(tile, 'direct', 'touch')).toBeGreaterThan(3 * numberOf(tile, 'direct', 'data_driven'));
    expect(cellOf(tile, 'google_search', 'flag')).toBe('down');
  });

  it('[AT15] a filter keeps whole journeys', async () => {
    const journeys = (await everyJourney()).filter(within(PERIOD)).filter(({ path }) => path.includes('display'));
    const scope = { ...SCOPE, filters: { channel: ['display'] } };
    const tile = await read('journeys.attribution', scope);
    const conversions = journeys.filter(({ converted }) => converted).length;
    expect(numberOf(tile, 'all channels', 'touch')).toBe(conversions);
    expect(numberOf(await read('journeys.conversions', scope), 'total', 'journeys')).toBe(journeys.length);
  });
});

describe('every tile', () => {
  const choices: readonly Record<string, string>[] = [
    {},
    { window: '7', group: 'channel', rule: 'linear', credit: 'value', depth: '3', pages: '12' },
    { steps: 'session_start /balance-v2 > page_view /pricing > purchase', group: 'device', rule: 'last_non_direct' },
    {
      window: '30',
      group: 'visitor',
      model: 'markov_2',
      worth: 'conversions',
      rule: 'first_touch',
      depth: '6',
      pages: '5',
    },
  ];

  it.each(tilesOf('journeys'))('%s says a sentence and fills its table, whatever is chosen', async (tile) => {
    for (const options of choices) {
      const { sentence, notes, columns, rows, draw } = await read(tile, withOptions(options));
      for (const text of [sentence, ...notes]) {
        expect(text).toMatch(/^[^a-z].*\.$/);
        expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object|—/);
      }
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const { cells } of rows) {
        expect(cells).toHaveLength(columns.length);
        expect(cells.every((cell) => typeof cell !== 'number' || Number.isFinite(cell))).toBe(true);
      }
      const names = columns.map(({ id }) => id);
      const { as, ...drawn } = draw;
      for (const name of Object.entries(drawn).flatMap(([role, value]) => (role === 'row' ? [] : value))) {
        if (typeof name === 'string') expect(names).toContain(name);
      }
      const bounded = columns.flatMap(({ role, of }) => (role === 'low' && of !== undefined ? [of] : []));
      for (const measure of bounded) {
        for (const row of rows) {
          const [low, value, high] = [`${measure}_low`, measure, `${measure}_high`].map(
            (id) => row.cells[names.indexOf(id)] ?? null,
          );
          if (typeof low !== 'number' || typeof value !== 'number' || typeof high !== 'number') continue;
          expect(low).toBeLessThanOrEqual(value + 1e-9);
          expect(high).toBeGreaterThanOrEqual(value - 1e-9);
        }
      }
      expect(as).not.toBe('');
    }
  });
});

describe('what a tile refuses', () => {
  const never = { period: { from: dayOf('2020-01-01'), to: dayOf('2020-01-31') } };
  const refused: readonly (readonly [TileId, ScopeInput, string])[] = [
    ['journeys.funnel', { options: { steps: 'purchase' } }, 'CHOICE_UNKNOWN'],
    ['journeys.funnel', { options: { window: '400' } }, 'CHOICE_UNKNOWN'],
    ['journeys.step_times', { options: { group: 'weather' } }, 'CHOICE_UNKNOWN'],
    ['journeys.paths', { options: { depth: '50' } }, 'CHOICE_UNKNOWN'],
    ['journeys.attribution', { options: { model: 'oracle' } }, 'CHOICE_UNKNOWN'],
    ['journeys.funnel', { filters: { channel: ['meta'] } }, 'METRIC_NOT_SPLIT'],
    ['journeys.attribution', { filters: { geo: ['DE-BE'] } }, 'METRIC_NOT_SPLIT'],
    ['journeys.funnel', { options: { steps: 'no_such_event > purchase' } }, 'NO_DATA'],
    ['journeys.conversions', never, 'NO_DATA'],
    ['journeys.paths', never, 'NO_DATA'],
    ['journeys.attribution', never, 'NO_DATA'],
  ];
  it.each(refused)('%s with %o', async (tile, scope, code) => {
    expect(await sampleTile(sample, tile, { ...SCOPE, ...scope })).toMatchObject({ ok: false, error: { code } });
  });
});

it('credit for value needs a value in the reporting currency', async () => {
  const scope = scopeSchema.parse(withOptions({ credit: 'value' }));
  const request = { tile: 'journeys.attribution', scope, currency: 'CHF', zone: SAMPLE_ZONE } as const;
  expect(await readTile(await tileReader(sample), request)).toMatchObject({ ok: false, error: { code: 'NO_DATA' } });
});

it('[AT7] a number made again is the same, and its proof says how', async () => {
  const tile = await read('journeys.attribution');
  const reader = await tileReader(sample);
  for (const [column, reference] of [
    ['markov', 'Anderl'],
    ['data_driven', 'Dalessandro'],
  ] as const) {
    const keys = [tile.id, tile.scopeText, 'meta', column];
    const proof = succeeded(await proveTileNumber(reader, { ref: 'ref', keys }));
    expect(proof.value.value).toBe(numberOf(tile, 'meta', column));
    expect(proof.method.reference).toContain(reference);
    expect(proof.method.seed).not.toBeNull();
    expect(proof.sources.map(({ dataset }) => dataset)).toEqual(['journeys']);
  }
});
