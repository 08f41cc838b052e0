import type { HealthFigure, HealthFinding, HealthFindingKind, ProofValue } from '../contract/index.ts';
import type { Day } from '../core/index.ts';

/** What a finding says, before its numbers have their proofs. */
export interface Found {
  readonly kind: HealthFindingKind;
  readonly weight: HealthFinding['weight'];
  /** What it is about besides its days: a channel, a column, a load. */
  readonly about: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly short: string;
  readonly text: string;
  readonly next: string;
  readonly figures: readonly { readonly id: string; readonly label: string; readonly value: ProofValue }[];
}

export const countOf = (value: number): ProofValue => ({ kind: 'count', value });

/** Gives a finding its name and each of its numbers a proof. */
export function finding(dataset: string, { about, figures, ...found }: Found): HealthFinding {
  const id = [found.kind, about, found.from ?? ''].filter((part) => part !== '').join(':');
  const proven: HealthFigure[] = figures.map((figure) => ({
    ...figure,
    ref: ['health.finding', ...[dataset, id, figure.id].map(encodeURIComponent)].join('/'),
  }));
  return { id, ...found, figures: proven };
}

const ORDER: readonly HealthFindingKind[] = [
  'stale',
  'late',
  'gap',
  'partial',
  'spike',
  'drop',
  'kept_out',
  'currency',
  'restated',
  'columns',
];

/** Alarms first, then by kind, newest first. */
export const inOrder = (findings: readonly HealthFinding[]): readonly HealthFinding[] =>
  findings.toSorted(
    (a, b) =>
      a.weight.localeCompare(b.weight) ||
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      (b.from ?? '').localeCompare(a.from ?? '') ||
      a.id.localeCompare(b.id),
  );
