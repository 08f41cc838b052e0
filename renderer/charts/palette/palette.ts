import './palette.css';
import { type ChartColour, RANKS } from './ranks.ts';

export { type ChartColour, colourFor, coloursFor } from './ranks.ts';

/** The CSS value of a colour, for `fill` and `stroke`. */
export const cssColour = (colour: ChartColour): string => `var(--gw-chart-${colour})`;

/** Every numbered colour, in order. */
export const CHART_COLOURS: readonly ChartColour[] = RANKS;
