import type { HealthFinding, HealthFindingKind } from '../../../engine/contract/index.ts';
import type { Look } from '../../components/chip.tsx';

/** How each kind of finding looks: colour, sign and word together. */
export const FINDINGS: Readonly<Record<HealthFindingKind, Look>> = {
  stale: { tone: 'neg', sign: '✕', word: 'stale' },
  late: { tone: 'warn', sign: '!', word: 'late' },
  gap: { tone: 'neg', sign: '✕', word: 'missing' },
  partial: { tone: 'warn', sign: '!', word: 'not complete' },
  spike: { tone: 'warn', sign: '▲', word: 'spike' },
  drop: { tone: 'warn', sign: '▼', word: 'drop' },
  currency: { tone: 'unk', sign: '', word: 'currency' },
  kept_out: { tone: 'warn', sign: '!', word: 'kept out' },
  restated: { tone: 'unk', sign: '↻', word: 'loaded again' },
  columns: { tone: 'unk', sign: '+', word: 'new column' },
};

export const lookOf = ({ kind }: HealthFinding): Look => FINDINGS[kind];
