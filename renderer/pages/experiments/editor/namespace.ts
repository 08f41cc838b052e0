import type { ExperimentRow } from '../../../../engine/contract/index.ts';

/** A part of a namespace that an experiment takes. */
export interface Part {
  readonly key: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

type Taker = Pick<ExperimentRow, 'key' | 'name' | 'status' | 'namespace'>;

/** Who takes parts of the namespace: drafts and running experiments; those that are over give their part back. */
export const partsOf = (others: readonly Taker[], namespace: string, own: string): readonly Part[] =>
  others
    .flatMap(({ key, name, status, namespace: part }) =>
      part !== null && part.name === namespace && key !== own && (status === 'draft' || status === 'running')
        ? [{ key, name, from: part.from, to: part.to }]
        : [],
    )
    .toSorted((a, b) => a.from - b.from);

/** The others whose part meets the one from `from` to `to`. */
export const clashesOf = (parts: readonly Part[], from: number, to: number): readonly Part[] =>
  parts.filter((part) => part.from < to && from < part.to);
