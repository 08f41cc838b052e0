import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { appError, err, ok, type Result, type Uuid } from '../core/index.ts';
import { type KeyEnvelope, keyEnvelopeSchema, openKey, sealKey } from './key-envelope.ts';
import { isFileMissing, writeNewFile } from './key-file.ts';
import { publicKeyOf, type Signer, signerOf } from './signature.ts';

export const MIN_PASSPHRASE = 8;

/** How the member is called in errors, and the public key the journal holds for them. */
export interface ExpectedKey {
  readonly name?: string;
  readonly publicKey?: string;
}

/** The signing keys of the members, each in `<dir>/<memberId>.key`, encrypted by its owner's passphrase. */
export interface Keyring {
  /** Makes a key. Fails with PASSPHRASE_WEAK, DISK_FULL, KEY_WRITE_FAILED. `publicKey` is SPKI DER, base64. */
  create(memberId: Uuid, passphrase: string): Promise<Result<{ readonly publicKey: string }>>;
  /** Opens a key. Fails with KEY_MISSING, KEY_DAMAGED (also when it is not the expected one), PASSPHRASE_WRONG. */
  unlock(memberId: Uuid, passphrase: string, expected?: ExpectedKey): Promise<Result<Signer>>;
  /** Takes back a key that nobody came to own. */
  remove(memberId: Uuid): Promise<void>;
}

const makeKeyPair = promisify(generateKeyPair);
const characters = (text: string): number => [...text].length;

export function createKeyring({ dir }: { readonly dir: string }): Keyring {
  const fileOf = (memberId: Uuid): string => join(dir, `${memberId}.key`);
  return {
    async create(memberId, passphrase) {
      if (characters(passphrase) < MIN_PASSPHRASE) return err(appError('PASSPHRASE_WEAK'));
      const { privateKey } = await makeKeyPair('ed25519');
      const der = privateKey.export({ type: 'pkcs8', format: 'der' });
      const envelope = await sealKey(der, { memberId, passphrase });
      der.fill(0);
      const written = await writeNewFile(fileOf(memberId), `${JSON.stringify(envelope, null, 2)}\n`);
      return written.ok ? ok({ publicKey: publicKeyOf(privateKey) }) : written;
    },

    async unlock(memberId, passphrase, expected = {}) {
      const member = expected.name ?? memberId;
      const read = await readEnvelope(fileOf(memberId), member);
      if (!read.ok) return read;
      if (read.value.memberId !== memberId)
        return err(appError('KEY_DAMAGED', { member, reason: 'it is the key of another member' }));
      const privateKey = await openPrivateKey(read.value, passphrase);
      if (privateKey === null) return err(appError('PASSPHRASE_WRONG', { member }));
      if (expected.publicKey !== undefined && publicKeyOf(privateKey) !== expected.publicKey)
        return err(appError('KEY_DAMAGED', { member, reason: 'it is not the key the journal names' }));
      return ok(signerOf(memberId, privateKey));
    },

    remove: (memberId) => rm(fileOf(memberId), { force: true }),
  };
}

async function readEnvelope(path: string, member: string): Promise<Result<KeyEnvelope>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isFileMissing(error)) return err(appError('KEY_MISSING', { member }));
    return err(
      appError('KEY_DAMAGED', { member, reason: error instanceof Error ? error.message : 'it can not be read' }),
    );
  }
  const envelope = keyEnvelopeSchema.safeParse(jsonOf(text));
  return envelope.success
    ? ok(envelope.data)
    : err(appError('KEY_DAMAGED', { member, reason: 'it is not a key file of this workbench' }));
}

/** Undefined for what is not JSON; the schema refuses it with everything else that is not a key. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function openPrivateKey(envelope: KeyEnvelope, passphrase: string): Promise<KeyObject | null> {
  const der = await openKey(envelope, passphrase);
  if (der === null) return null;
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}
