import { createHash } from 'node:crypto';

/**
 * A seed from what it is for: the first 48 bits of the SHA-256 of the parts with slashes between. The same on every
 * machine and in every workspace.
 */
export const seedOf = (...parts: readonly (string | number)[]): number =>
  Number.parseInt(createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 12), 16);
