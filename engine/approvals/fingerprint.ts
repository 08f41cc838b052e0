import { createHash } from 'node:crypto';
import type { Proposal } from '../contract/index.ts';
import { canonicalJson } from '../core/index.ts';

/** What an approver approves, and nothing else of the proposal. */
export type Reviewed = Pick<Proposal, 'payload' | 'diff' | 'before' | 'dryRun' | 'policyVersion'>;

/** SHA-256 (lower-case hex) of the canonical JSON (RFC 8785) of what is reviewed. */
export function fingerprintOf({ payload, diff, before, dryRun, policyVersion }: Reviewed): string {
  const text = canonicalJson({ payload, diff, before, dryRun, policyVersion });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Fingerprint of a payload that needs no review: a rollback. */
export const payloadFingerprint = (payload: Proposal['payload']): string =>
  createHash('sha256').update(canonicalJson(payload), 'utf8').digest('hex');
