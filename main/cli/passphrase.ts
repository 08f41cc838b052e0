import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { appError } from '../../engine/core/index.ts';
import type { Cli } from './cli.ts';
import { Failure, WrongUsage } from './failure.ts';

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? '';

/** The passphrase: first line of the file, else `GW_PASSPHRASE`, else asked for without showing it. */
export async function passphraseFor(cli: Cli, member: string, file: string | undefined): Promise<string> {
  if (file !== undefined) {
    try {
      return firstLine(await readFile(resolve(cli.cwd, file), 'utf8'));
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw new WrongUsage(`the passphrase file can not be read: ${reason}`);
    }
  }
  const fromEnvironment = cli.environment.GW_PASSPHRASE;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  const typed = await cli.askHidden(`Passphrase of ${member}: `);
  if (typed === null) throw new Failure(appError('SIGN_IN_REQUIRED'));
  return typed;
}
