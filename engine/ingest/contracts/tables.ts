import type { TableDefinition } from '../../store/cache/index.ts';
import type { Contracts } from './read.ts';

/** The tables a cache needs for these contracts. */
export const tablesOf = (contracts: Contracts): TableDefinition[] =>
  [...contracts.values()].map(({ dataset, columns }) => ({ name: dataset, columns }));
