/** What a key asks of a line chart. `by` counts points, series, parts of the view, or a change of its width. */
export type LineCommand =
  | { readonly do: 'step' | 'series' | 'pan' | 'zoom'; readonly by: number }
  | { readonly do: 'all' | 'proof' | 'leave' };

const NEARER = 0.7;
const PART = 1 / 8;

/** Keys of a line chart, `Shift+` before those pressed with it. */
const COMMANDS: ReadonlyMap<string, LineCommand> = new Map<string, LineCommand>([
  ['ArrowLeft', { do: 'step', by: -1 }],
  ['ArrowRight', { do: 'step', by: 1 }],
  ['PageUp', { do: 'step', by: -7 }],
  ['PageDown', { do: 'step', by: 7 }],
  ['Home', { do: 'step', by: Number.NEGATIVE_INFINITY }],
  ['End', { do: 'step', by: Number.POSITIVE_INFINITY }],
  ['ArrowUp', { do: 'series', by: -1 }],
  ['ArrowDown', { do: 'series', by: 1 }],
  ['Shift+ArrowLeft', { do: 'pan', by: -PART }],
  ['Shift+ArrowRight', { do: 'pan', by: PART }],
  ['+', { do: 'zoom', by: NEARER }],
  ['Shift++', { do: 'zoom', by: NEARER }],
  ['=', { do: 'zoom', by: NEARER }],
  ['-', { do: 'zoom', by: 1 / NEARER }],
  ['Shift+_', { do: 'zoom', by: 1 / NEARER }],
  ['0', { do: 'all' }],
  ['Enter', { do: 'proof' }],
  ['p', { do: 'proof' }],
  ['Shift+P', { do: 'proof' }],
  ['Escape', { do: 'leave' }],
]);

/** What a pressed key asks for; null when it is none of the chart's. */
export const commandOf = (key: string, shift: boolean): LineCommand | null =>
  COMMANDS.get(shift ? `Shift+${key}` : key) ?? null;
