import { createHash } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import type { CreativeTestList } from '../engine/contract/index.ts';
import type { Result } from '../engine/core/index.ts';

/**
 * The list of creative tests as the cache held it when it was last read, so that the window has rows before the data
 * worker is up. It is served only while the cache is, to the nanosecond, the file it was read from, and the worker is the
 * program that read it. Proofs and details never come from here.
 */
export interface StartList {
  /** The kept list as JSON without `<`, or null when there is none for this very cache. Never throws. */
  kept(): Promise<string | null>;
  /** Reads the list, and keeps the answer unless the cache changed meanwhile. */
  keeping(read: () => Promise<Result<CreativeTestList>>): Promise<Result<CreativeTestList>>;
}

export interface StartListFiles {
  /** `cache.duckdb`. */
  readonly cache: string;
  /** The worker's entry: another build may count differently. */
  readonly worker: string;
  /** Where the list is kept. */
  readonly list: string;
  /** Told when the list could not be kept, which only makes the next start slower. */
  readonly onTrouble: (thrown: unknown) => void;
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');

async function identityOf(path: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino}:${size}:${mtimeNs}`;
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How fresh the data is changes with the clock, so a kept list does not say it. */
const withoutClock = (list: CreativeTestList): CreativeTestList => ({
  ...list,
  sources: list.sources.map((source) => ({ ...source, freshness: 'unknown' })),
});

/** `<` never ends or opens an element where the text is put into a page. */
const forPage = (list: CreativeTestList): string => JSON.stringify(withoutClock(list)).replaceAll('<', '\\u003c');

export function startListOf({ cache, worker, list, onTrouble }: StartListFiles): StartList {
  /** What the numbers depend on; null while the cache has changes that are not in its file yet, or is not there. */
  const key = async (): Promise<string | null> => {
    const [data, pending, program] = await Promise.all([
      identityOf(cache),
      identityOf(`${cache}.wal`),
      identityOf(worker),
    ]);
    return data === null || pending !== null || program === null ? null : `1 ${data} ${program}`;
  };

  /** First line: the key and the digest of the rest. */
  const write = async (now: string, text: string): Promise<void> => {
    const temporary = `${list}.${process.pid}.new`;
    await writeFile(temporary, `${now} ${digestOf(text)}\n${text}`, { mode: 0o600 });
    await rename(temporary, list);
  };

  return {
    async kept() {
      try {
        const [now, content] = await Promise.all([key(), readFile(list, 'utf8')]);
        const end = content.indexOf('\n');
        const text = content.slice(end + 1);
        const isOurs = now !== null && end > 0 && content.slice(0, end) === `${now} ${digestOf(text)}`;
        return isOurs && !text.includes('<') ? text : null;
      } catch (thrown) {
        if (!isMissing(thrown)) onTrouble(thrown);
        return null;
      }
    },
    async keeping(read) {
      const before = await key();
      const answer = await read();
      if (!answer.ok || before === null) return answer;
      const after = await key();
      if (after === before) await write(before, forPage(answer.value)).catch(onTrouble);
      return answer;
    },
  };
}
