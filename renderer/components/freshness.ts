import type { FreshnessState } from '../../engine/contract/index.ts';
import type { Tone } from './chip.tsx';

/** How each state of freshness looks: colour and sign, the word is the state itself. */
export const FRESHNESS: Readonly<Record<FreshnessState, { readonly tone: Tone; readonly sign: string }>> = {
  fresh: { tone: 'pos', sign: '●' },
  late: { tone: 'warn', sign: '!' },
  stale: { tone: 'neg', sign: '✕' },
  unknown: { tone: 'unk', sign: '?' },
};
