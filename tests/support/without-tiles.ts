import { instantOf } from '../../engine/core/index.ts';
import type { ProofReader } from '../../engine/proofs/index.ts';
import type { AnalyticsEngine } from '../../engine/store/cache/types.ts';

/** A reader for tests that ask for no tile and nothing of the data's health. */
export const withoutTiles = (engine: AnalyticsEngine): ProofReader => ({
  engine,
  metrics: new Map(),
  definitions: new Map(),
  contracts: new Map(),
  moment: { now: instantOf(0), zone: 'UTC' },
});
