export { proveCellNumbers } from './cell-service.ts';
export { proveExperimentNumbers } from './experiment-numbers.ts';
export { compareProof, makeProof, proofId, sameValue } from './proof.ts';
export { type ProofRef, parseProofRef, proofRef } from './ref.ts';
export { type ProofReader, proofRows, readProof } from './service.ts';
