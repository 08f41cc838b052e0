import './heat.css';
import './palette.css';
import { type ChartColour, RANKS } from './ranks.ts';

export { type ChartColour, colourFor, coloursFor } from './ranks.ts';

/** The CSS value of a colour, for `fill` and `stroke`. */
export function cssColour(colour: ChartColour): string {
  if (colour === 'good') return 'var(--gw-pos)';
  return colour === 'bad' ? 'var(--gw-neg)' : `var(--gw-chart-${colour})`;
}

/** Every numbered colour, in order. */
export const CHART_COLOURS: readonly ChartColour[] = RANKS;
