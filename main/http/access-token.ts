import { readFile, stat } from 'node:fs/promises';
import { appError, err, ok, type Random, type Result } from '../../engine/core/index.ts';
import { writeWhole } from '../../engine/workspace/write-whole.ts';

export interface AccessToken {
  readonly token: string;
  /** The file it stands in; null when it came from the environment. */
  readonly file: string | null;
}

export interface AccessTokenOptions {
  /** `GW_TOKEN`; wins over the file. */
  readonly given: string | undefined;
  readonly file: string;
  readonly random: Random;
}

/** 256 bits. */
const LENGTH = 32;

/** What a header can carry, and long enough that it can't be guessed. */
const USABLE = /^[A-Za-z0-9._~+/=-]{32,512}$/;

const REFUSAL = 'it has to be 32 to 512 letters, digits or . _ ~ + / = -';

const isMissing = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';

const faultOf = (path: string, thrown: unknown) =>
  err(appError('TOKEN_FILE', { path, reason: thrown instanceof Error ? thrown.message : String(thrown) }));

/**
 * The token clients of the server have to send: from the environment, else from its file, which is made with 256 random
 * bits, for its owner alone, when there is none. Fails with TOKEN_FILE.
 */
export async function accessToken({ given, file, random }: AccessTokenOptions): Promise<Result<AccessToken>> {
  if (given !== undefined && given !== '')
    return USABLE.test(given)
      ? ok({ token: given, file: null })
      : err(appError('TOKEN_FILE', { path: 'GW_TOKEN', reason: REFUSAL }));
  try {
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      return err(appError('TOKEN_FILE', { path: file, reason: 'other users of this computer may read it' }));
    const token = (await readFile(file, 'utf8')).trim();
    return USABLE.test(token) ? ok({ token, file }) : err(appError('TOKEN_FILE', { path: file, reason: REFUSAL }));
  } catch (thrown) {
    return isMissing(thrown) ? make(file, random) : faultOf(file, thrown);
  }
}

async function make(file: string, random: Random): Promise<Result<AccessToken>> {
  const token = Buffer.from(random.bytes(LENGTH)).toString('base64url');
  try {
    await writeWhole(file, `${token}\n`);
    return ok({ token, file });
  } catch (thrown) {
    return faultOf(file, thrown);
  }
}
