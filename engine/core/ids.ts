import { v7, validate } from 'uuid';
import type { Brand } from './brand.ts';
import type { Clock, Random } from './ports.ts';

/** A UUIDv7: sorts by time of making. */
export type Uuid = Brand<string, 'Uuid'>;

export const isUuid = (text: string): text is Uuid => validate(text);

/** Makes ids from the ports, so that a seeded run makes the same ids again. */
export function newId(clock: Clock, random: Random): Uuid {
  const id = v7({ msecs: clock.millis(), random: random.bytes(16) });
  if (!isUuid(id)) throw new Error('uuid made an invalid id');
  return id;
}
