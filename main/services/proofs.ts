import type { Services } from '../../engine/api/index.ts';
import type { Proof } from '../../engine/contract/index.ts';
import { appError, type Clock, err, ok, type Result } from '../../engine/core/index.ts';
import { compareProof, makeProof } from '../../engine/proofs/index.ts';
import { toCsv } from '../../engine/serializer/index.ts';
import type { CacheClient, ProofRequest } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/types.ts';
import { decidedOn } from './decided-on.ts';

/** Where proofs that were looked at are kept; those a proposal rests on are in the journal as well. */
export interface ProofStore {
  put(proof: Proof): Promise<void>;
  /** Keeps many at once; resolves when the tables have them. */
  putAll(proofs: readonly Proof[]): Promise<void>;
  get(id: string): Promise<Proof | null>;
}

interface Needs {
  readonly cache: Pick<CacheClient, 'readProof' | 'proofRows'>;
  readonly spine: Spine;
  readonly store: ProofStore;
  readonly clock: Clock;
  /** Of the workspace: days begin there. */
  readonly zone: string;
}

export function createProofs({ cache, spine, store, clock, zone }: Needs): Services['proofs'] {
  const find = async (id: string): Promise<Result<Proof>> => {
    const proof = spine.state.proofs.get(id) ?? (await store.get(id));
    return proof === null ? err(appError('PROOF_UNKNOWN', { id })) : ok(proof);
  };

  /** The data worker has the data of experiments and cells; their records are the journal's. */
  const requestOf = (ref: string): ProofRequest => {
    if (ref.startsWith('experiment.')) return { ref, experiments: [...spine.state.experiments.values()] };
    return ref.startsWith('bandit.') || ref.startsWith('cell.')
      ? { ref, cells: [...spine.state.cells.values()], looks: { zone, decidedOn: decidedOn(spine.state) } }
      : { ref };
  };

  return {
    open: async (ref, signal) => {
      const reading = await cache.readProof(requestOf(ref), signal === undefined ? {} : { signal });
      if (!reading.ok) return reading;
      const proof = makeProof(reading.value, clock);
      await store.put(proof);
      return ok(proof);
    },
    get: find,
    run: async (id, signal) => {
      const proof = await find(id);
      if (!proof.ok) return proof;
      const reading = await cache.readProof(requestOf(proof.value.ref), signal === undefined ? {} : { signal });
      return reading.ok ? ok(compareProof(proof.value, reading.value, clock)) : reading;
    },
    csv: async (id) => {
      const proof = await find(id);
      if (!proof.ok) return proof;
      const table = await cache.proofRows(requestOf(proof.value.ref));
      if (!table.ok) return table;
      const fileName = `${proof.value.ref.replaceAll(/[^A-Za-z0-9._-]+/g, '_')}.csv`;
      return ok({ fileName, csv: toCsv(table.value), rows: table.value.rows.length });
    },
    usedBy: async (id) =>
      ok(
        [...spine.state.proposals.values()]
          .filter(({ proposal }) => proposal.proofIds.includes(id))
          .map(({ proposal, state }) => ({ proposalId: proposal.id, title: proposal.title, state })),
      ),
  };
}
