import type { Comparison, ExperimentRead, HealthOutcome } from '../../../../engine/contract/index.ts';
import type { EffectTone } from '../../../charts/gradient-interval/gradient-interval.tsx';
import type { ChartColour } from '../../../charts/palette/palette.ts';
import type { Tone } from '../../../components/chip.tsx';

interface Look {
  readonly tone: Tone;
  readonly text: string;
}

/** What a comparison reads as, in colour, sign and word. */
export const READS: Readonly<Record<Comparison['reads'], Look>> = {
  better: { tone: 'pos', text: '✓ Better' },
  worse: { tone: 'neg', text: '↓ Worse' },
  cant_tell: { tone: 'line', text: "Can't tell apart" },
  no_read: { tone: 'unk', text: 'No read' },
};

export const effectTone = (reads: Comparison['reads']): EffectTone =>
  reads === 'better' ? 'good' : reads === 'worse' ? 'bad' : 'neither';

/** The outcome of one check. */
export const CHECKS: Readonly<Record<HealthOutcome, Look>> = {
  pass: { tone: 'pos', text: '✓ Pass' },
  warn: { tone: 'warn', text: '! Warning' },
  fail: { tone: 'neg', text: '✕ Failed' },
  unknown: { tone: 'unk', text: "? Can't tell" },
};

const COLOURS: readonly ChartColour[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The control is quiet; the others have a colour each, the same in every chart of the page. */
export function variationColour({ design }: ExperimentRead['experiment'], key: string): ChartColour {
  const index = design.variations.findIndex((variation) => variation.key === key);
  return index < 1 ? 'rest' : (COLOURS[index - 1] ?? 'rest');
}
