import { bigint, char, customType, json, text, uuid } from 'drizzle-orm/pg-core';
import { type Instant, instantOf } from '../../../core/index.ts';

const ZONED = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)([+-]\d{2})(?::?(\d{2}))?$/;

/** `2026-11-02 09:00:00.5+00`, as Postgres prints it, as an instant. @throws RangeError when it is something else. */
export function instantFromPostgres(printed: string): Instant {
  const match = ZONED.exec(printed);
  if (match === null) throw new RangeError(`not a timestamp of Postgres: ${printed}`);
  const [, day, time, hours, minutes = '00'] = match;
  return instantOf(Date.parse(`${day}T${time}${hours}:${minutes}`));
}

/** A UTC instant with milliseconds. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: instantFromPostgres,
});

/** Every row belongs to a workspace: one production database serves many. */
export const workspaceId = () => uuid('workspace_id').notNull();
export const minor = (name: string) => bigint(name, { mode: 'number' }).notNull();
export const currency = () => char('currency', { length: 3 }).notNull();
/** Lower-case SHA-256 hex. */
export const sha256 = (name: string) => char(name, { length: 64 }).notNull();
/** `json`, not `jsonb`: it keeps every text JSON can hold, and is what was signed. */
export const document = (name: string) => json(name).notNull();
export const count = (name: string) => bigint(name, { mode: 'number' }).notNull();
export const words = (name: string) => text(name).notNull();
