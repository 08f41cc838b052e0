import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN, CARA } from '../../tests/support/spine-events.ts';
import type { Result } from '../core/index.ts';
import { createKeyring, type Keyring, type Signer, verifySignature } from './index.ts';

const PASSPHRASE = 'correct horse';
let dir = '';
let keyring: Keyring;
let publicKey = '';
let signer: Signer;

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const keyFile = (id: string): string => join(dir, `${id}.key`);

beforeAll(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'keyring-')), 'keys');
  keyring = createKeyring({ dir });
  publicKey = must(await keyring.create(ANA, PASSPHRASE)).publicKey;
  signer = must(await keyring.unlock(ANA, PASSPHRASE));
});
afterAll(() => rm(join(dir, '..'), { recursive: true }));

describe('a key', () => {
  it('[AP17] is opened by its passphrase and by nothing else', async () => {
    expect(signer.memberId).toBe(ANA);
    for (const wrong of ['correct horsf', 'Correct horse', `${PASSPHRASE} `, '']) {
      const opened = await keyring.unlock(ANA, wrong, { name: 'Ana' });
      expect(codeOf(opened)).toBe('PASSPHRASE_WRONG');
      expect(opened.ok ? '' : opened.error.message).toContain('Ana');
    }
  });

  it('[AP17] is not on disk in the clear, only for its owner, and leaves no temporary file', async () => {
    const text = await readFile(keyFile(ANA), 'utf8');
    expect(text).not.toContain('PRIVATE KEY');
    // The last 32 bytes of an Ed25519 SPKI are the key; nothing of it is repeated in the file.
    expect(text).not.toContain(publicKey.slice(20));
    if (process.platform !== 'win32') expect((await stat(keyFile(ANA))).mode & 0o777).toBe(0o600);
    expect(await readdir(dir)).toEqual([`${ANA}.key`]);
  });

  it('does not depend on how the keyboard composes a letter', async () => {
    must(await keyring.create(CARA, 'caf\u00e9 au lait'));
    expect(codeOf(await keyring.unlock(CARA, 'cafe\u0301 au lait'))).toBe('ok');
    await keyring.remove(CARA);
    expect(codeOf(await keyring.unlock(CARA, 'caf\u00e9 au lait'))).toBe('KEY_MISSING');
  });

  it('wants 8 characters, counted as people do', async () => {
    expect(codeOf(await keyring.create(BEN, '1234567'))).toBe('PASSPHRASE_WEAK');
    expect(codeOf(await keyring.create(BEN, '😀😀😀😀'))).toBe('PASSPHRASE_WEAK');
    expect(codeOf(await keyring.unlock(BEN, '1234567'))).toBe('KEY_MISSING');
  });

  it('is never overwritten', async () => {
    const before = await readFile(keyFile(ANA), 'utf8');
    await expect(keyring.create(ANA, 'another passphrase')).rejects.toThrow('key already');
    expect(await readFile(keyFile(ANA), 'utf8')).toBe(before);
  });

  it('is refused when the file was changed, is no key, or is another member’s', async () => {
    const text = await readFile(keyFile(ANA), 'utf8');
    const cases = [
      ['KEY_DAMAGED', 'not JSON'],
      ['KEY_DAMAGED', text.replace('32768', '2')],
      ['KEY_DAMAGED', text.replace('"data"', '"date"')],
      ['PASSPHRASE_WRONG', text.replace(/"salt": "./, '"salt": "/')],
      ['PASSPHRASE_WRONG', text.replace(/"data": "./, '"data": "/')],
      ['PASSPHRASE_WRONG', text.replace(/"tag": "../, '"tag": "/+')],
      ['PASSPHRASE_WRONG', text.replace(/"tag": "[^"]+"/, '"tag": "AAAA"')],
      ['PASSPHRASE_WRONG', text.replace(ANA, BEN)],
    ] as const;
    for (const [code, content] of cases) {
      await writeFile(keyFile(BEN), content.replace(ANA, BEN));
      expect([content, codeOf(await keyring.unlock(BEN, PASSPHRASE))]).toEqual([content, code]);
    }
    await writeFile(keyFile(BEN), text);
    expect(codeOf(await keyring.unlock(BEN, PASSPHRASE))).toBe('KEY_DAMAGED');
    await rm(keyFile(BEN));
  });

  it('is refused when it is not the one the journal names', async () => {
    const other = must(await keyring.create(BEN, PASSPHRASE)).publicKey;
    expect(codeOf(await keyring.unlock(BEN, PASSPHRASE, { publicKey: other }))).toBe('ok');
    expect(codeOf(await keyring.unlock(BEN, PASSPHRASE, { publicKey }))).toBe('KEY_DAMAGED');
    await keyring.remove(BEN);
  });

  it('says so when its folder can not be written', async () => {
    await writeFile(join(dir, 'file'), '');
    const below = createKeyring({ dir: join(dir, 'file') });
    expect(codeOf(await below.create(BEN, PASSPHRASE))).toBe('KEY_WRITE_FAILED');
    await rm(join(dir, 'file'));
  });
});

describe('a signature', () => {
  it('holds for exactly its text and its key', () => {
    const signature = signer.sign('ship variant C');
    expect(verifySignature({ publicKey, text: 'ship variant C', signature })).toBe(true);
    expect(verifySignature({ publicKey, text: 'ship variant D', signature })).toBe(false);
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(verifySignature({ publicKey: other, text: 'ship variant C', signature })).toBe(false);
  });

  it('is refused, not thrown at, when key or signature can not be read', () => {
    const signature = signer.sign('x');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const keys = ['', 'QUJD', publicKey.slice(4), rsa.export({ type: 'spki', format: 'der' }).toString('base64')];
    for (const key of keys) expect(verifySignature({ publicKey: key, text: 'x', signature })).toBe(false);
    for (const bad of ['', 'QUJD', ` ${signature}`, `${signature}AAAA`, signature.slice(0, -4)])
      expect(verifySignature({ publicKey, text: 'x', signature: bad })).toBe(false);
  });
});
