import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDrop } from '../../engine/ingest/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { inMemory } from '../support/in-memory.ts';

const clock = manualClock('2026-11-21T12:00:00.000Z');

/** 2026-11-20T10:00:00Z in microseconds. */
const TEN = Date.parse('2026-11-20T10:00:00.000Z') * 1000;

type Value = Readonly<Record<'string_value' | 'int_value' | 'float_value' | 'double_value', string | number | null>>;
const value = (given: Partial<Value>): Value => ({
  string_value: null,
  int_value: null,
  float_value: null,
  double_value: null,
  ...given,
});
const param = (key: string, given: Partial<Value>) => ({ key, value: value(given) });

/** One event as BigQuery writes it: INT64 as text. */
const event = (more: Readonly<Record<string, unknown>> = {}) => ({
  event_date: '20261120',
  event_timestamp: String(TEN),
  event_name: 'page_view',
  event_params: [
    param('ga_session_id', { int_value: '1763632800' }),
    param('ga_session_number', { int_value: '2' }),
    param('page_location', { string_value: 'https://www.balance.example/balance-v2?utm_source=meta#top' }),
    param('page_title', { string_value: 'Balance "v2"' }),
    param('percent_scrolled', { int_value: '90' }),
  ],
  event_bundle_sequence_id: '7',
  batch_event_index: '0',
  user_pseudo_id: 'u1',
  device: { category: 'mobile', language: 'en-us' },
  geo: { country: 'Germany', city: 'Berlin' },
  traffic_source: { name: '(direct)', medium: '(none)', source: '(direct)' },
  items: [],
  ...more,
});

const purchase = event({
  event_name: 'purchase',
  event_timestamp: String(TEN + 60_000_000),
  event_params: [
    param('ga_session_id', { int_value: '1763632800' }),
    param('value', { double_value: 19.99 }),
    param('currency', { string_value: 'EUR' }),
    param('engagement_time_msec', { int_value: '1500' }),
  ],
  ecommerce: { transaction_id: 'T-1' },
  collected_traffic_source: {
    manual_source: null,
    manual_medium: null,
    manual_campaign_name: 'autumn',
    gclid: 'abc',
  },
  items: [
    { item_id: 'plus', quantity: '2', item_revenue: 15.5 },
    { item_id: 'family', quantity: '1', item_revenue: 4.25 },
  ],
});

let fixture: CacheFixture;
let drop: string;

const lines = (events: readonly object[]) => events.map((one) => `${JSON.stringify(one)}\n`).join('');

async function put(file: string, content: string | Uint8Array, written = '2026-11-21T06:00:00.000Z'): Promise<void> {
  const path = join(drop, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, new Date(written), new Date(written));
}

/** The same events as Parquet, with the types of BigQuery. */
async function putParquet(file: string, events: readonly object[], extra = ''): Promise<void> {
  const source = join(fixture.dir, 'events.json');
  await writeFile(source, lines(events));
  const params =
    'STRUCT("key" VARCHAR, "value" STRUCT(string_value VARCHAR, int_value BIGINT, float_value DOUBLE, double_value DOUBLE))[]';
  const columns = `{event_date: 'VARCHAR', event_timestamp: 'BIGINT', event_name: 'VARCHAR', event_params: '${params}',
    event_bundle_sequence_id: 'BIGINT', user_pseudo_id: 'VARCHAR', device: 'STRUCT(category VARCHAR, language VARCHAR)',
    geo: 'STRUCT(country VARCHAR)', traffic_source: 'STRUCT("name" VARCHAR, medium VARCHAR, "source" VARCHAR)',
    ecommerce: 'STRUCT(transaction_id VARCHAR)', items: 'STRUCT(item_id VARCHAR, quantity BIGINT, item_revenue DOUBLE)[]',
    collected_traffic_source: 'STRUCT(manual_source VARCHAR, manual_medium VARCHAR, manual_campaign_name VARCHAR, gclid VARCHAR)'${extra}}`;
  await mkdir(drop, { recursive: true });
  const read = `SELECT * FROM read_json('${source}', format = 'newline_delimited', columns = ${columns})`;
  await inMemory((connection) => connection.run(`COPY (${read}) TO '${join(drop, file)}' (FORMAT parquet)`));
}

const importIt = () => importDrop(fixture, { path: drop });

beforeEach(async () => {
  fixture = await openCacheFixture(clock);
  drop = join(fixture.dir, 'exports', 'analytics_42', 'events_20261120');
});
afterEach(() => fixture.close());

const pageView = {
  day: '2026-11-20',
  user_pseudo_id: 'u1',
  event_at: '2026-11-20T10:00:00.000Z',
  event_name: 'page_view',
  event_bundle_sequence_id: 7,
  batch_event_index: 0,
  ga_session_id: 1_763_632_800,
  ga_session_number: 2,
  page_location: 'https://www.balance.example/balance-v2?utm_source=meta#top',
  page_path: '/balance-v2',
  source: '(direct)',
  medium: '(none)',
  campaign: '(direct)',
  channel_group: 'Direct',
  device_category: 'mobile',
  country: 'Germany',
  engagement_time_msec: null,
  value: null,
  currency: null,
  transaction_id: null,
  items_count: 0,
  items_quantity: null,
  items_revenue: null,
  item_ids: null,
  params: '{"page_title":"Balance \\"v2\\"","percent_scrolled":90}',
};
const bought = {
  event_name: 'purchase',
  event_at: '2026-11-20T10:01:00.000Z',
  source: 'google',
  medium: 'cpc',
  campaign: 'autumn',
  channel_group: 'Paid Search',
  value: 19.99,
  currency: 'EUR',
  transaction_id: 'T-1',
  engagement_time_msec: 1500,
  items_count: 2,
  items_quantity: 3,
  items_revenue: 19.75,
  item_ids: 'plus,family',
  params: null,
  page_path: null,
};
const stored = () => fixture.rows('SELECT * EXCLUDE (_load) FROM ga4_events ORDER BY event_at, batch_event_index');

describe('the GA4 export', () => {
  it.each([
    ['JSON lines', 'events-000000000000.json', (text: string) => text],
    ['gzipped JSON lines', 'events-000000000000.json.gz', (text: string) => gzipSync(text)],
  ])('[IN10] as %s becomes flat rows', async (_, file, pack) => {
    await put(file, pack(lines([event(), purchase])));
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 2, quarantined: 0, dataThrough: '2026-11-20', dataset: 'ga4_events' });
    expect(load.source).toBe('BigQuery export; nested GA4 events made flat');
    const [first, second] = await stored();
    expect(first).toEqual(pageView);
    expect(second).toMatchObject(bought);
  });

  it('[IN10] as Parquet becomes the same rows; equal events of exports without batch numbers are told apart', async () => {
    await putParquet('events_20261120-000000000000.parquet', [event(), event(), purchase]);
    expect(succeeded(await importIt()).load).toMatchObject({ rows: 3, quarantined: 0 });
    const [first, second, third] = await stored();
    expect(first).toEqual(pageView);
    expect(second).toEqual({ ...pageView, batch_event_index: 1 });
    expect(third).toMatchObject(bought);
  });

  it('[IN10] takes the session’s last click before what came with the event', async () => {
    const manual_campaign = { source: 'newsletter', medium: 'email', campaign_name: 'november' };
    const clicked = { ...purchase, session_traffic_source_last_click: { manual_campaign } };
    await put('events-000000000000.json', lines([clicked]));
    succeeded(await importIt());
    expect(await stored()).toMatchObject([
      { source: 'newsletter', medium: 'email', campaign: 'november', channel_group: 'Email' },
    ]);
  });

  it('[IN11] lines that are no events go to quarantine, and the rest loads', async () => {
    await put(
      'events-000000000000.json',
      `${lines([event()])}{"event_date": "2026\n${lines([event({ event_date: 'soon', batch_event_index: '1' })])}`,
    );
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 1, quarantined: 2 });
  });

  it('[IN4] the intraday table of a day that is complete is passed over', async () => {
    drop = join(fixture.dir, 'exports', 'analytics_42');
    await put('events_intraday_20261120-000000000000.json', lines([event()]));
    await put('events_20261120-000000000000.json', lines([event(), purchase]));
    await put(
      'events_intraday_20261121.json',
      lines([event({ event_date: '20261121', event_timestamp: String(TEN + 86_400_000_000) })]),
    );
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 3, days: 2, dataThrough: '2026-11-21' });
  });

  it('[IN12] a day that GA4 wrote again replaces what it was', async () => {
    await put('events-000000000000.json', lines([event()]));
    succeeded(await importIt());
    await put('events-000000000000.json', lines([event(), purchase]), '2026-11-21T09:00:00.000Z');
    expect(succeeded(await importIt())).toMatchObject({ alreadyLoaded: false, load: { rows: 2 } });
    expect(await fixture.rows('SELECT count(*) AS n FROM ga4_events')).toEqual([{ n: 2 }]);
  });
});
