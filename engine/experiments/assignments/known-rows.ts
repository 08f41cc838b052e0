import type { StoredAssignment, UnitInExperiment } from './store.ts';
import { TwoGenerations } from './two-generations.ts';
import { rowKey } from './unit.ts';

/** A row, or that there is none. */
export type Known = StoredAssignment | 'none';

/** What is known of rows without asking the store; undefined: it has to be asked. */
export interface KnownRows {
  get(key: UnitInExperiment): Known | undefined;
  set(key: UnitInExperiment, known: Known): void;
}

/** The rows that were used last. */
export function recentRows(limit: number): KnownRows {
  const recent = new TwoGenerations<Known>(limit);
  return {
    get: (key) => recent.get(rowKey(key)),
    set: (key, known) => recent.set(rowKey(key), known),
  };
}

/** Remembers what is set while a group is answered, however many that are, and hands it on to `beneath`. */
export function rowsOfGroup(beneath: KnownRows): KnownRows {
  const own = new Map<string, Known>();
  return {
    get: (key) => own.get(rowKey(key)) ?? beneath.get(key),
    set: (key, known) => {
      own.set(rowKey(key), known);
      beneath.set(key, known);
    },
  };
}
