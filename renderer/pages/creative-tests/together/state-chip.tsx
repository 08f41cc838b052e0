import type { TogetherState } from '../../../../engine/contract/index.ts';
import { Chip, type Tone } from '../../../components/chip.tsx';

interface StateLook {
  readonly tone: Tone;
  readonly word: string;
  /** What it means, in a few words. */
  readonly meaning: string;
}

export const STATES: Readonly<Record<TogetherState, StateLook>> = {
  holds: { tone: 'pos', word: '✓ Holds', meaning: 'better than every other variant, adjusted over all tests' },
  not_shown: { tone: 'line', word: 'Not shown', meaning: 'leads, but no more than chance may do among so many tests' },
  behind: { tone: 'neg', word: '✕ Behind', meaning: 'another variant has the higher rate' },
  unhealthy: { tone: 'neg', word: '✕ Unhealthy', meaning: 'uneven split, left out' },
  several: { tone: 'warn', word: 'Several winners', meaning: 'more than one winner was declared, left out' },
  no_data: { tone: 'unk', word: 'No data', meaning: 'nothing to compare' },
};

export const STATE_ORDER: readonly TogetherState[] = [
  'holds',
  'not_shown',
  'behind',
  'unhealthy',
  'several',
  'no_data',
];

/** What one test comes to among all. */
export function StateChip({ state }: { readonly state: TogetherState }) {
  const { tone, word, meaning } = STATES[state];
  return (
    <Chip tone={tone} title={meaning}>
      {word}
    </Chip>
  );
}
