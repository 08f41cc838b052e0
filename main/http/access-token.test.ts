import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../ports.ts';
import { accessToken } from './access-token.ts';

describe('the token of the server', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-token-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  const file = () => join(dir, 'http-token');
  const token = (given?: string) => accessToken({ given, file: file(), random: systemRandom });

  it('[EX41] is made once, with 256 bits, in a file for its owner alone', async () => {
    const made = await token();
    if (!made.ok) throw new Error(made.error.message);
    expect(Buffer.from(made.value.token, 'base64url')).toHaveLength(32);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readFile(file(), 'utf8')).toBe(`${made.value.token}\n`);
    expect(await token()).toEqual(made);
    await rm(file());
    expect(await token()).not.toEqual(made);
  });

  it('[EX41] comes from the environment where it is given there, and is not written', async () => {
    const given = 'x'.repeat(32);
    expect(await token(given)).toEqual({ ok: true, value: { token: given, file: null } });
    await expect(stat(file())).rejects.toMatchObject({ code: 'ENOENT' });
    for (const bad of ['short', `${given} `, `${given}ü`, 'x'.repeat(513)])
      expect(await token(bad)).toMatchObject({ error: { code: 'TOKEN_FILE', detail: { path: 'GW_TOKEN' } } });
  });

  it('[EX41] is refused from a file that others may read, or that holds none', async () => {
    await writeFile(file(), 'y'.repeat(40), { mode: 0o600 });
    expect(await token()).toMatchObject({ ok: true });
    await chmod(file(), 0o640);
    expect(await token()).toMatchObject({ error: { code: 'TOKEN_FILE' } });
    await chmod(file(), 0o600);
    await writeFile(file(), '');
    expect(await token()).toMatchObject({ error: { code: 'TOKEN_FILE' } });
    expect(await accessToken({ given: '', file: dir, random: systemRandom })).toMatchObject({
      error: { code: 'TOKEN_FILE' },
    });
  });
});
