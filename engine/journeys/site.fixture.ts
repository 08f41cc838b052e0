import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnalyticsEngine, analyticsEngine, Cache } from '../store/cache/index.ts';

/** One event, as a test writes it: visitor, session, seconds after midnight UTC of `day`, event, page. */
export interface SiteEvent {
  readonly visitor: string | null;
  readonly session: number;
  readonly at: number;
  readonly event: string;
  readonly path?: string;
  readonly day?: string;
  readonly sessionNumber?: number;
  readonly channel?: string;
  /** Order among events of the same instant. */
  readonly place?: number;
}

export interface Touch {
  readonly journey: string;
  readonly position: number;
  readonly channel: string;
  readonly day: string;
  readonly segment?: string;
  /** Days after the touch's midnight at which it converted; missing when it did not. */
  readonly convertedAt?: string;
  readonly value?: number;
  readonly currency?: string;
}

export interface SiteFixture {
  readonly engine: AnalyticsEngine;
  fill(events: readonly SiteEvent[], touches?: readonly Touch[]): Promise<void>;
  close(): Promise<void>;
}

const columns = (text: string) =>
  text.split(', ').map((column) => {
    const [name = '', type = ''] = column.split(' ');
    return { name, type };
  });

const TABLES = [
  {
    name: 'ga4_events',
    columns: columns(
      'day DATE, user_pseudo_id VARCHAR, event_at TIMESTAMP, event_name VARCHAR, event_bundle_sequence_id BIGINT, batch_event_index BIGINT, ga_session_id BIGINT, ga_session_number BIGINT, page_path VARCHAR, channel_group VARCHAR, device_category VARCHAR',
    ),
  },
  {
    name: 'journeys',
    columns: columns(
      'journey_id VARCHAR, position BIGINT, day DATE, touch_at TIMESTAMP, channel VARCHAR, campaign_id VARCHAR, segment VARCHAR, new_visitor BOOLEAN, converted BOOLEAN, converted_at TIMESTAMP, value_minor BIGINT, currency VARCHAR',
    ),
  },
];

const text = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`;

const eventValues = (event: SiteEvent, index: number): string => {
  const day = event.day ?? '2026-11-02';
  const at = `TIMESTAMP '${day}' + to_microseconds(${Math.round(event.at * 1e6)})`;
  return `(DATE '${day}', ${text(event.visitor)}, ${at}, ${text(event.event)}, 1, ${event.place ?? index}, ${event.session},
    ${event.sessionNumber ?? 1}, ${text(event.path)}, ${text(event.channel)}, 'mobile', 1)`;
};

const touchValues = (touch: Touch): string =>
  `(${text(touch.journey)}, ${touch.position}, DATE '${touch.day}', TIMESTAMP '${touch.day} 12:00:00', ${text(touch.channel)},
    NULL, ${text(touch.segment)}, true, ${touch.convertedAt !== undefined},
    ${touch.convertedAt === undefined ? 'NULL' : `TIMESTAMP '${touch.convertedAt}'`}, ${touch.value ?? 'NULL'}, ${text(touch.currency)}, 1)`;

/** A cache with the two datasets of the journeys page, to be filled by a test. */
export async function openSite(): Promise<SiteFixture> {
  const dir = await mkdtemp(join(tmpdir(), 'gw-site-'));
  const opened = await Cache.open({
    path: join(dir, 'cache.duckdb'),
    tempDir: join(dir, 'overflow'),
    memoryLimit: '300MB',
    threads: 1,
    tables: TABLES,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const cache = opened.value;
  return {
    engine: analyticsEngine(
      cache,
      () => 'fresh',
      () => 0,
    ),
    async fill(events, touches = []) {
      const rows = [
        ...(events.length === 0 ? [] : [`INSERT INTO ga4_events VALUES ${events.map(eventValues).join(', ')}`]),
        ...(touches.length === 0 ? [] : [`INSERT INTO journeys VALUES ${touches.map(touchValues).join(', ')}`]),
      ];
      for (const sql of ['DELETE FROM ga4_events', 'DELETE FROM journeys', ...rows]) {
        const done = await cache.read((connection) => connection.run(sql));
        if (!done.ok) throw new Error(done.error.message);
      }
    },
    async close() {
      await cache.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
