import { isProofMeasure, PROOF_MEASURES, type ProofMeasure } from '../contract/index.ts';

export interface ProofRef {
  readonly measure: ProofMeasure;
  readonly keys: readonly string[];
}

/** `<measure>/<key>/…`, each key URI-encoded, so that a key may hold a slash. */
export const proofRef = (measure: ProofMeasure, ...keys: readonly string[]): string =>
  [measure, ...keys.map(encodeURIComponent)].join('/');

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The measure and keys a reference names; null when there is no such measure, or its keys are not right. */
export function parseProofRef(ref: string): ProofRef | null {
  const [measure = '', ...parts] = ref.split('/');
  if (!isProofMeasure(measure) || parts.length !== PROOF_MEASURES[measure].length) return null;
  const keys: string[] = [];
  for (const part of parts) {
    const key = decoded(part);
    if (key === null || key === '') return null;
    keys.push(key);
  }
  return { measure, keys };
}
