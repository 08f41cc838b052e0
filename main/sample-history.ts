import { readFile } from 'node:fs/promises';
import { sampleCellHistory } from '../engine/bandits/sample/index.ts';
import {
  type Clock,
  type Day,
  dayIn,
  type Instant,
  instantOf,
  millisOf,
  ok,
  type Result,
} from '../engine/core/index.ts';
import { type Happening, sampleDesigns, sampleHistory } from '../engine/experiments/sample/index.ts';
import { readJournal, type Spine } from '../engine/store/journal/index.ts';
import { lockWorkspace } from '../engine/store/lock.ts';
import { layoutOf, readWorkspace } from '../engine/workspace/index.ts';
import { folderFault, openHistory } from './history.ts';
import type { Host } from './host.ts';

/** A clock that is set by hand: what the sample tells lies in the past. */
function storyClock(start: Instant, { sleep }: Pick<Clock, 'sleep'>): Clock & { set(at: Instant): void } {
  let millis = millisOf(start);
  return {
    now: () => instantOf(millis),
    millis: () => millis,
    sleep,
    set: (at) => {
      millis = millisOf(at);
    },
  };
}

/**
 * Begins the sample's journal with what happened with its experiments and explore cells, on the days of its data. Fails as opening the
 * journal and writing to it do.
 */
export async function writeSampleHistory(
  folder: string,
  through: Day,
  host: Pick<Host, 'clock' | 'log'>,
): Promise<Result<void>> {
  const settings = await readWorkspace(folder);
  if (!settings.ok) return settings;
  const { currency } = settings.value;
  const happenings = [...sampleHistory(through, currency), ...sampleCellHistory(through, currency)].toSorted((a, b) =>
    a.at === b.at ? 0 : a.at < b.at ? -1 : 1,
  );
  const [first] = happenings;
  const clock = storyClock(first?.at ?? host.clock.now(), host.clock);
  const layout = layoutOf(folder);
  const lock = await lockWorkspace(layout.lock).catch((thrown: unknown) => folderFault(folder, thrown));
  if (!lock.ok) return lock;
  try {
    const spine = await openHistory(layout, settings.value, { clock, log: host.log });
    return spine.ok ? await tell(spine.value, happenings, clock.set) : spine;
  } finally {
    await lock.value.release();
  }
}

async function tell(
  spine: Spine,
  happenings: readonly Happening[],
  setClock: (at: Instant) => void,
): Promise<Result<void>> {
  try {
    for (const { at, events } of happenings) {
      setClock(at);
      const written = await spine.transact(() => ok(events.map((event) => ({ actor: 'system', event }))));
      if (!written.ok) return written;
    }
    return ok(undefined);
  } finally {
    await spine.close();
  }
}

/**
 * The last day of the data that belong to a sample's journal: those of the day on which it is filled would be later than
 * what it tells when it was begun before midnight, or interrupted. Null when it does not tell it to its end.
 */
export async function sampleEnd(folder: string): Promise<Day | null> {
  const { entries } = readJournal(await readFile(layoutOf(folder).journal));
  const { key } = sampleDesigns('').annual;
  const last = entries.find(({ event }) => event.type === 'experiment.started' && event.key === key);
  return last === undefined ? null : dayIn(millisOf(last.at), 'UTC');
}
