import { formatInterval, formatRelativeChange } from '../../../engine/serializer/index.ts';
import { levelName } from '../bars/bar.ts';
import type { Tip } from '../frame/tooltip.tsx';
import type { ChartColour } from '../palette/palette.ts';
import { type EffectPoint, isWhole } from './effect-points.ts';

interface EffectTipWords {
  readonly title: string;
  readonly colour: ChartColour;
  readonly level: number;
}

/** Exact values of an effect at one place. */
export function effectTip(point: EffectPoint, { title, colour, level }: EffectTipWords): Tip {
  const note = point.partial === true ? 'This day is not complete' : undefined;
  if (!isWhole(point)) return { title, lines: [{ name: 'effect', text: 'no read' }], note };
  return {
    title,
    lines: [
      { name: 'effect', text: formatRelativeChange(point.estimate), colour, strong: true },
      { name: levelName(level), text: formatInterval(point, 'rate'), quiet: true },
    ],
    note,
  };
}
