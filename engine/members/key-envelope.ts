import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { base64Schema, uuidSchema } from '../contract/index.ts';
import { canonicalJson, type Uuid } from '../core/index.ts';

/** scrypt (RFC 7914) with 32 MiB of work a guess: OWASP's floor for interactive use, about a tenth of a second. */
const KDF = { name: 'scrypt', n: 32_768, r: 8, p: 1 } as const;
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** Above 128 · n · r, which Node counts as too much by default. */
const MAX_MEMORY = 64 * 1024 * 1024;

/**
 * A member's private key at rest: PKCS#8 DER, encrypted by AES-256-GCM under a key that scrypt makes of the passphrase.
 *
 * Node can encrypt PKCS#8 by itself, but with PBKDF2 at 2,048 rounds, which a graphics card tries millions of times a
 * second; and Electron's BoringSSL reads fewer of its ciphers. So the envelope is our own, of standard parts only.
 * The parameters are fixed: a file that asks for weaker or dearer ones is not ours. Member and parameters are
 * authenticated, so one member's file can not be put in another's place.
 */
export const keyEnvelopeSchema = z.strictObject({
  format: z.literal('growth-workbench/key/1'),
  memberId: uuidSchema,
  kdf: z.strictObject({
    name: z.literal(KDF.name),
    n: z.literal(KDF.n),
    r: z.literal(KDF.r),
    p: z.literal(KDF.p),
    salt: base64Schema,
  }),
  cipher: z.strictObject({ name: z.literal(CIPHER), iv: base64Schema, tag: base64Schema }),
  data: base64Schema,
});
export type KeyEnvelope = z.infer<typeof keyEnvelopeSchema>;

/** The same passphrase typed on another keyboard or system gives the same bytes. */
const passphraseBytes = (passphrase: string): Buffer => Buffer.from(passphrase.normalize('NFKC'), 'utf8');

/** Off the event loop, in Node's thread pool. */
const derive = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { N: KDF.n, r: KDF.r, p: KDF.p, maxmem: MAX_MEMORY };
    scrypt(passphraseBytes(passphrase), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

const boundTo = ({ format, memberId, kdf }: Pick<KeyEnvelope, 'format' | 'memberId' | 'kdf'>): Buffer =>
  Buffer.from(canonicalJson({ format, memberId, kdf }), 'utf8');

/** Salt and nonce come from the system's generator: a seeded one would make guessable keys. */
export async function sealKey(der: Buffer, owner: { memberId: Uuid; passphrase: string }): Promise<KeyEnvelope> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const head = {
    format: 'growth-workbench/key/1',
    memberId: owner.memberId,
    kdf: { ...KDF, salt: salt.toString('base64') },
  } as const;
  const cipher = createCipheriv(CIPHER, await derive(owner.passphrase, salt), iv).setAAD(boundTo(head));
  const data = Buffer.concat([cipher.update(der), cipher.final()]).toString('base64');
  const tag = cipher.getAuthTag().toString('base64');
  return { ...head, cipher: { name: CIPHER, iv: iv.toString('base64'), tag }, data };
}

/** PKCS#8 DER, or null when the passphrase does not open it or the file was changed: the two can not be told apart. */
export async function openKey(envelope: KeyEnvelope, passphrase: string): Promise<Buffer | null> {
  const { kdf, cipher, data } = envelope;
  const [iv, tag] = [Buffer.from(cipher.iv, 'base64'), Buffer.from(cipher.tag, 'base64')];
  if (iv.length !== 12 || tag.length !== 16) return null;
  const key = await derive(passphrase, Buffer.from(kdf.salt, 'base64'));
  const opened = createDecipheriv(CIPHER, key, iv, { authTagLength: 16 }).setAAD(boundTo(envelope)).setAuthTag(tag);
  const der = opened.update(Buffer.from(data, 'base64'));
  try {
    return Buffer.concat([der, opened.final()]);
  } catch {
    return null;
  }
}
