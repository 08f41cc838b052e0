import type { ExperimentRecord } from '../../contract/index.ts';
import { parseProofRef, proofRows, readProof } from '../../proofs/index.ts';
import type { AnalyticsEngine } from '../../store/cache/index.ts';
import type { ProofRequest } from '../../store/cache/types.ts';
import type { Handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type Workplace } from '../workplace.ts';
import { withSums } from './with-sums.ts';

/** The experiments that a number is read from: a count from all of them, any other from the one it names. */
function behind({ ref, experiments = [] }: ProofRequest): readonly ExperimentRecord[] {
  const parsed = parseProofRef(ref);
  if (parsed?.measure === 'experiment.count') return experiments;
  return experiments.filter(({ design }) => parsed?.keys[0] === design.key);
}

export function proofHandlers(place: Workplace): readonly Handler[] {
  const read = readerAt(place);
  const reader = (engine: AnalyticsEngine) => ({ ...place.tiles(engine), ...place.health(engine) });
  return [
    read(METHODS.readProof, ({ cache, engine }, input, signal) =>
      withSums({ cache, experiments: behind(input), signal }, () => readProof(reader(engine), input, signal)),
    ),
    read(METHODS.proofRows, ({ cache, engine }, input, signal) =>
      withSums({ cache, experiments: behind(input), signal }, () => proofRows(reader(engine), input, signal)),
    ),
  ];
}
