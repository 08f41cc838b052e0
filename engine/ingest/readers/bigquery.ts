import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appError, err, ok, type Result } from '../../core/index.ts';
import type { Found } from './found.ts';
import { isBookkeeping, isData, type Listing, nameIn } from './listing.ts';

/** `events_20261120-000000000003.parquet`: a stem, a shard of EXPORT DATA with a wildcard, a kind of file. */
const SHARD = /^(.*?)[-_.]?(\d{12})(\.[a-z.]+)$/;
/** A GA4 day table as one file: `events_20261120.parquet`. */
const EVENTS = /^events_(?:intraday_)?\d{8}(?=[-_.]|$)/;

interface Shard {
  readonly path: string;
  readonly stem: string;
  readonly number: number | null;
}

function shardOf(path: string): Shard | null {
  const name = nameIn(path);
  const match = SHARD.exec(name);
  const folder = path.slice(0, path.length - name.length);
  if (match !== null) return { path, stem: `${folder}${match[1] ?? ''}`, number: Number(match[2]) };
  return EVENTS.test(name) ? { path, stem: `${folder}${name.replace(/\..*$/, '')}`, number: null } : null;
}

const shardsOf = ({ files }: Listing): readonly Shard[] =>
  files
    .filter((path) => !isBookkeeping(path) && isData(path))
    .map(shardOf)
    .filter((shard) => shard !== null);

/** Whether a file is called as BigQuery calls its shards. */
export const isShardName = (name: string): boolean => !isBookkeeping(name) && isData(name) && shardOf(name) !== null;

/** The day table a GA4 path belongs to, and whether it is the one of a day that is still going on. */
const eventTable = (path: string): { readonly day: string; readonly intraday: boolean } | null => {
  const match = /(?:^|\/)events_(intraday_)?(\d{8})(?=[-_./]|$)/.exec(path);
  return match === null ? null : { day: match[2] ?? '', intraday: match[1] !== undefined };
};

/** Whether all data files of a folder are named as BigQuery names them. */
export const isBigQuery = (listed: Listing): boolean => {
  const data = listed.files.filter((path) => !isBookkeeping(path) && isData(path));
  return data.length > 0 && shardsOf(listed).length === data.length;
};

/**
 * Reads the shards of a BigQuery export. It writes no marker, so the numbers of each export have to run from zero
 * without a gap. The intraday table of a day whose daily table is there too is passed over: GA4 deletes it then.
 * Errors: DROP_INCOMPLETE.
 */
export async function readBigQuery(root: string, listed: Listing): Promise<Result<Found>> {
  const all = shardsOf(listed);
  const daily = new Set(
    all
      .map(({ path }) => eventTable(path))
      .filter((table) => table?.intraday === false)
      .map((table) => table?.day),
  );
  const shards = all.filter(({ path }) => {
    const table = eventTable(path);
    return table === null || !table.intraday || !daily.has(table.day);
  });
  const numbers = new Map<string, Set<number>>();
  for (const { stem, number } of shards) {
    if (number !== null) numbers.set(stem, (numbers.get(stem) ?? new Set()).add(number));
  }
  for (const found of numbers.values()) {
    if (Math.max(...found) !== found.size - 1) return err(appError('DROP_INCOMPLETE', { path: root }));
  }
  const times = await Promise.all(shards.map(async ({ path }) => (await stat(join(root, path))).mtimeMs));
  return ok({
    kind: 'bigquery',
    generated: times.reduce((latest, time) => Math.max(latest, time), 0),
    files: shards.map(({ path }) => ({ path, bytes: null, rows: null })),
    prefixes: [...new Set(shards.map(({ stem }) => nameIn(stem)))],
    columns: null,
  });
}
