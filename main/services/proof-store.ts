import type { Proof } from '../../engine/contract/index.ts';
import { type Clock, ok, type Result } from '../../engine/core/index.ts';
import { makeProof } from '../../engine/proofs/index.ts';
import type { ProofReading } from '../../engine/store/cache/types.ts';
import type { LazyOps } from '../../engine/store/ops/index.ts';
import type { ProofStore } from './proofs.ts';

/** Proofs kept in memory beside the tables: the page that shows one need not wait for the tables to open. */
const IN_MEMORY = 500;

/** Proofs that were looked at. `onTrouble` hears what the tables could not keep: such a proof is made again on demand. */
export function createProofStore(ops: LazyOps, onTrouble: (error: unknown) => void): ProofStore {
  const recent = new Map<string, Proof>();

  const keep = async (proof: Proof): Promise<void> => {
    const opened = await ops.get();
    if (opened.ok) await opened.value.store.putProof(proof);
    else onTrouble(opened.error);
  };

  return {
    put: async (proof) => {
      recent.delete(proof.id);
      recent.set(proof.id, proof);
      const [oldest] = recent.keys();
      if (recent.size > IN_MEMORY && oldest !== undefined) recent.delete(oldest);
      keep(proof).catch(onTrouble);
    },
    putAll: async (proofs) => {
      if (proofs.length === 0) return;
      const opened = await ops.get();
      if (opened.ok) await opened.value.store.putProofs(proofs);
      else onTrouble(opened.error);
    },
    get: async (id) => {
      const known = recent.get(id);
      if (known !== undefined) return known;
      const opened = await ops.get();
      return opened.ok ? opened.value.store.getProof(id) : null;
    },
  };
}

/** Makes proofs of what was read and keeps them all. */
export const keepReadings =
  (store: Pick<ProofStore, 'putAll'>, clock: Clock) =>
  async (readings: Result<readonly ProofReading[]>): Promise<Result<readonly Proof[]>> => {
    if (!readings.ok) return readings;
    const made = readings.value.map((reading) => makeProof(reading, clock));
    await store.putAll(made);
    return ok(made);
  };
