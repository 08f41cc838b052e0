import type { Cell } from '../../../engine/contract/index.ts';
import { formatText } from '../../../engine/serializer/index.ts';
import type { Look } from '../../components/action-look.ts';

/** What the engine says of a row in a word, as colour, sign and word. */
const LOOKS: Readonly<Record<string, Look>> = {
  good: { tone: 'pos', text: '✓ good' },
  bad: { tone: 'neg', text: '✕ bad' },
  warn: { tone: 'warn', text: '! watch' },
  info: { tone: 'unk', text: "can't tell" },
  up: { tone: 'line', text: '▲ up' },
  down: { tone: 'line', text: '▼ down' },
  total: { tone: 'line', text: 'total' },
  forecast: { tone: 'line', text: 'forecast' },
  partial: { tone: 'warn', text: '! not complete' },
};

/** A flag of a table; a word that has no look of its own is shown as it is. Null when there is nothing to say. */
export function flagLook(flag: Cell): Look | null {
  if (flag === null || flag === '') return null;
  return LOOKS[String(flag)] ?? { tone: 'line', text: formatText(String(flag)) };
}

/** How much a thing of a list needs a person. */
const URGENCY: Readonly<Record<string, Look>> = {
  bad: { tone: 'neg', text: '✕ act' },
  warn: { tone: 'warn', text: '! look' },
  info: { tone: 'unk', text: 'note' },
  good: { tone: 'pos', text: '✓ fine' },
};

export const urgencyLook = (flag: Cell): Look =>
  URGENCY[String(flag)] ?? flagLook(flag) ?? { tone: 'unk', text: 'note' };
