import { readFile } from 'node:fs/promises';
import { appError } from '../../engine/core/index.ts';
import { Failure } from './failure.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
};

/** Why a file can not be read, in words. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return ('code' in thrown ? REASONS[String(thrown.code)] : undefined) ?? thrown.message;
}

/** What a JSON file says, with or without a byte order mark; null when it is none. `parse` is for JSON that is more than it. @throws Failure CASES_UNREADABLE */
export async function readJson(file: string, parse: (text: string) => unknown = JSON.parse): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new Failure(appError('CASES_UNREADABLE', { file, reason: reasonOf(thrown) }));
  });
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
