import { createHash } from 'node:crypto';
import type { Proof, ProofRun, ProofValue, Source } from '../contract/index.ts';
import { type Clock, canonicalJson } from '../core/index.ts';
import { formatCount, formatDay, formatValueExact } from '../serializer/index.ts';
import type { ProofReading } from '../store/cache/types.ts';

/** Relative difference below which two readings are the same number: rounding, not data. */
const SAME = 1e-12;

/**
 * `pf_` and 32 hex digits of the SHA-256 of what the number is: reference, value, the loads it read, method version.
 * The same number made twice from the same loads has the same proof.
 */
export function proofId({ ref, value, sources, method }: Omit<ProofReading, 'elapsedMs'>): string {
  const loads = sources.map(({ dataset, loadId }) => ({ dataset, loadId }));
  const text = canonicalJson({ ref, value, loads, method: { name: method.name, version: method.version } });
  return `pf_${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32)}`;
}

/** The proof of a reading, as it is kept. */
export function makeProof({ elapsedMs: _, ...reading }: ProofReading, clock: Clock): Proof {
  return { id: proofId(reading), ...reading, computedAt: clock.now() };
}

/** Whether two values are the same number: within 1e-12 relative, texts exactly, missing only like missing. */
export function sameValue(a: ProofValue, b: ProofValue): boolean {
  if (a.kind !== b.kind || a.currency !== b.currency) return false;
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return a.value === b.value;
  return Math.abs(a.value - b.value) <= SAME * Math.max(Math.abs(a.value), Math.abs(b.value));
}

/** The first dataset that has been loaded again since, in its old and new state. */
function reloaded(was: readonly Source[], now: readonly Source[]): readonly [Source, Source] | null {
  for (const source of was) {
    const current = now.find(({ dataset }) => dataset === source.dataset);
    if (current !== undefined && current.loadId !== source.loadId) return [source, current];
  }
  return null;
}

/** Both values, with as many decimals as it takes to see them differ. */
function bothValues(now: ProofValue, then: ProofValue, holds: boolean): string {
  for (const digits of [4, 8, 12]) {
    const texts = [formatValueExact(now, digits), formatValueExact(then, digits)];
    if (holds || texts[0] !== texts[1]) return `${texts[0]} now, ${texts[1]} then`;
  }
  return `${formatValueExact(now, 16)} now, ${formatValueExact(then, 16)} then`;
}

function explanation(proof: Proof, reading: ProofReading, holds: boolean): string {
  const values = bothValues(reading.value, proof.value, holds);
  const newer = reloaded(proof.sources, reading.sources);
  const load =
    newer === null
      ? null
      : `${newer[1].dataset} has been loaded again: data to ${formatDay(newer[1].dataThrough)} instead of ` +
        `${formatDay(newer[0].dataThrough)}, ${formatCount(newer[1].rowsRead)} rows instead of ${formatCount(newer[0].rowsRead)}`;
  if (holds) return load === null ? `Holds: ${values}, from the same load.` : `Holds: ${values}, though ${load}.`;
  if (load !== null) return `Changed: ${values}, because ${load}.`;
  if (proof.method.version !== reading.method.version)
    return `Changed: ${values}, because the method went from version ${proof.method.version} to ${reading.method.version}.`;
  return `Changed: ${values}, though neither the load nor the method did. Rebuild the cache and run it again.`;
}

/** Compares a proof with the same number made again now. */
export function compareProof(proof: Proof, reading: ProofReading, clock: Clock): ProofRun {
  const holds = sameValue(proof.value, reading.value);
  return {
    proofId: proof.id,
    holds,
    was: proof.value,
    now: reading.value,
    explanation: explanation(proof, reading, holds),
    sources: reading.sources,
    ranAt: clock.now(),
    elapsedMs: reading.elapsedMs,
  };
}
