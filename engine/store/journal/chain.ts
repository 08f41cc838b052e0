import { createHash } from 'node:crypto';
import type { JournalEntry } from '../../contract/index.ts';
import { canonicalJson } from '../../core/index.ts';

/** Separates these hashes from every other SHA-256 in the product, and names the format. */
export const JOURNAL_DOMAIN = 'growth-workbench/journal/1';

/** `prev` of the first entry. */
export const GENESIS = '0'.repeat(64);

/** What an entry's hash covers besides the hash before it. */
export type EntryBody = Pick<JournalEntry, 'seq' | 'at' | 'actor' | 'event'>;

/** Lower-case hex SHA-256 of domain, previous hash and canonical JSON of the body, one a line. */
export function entryHash(prev: string, { seq, at, actor, event }: EntryBody): string {
  const body = canonicalJson({ seq, at, actor, event });
  return createHash('sha256').update(`${JOURNAL_DOMAIN}\n${prev}\n${body}`).digest('hex');
}

export const chained = (prev: string, body: EntryBody): JournalEntry => ({
  ...body,
  prev,
  hash: entryHash(prev, body),
});
