import { millisOf, newId, type Uuid } from '../core/index.ts';
import type { Manifest } from './manifest.ts';

/**
 * The id of the load of a snapshot: a UUIDv7 whose time is when the drop was generated and whose random part is taken
 * from its hash. A cache rebuilt from the same drops so gives its loads the same ids, and proofs keep pointing at them.
 */
export function snapshotId(manifest: Manifest, hash: string): Uuid {
  const bytes = Uint8Array.from(Buffer.from(hash, 'hex'));
  return newId(
    {
      now: () => manifest.generatedAt,
      millis: () => millisOf(manifest.generatedAt),
      sleep: () => Promise.reject(new Error('a snapshot does not wait')),
    },
    {
      bytes: (length) => bytes.slice(0, length),
      uniform: () => {
        throw new Error('a snapshot is not random');
      },
    },
  );
}
