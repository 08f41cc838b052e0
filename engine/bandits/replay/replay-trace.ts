import { type Recorded, type Replayed, replayCase } from './replay.ts';
import type { Trace, TraceCase, TraceDataset } from './trace.ts';

/** In place of what is the same as in the file's first case. */
const AS_FIRST = 'same_as_first_case';

const stateField = (one: TraceCase | undefined, operation: number, field: string): unknown => {
  const state = one?.ops[operation]?.state;
  return typeof state === 'object' && state !== null && field in state
    ? Object.entries(state).find(([name]) => name === field)?.[1]
    : undefined;
};

/** What was recorded of a case; what an operation does not say is as it was before it. */
const recordedOf =
  (one: TraceCase, first: TraceCase | undefined): Recorded =>
  (operation, field) => {
    for (let at = operation; at >= 0; at -= 1) {
      const own = stateField(one, at, field);
      const found = own === AS_FIRST ? stateField(first, at, field) : own;
      if (found !== undefined) return found;
    }
    return undefined;
  };

export interface ReplayedTrace {
  readonly cases: readonly { readonly id: string; readonly ops: readonly Replayed[] }[];
}

/**
 * Does all operations of a trace in mode `mabwiser`.
 * @param datasetOf the data sets the trace names, but for those it brings itself.
 */
export async function replayTrace(
  trace: Trace,
  datasetOf: (name: string) => Promise<TraceDataset>,
): Promise<ReplayedTrace> {
  const cases: { readonly id: string; readonly ops: readonly Replayed[] }[] = [];
  for (const one of trace.cases) {
    const dataset = trace.inline_datasets?.[one.dataset] ?? (await datasetOf(one.dataset));
    cases.push({ id: one.id, ops: replayCase(one, dataset, recordedOf(one, trace.cases[0])) });
  }
  return { cases };
}
