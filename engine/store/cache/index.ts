export { Cache, type CacheSettings, type DataState, removeCacheFile } from './cache.ts';
export { findLoad, readDropPaths, readLoads, readQuarantine } from './catalog.ts';
export { analyticsEngine, type JudgeFreshness } from './engine.ts';
export { cacheError, faultText } from './faults.ts';
export { interruptible } from './interrupt.ts';
export { currentProvenance, type Provenance, readProvenance } from './provenance.ts';
export { type Rollup, refreshRollups, rollupDefinition, rollupsOf } from './rollup-tables.ts';
export {
  type CoveringTable,
  coveringTable,
  ROLLUPS,
  type RollupPlan,
  rollupPlan,
  rollupTable,
} from './rollups.ts';
export { openSession, type Session, type SessionOptions } from './session.ts';
export { identifier, literal, literals } from './sql.ts';
export type { TableDefinition } from './table-definition.ts';
export type * from './types.ts';
export { type CacheValue, cacheValue, plainRows } from './values.ts';
