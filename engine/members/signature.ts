import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Uuid } from '../core/index.ts';

/** A member whose key is open: what they sign carries their name. */
export interface Signer {
  readonly memberId: Uuid;
  /** Ed25519 (RFC 8032) over the UTF-8 bytes of `text`, base64. */
  sign(text: string): string;
}

export const signerOf = (memberId: Uuid, privateKey: KeyObject): Signer => ({
  memberId,
  sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
});

/** Ed25519 public key as the journal keeps it: SPKI DER, base64. */
export const publicKeyOf = (privateKey: KeyObject): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');

const SIGNATURE_BYTES = 64;

/**
 * Whether `signature` (base64) is the signature of `text` by the owner of `publicKey` (SPKI DER, base64).
 * Never throws: a key or signature that can not be read signs nothing, so the answer is no.
 */
export function verifySignature(claim: {
  readonly publicKey: string;
  readonly text: string;
  readonly signature: string;
}): boolean {
  const signature = Buffer.from(claim.signature, 'base64');
  if (signature.length !== SIGNATURE_BYTES || signature.toString('base64') !== claim.signature) return false;
  const key = publicKeyFrom(claim.publicKey);
  return key !== null && verify(null, Buffer.from(claim.text, 'utf8'), key, signature);
}

function publicKeyFrom(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
