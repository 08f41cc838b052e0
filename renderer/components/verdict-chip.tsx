import type { Verdict } from '../../engine/contract/index.ts';
import { type Look, LookChip } from './chip.tsx';

export const VERDICTS: Readonly<Record<Verdict, Look>> = {
  winner: { tone: 'pos', sign: '✓', word: 'Winner' },
  keep_testing: { tone: 'line', sign: '', word: 'Keep testing' },
  no_difference: { tone: 'unk', sign: '', word: 'No difference' },
  unhealthy: { tone: 'neg', sign: '✕', word: 'Unhealthy' },
  no_data: { tone: 'unk', sign: '', word: 'No data' },
};

/** Every verdict, what needs a person first. */
export const VERDICT_ORDER: readonly Verdict[] = ['winner', 'unhealthy', 'no_difference', 'keep_testing', 'no_data'];

/** What a test says, in colour, sign and word. */
export function VerdictChip({ verdict }: { readonly verdict: Verdict }) {
  return <LookChip look={VERDICTS[verdict]} />;
}
