import type { CreativeTest, CreativeVariant } from '../contract/index.ts';
import { formatInterval, formatRate } from '../serializer/index.ts';
import { tickDigits, ticks } from './axis.ts';
import { type Html, html, trusted } from './html.ts';

const WIDTH = 860;
const LEFT = 34;
const RIGHT = 12;
const TOP = 6;
const AXIS = 26;
/** Below this part of the highest peak a tail is not drawn. */
const TAIL = 0.004;

/** Coordinates with two decimals: enough for paper, small enough to send. */
const at = (x: number): string => x.toFixed(2);

/** Rates at which some variant still has visible density, with its intervals. */
function domain(variants: readonly CreativeVariant[], peak: number): readonly [number, number] {
  const seen = variants.flatMap(({ density, interval95 }) => [
    interval95.low,
    interval95.high,
    ...density.x.filter((_, i) => (density.y[i] ?? 0) > peak * TAIL),
  ]);
  return [Math.max(0, Math.min(...seen)), Math.min(1, Math.max(...seen))];
}

/** From rate and density to the drawing. */
interface Scales {
  readonly low: number;
  readonly high: number;
  readonly x: (rate: number) => number;
  readonly unit: number;
}

/** The outline of one density above its line, closed along the line; tails outside the scale are left off. */
function outline({ density }: CreativeVariant, base: number, { low, high, x, unit }: Scales): string {
  const points = density.x.flatMap((rate, i) =>
    rate < low || rate > high ? [] : [[at(x(rate)), at(base - (density.y[i] ?? 0) * unit)] as const],
  );
  const [first, last] = [points[0]?.[0] ?? '0', points.at(-1)?.[0] ?? '0'];
  return `M${first} ${at(base)}L${points.map((point) => point.join(' ')).join('L')}L${last} ${at(base)}Z`;
}

const rateTick = (rate: number, digits: number): string => `${(rate * 100).toFixed(digits)} %`;

/**
 * Half-eyes of a test's variants on one scale, best rate on top: density, 95 % interval (thin), 80 % interval (thick),
 * mean (dot). The leader has the accent colour; areas are equal. A drawing with the test's sentence as its name.
 */
export function halfEye({ variants, test, sentence }: CreativeTest): Html {
  const arms = [...variants].sort((a, b) => b.mean - a.mean);
  const peak = Math.max(...arms.flatMap(({ density }) => density.y), Number.MIN_VALUE);
  const [low, high] = domain(arms, peak);
  const x = (rate: number): number => LEFT + ((rate - low) / (high - low)) * (WIDTH - LEFT - RIGHT);
  const row = Math.max(26, Math.min(42, Math.round(300 / arms.length)));
  const bottom = TOP + arms.length * row;
  const marks = ticks(low, high, 8);
  const digits = tickDigits((marks[1] ?? high) - (marks[0] ?? low));
  const grid = marks.map(
    (rate) => `<line class="grid" x1="${at(x(rate))}" x2="${at(x(rate))}" y1="${TOP}" y2="${bottom}"/>`,
  );
  const numbers = marks.map((rate) => {
    const text = rateTick(rate, digits);
    return `<text class="tick" x="${at(x(rate))}" y="${bottom + 19}" text-anchor="middle">${text}</text>`;
  });
  const eyes = arms.map((arm, i) => {
    const base = TOP + (i + 1) * row - 8;
    const { interval95: wide, interval80: narrow } = arm;
    const name = html`${arm.label}: ${formatRate(arm.mean)}, 95 % interval ${formatInterval(wide, 'rate')}`;
    return [
      `<g class="${arm.variantId === test.bestVariantId ? 'eye lead' : 'eye'}"><title>${name}</title>`,
      `<path d="${outline(arm, base, { low, high, x, unit: (row - 10) / peak })}"/>`,
      `<line class="wide" x1="${at(x(wide.low))}" x2="${at(x(wide.high))}" y1="${base}" y2="${base}"/>`,
      `<line class="narrow" x1="${at(x(narrow.low))}" x2="${at(x(narrow.high))}" y1="${base}" y2="${base}"/>`,
      `<circle cx="${at(x(arm.mean))}" cy="${base}" r="3.6"/>`,
      `<text class="arm" x="6" y="${base + 4}">${html`${arm.label}`}</text></g>`,
    ].join('');
  });
  const drawing = [...grid, ...eyes, ...numbers].join('');
  return html`<svg class="eyes" viewBox="0 0 ${WIDTH} ${bottom + AXIS}" role="img" aria-label="${sentence}">${trusted(drawing)}</svg>`;
}
