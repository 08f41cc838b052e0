import { textWidth } from '../axis/text-width.ts';

interface LayoutInput {
  readonly width: number;
  readonly height: number;
  readonly names: readonly string[];
  readonly valueTexts: readonly string[];
  readonly keys: boolean;
  readonly notes: boolean;
  readonly map: boolean;
}

export interface LineLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly inner: number;
  readonly body: number;
  /** Where the names of the series stand: at the end of their lines, or above all. */
  readonly names: 'ends' | 'above' | 'none';
  /** Most pixels a name at the end may take. */
  readonly nameWidth: number;
  /** Rows of names above. */
  readonly above: readonly (readonly { readonly index: number; readonly x: number }[])[];
  /** Tops of the rows above the drawing, and of what is below. */
  readonly keysAt: number;
  readonly notesAt: number;
  readonly mapAt: number;
}

export const LABEL_GAP = 14;
const ROW = 18;
const AXIS = 24;
export const MAP_HEIGHT = 28;
const MAP_GAP = 6;
const SWATCH = 20;

/** Names side by side, broken into rows. */
function inRows(names: readonly string[], width: number): LineLayout['above'] {
  const rows: { index: number; x: number }[][] = [];
  let x = 0;
  names.forEach((name, index) => {
    const wide = SWATCH + textWidth(name) + 16;
    if (rows.length === 0 || x + wide > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ index, x });
    x += wide;
  });
  return rows;
}

/** Room for the axis texts, the names, the keys and the notes of a line chart. */
export function lineLayout(input: LayoutInput): LineLayout {
  const { width, height, names } = input;
  const left = Math.max(30, ...input.valueTexts.map((text) => textWidth(text))) + 8;
  const fixed = (input.keys ? ROW : 0) + (input.notes ? ROW : 0) + AXIS + 8 + (input.map ? MAP_HEIGHT + MAP_GAP : 0);
  const most = Math.max(...names.map((name) => textWidth(name)), 0);
  const nameWidth = Math.min(most, Math.round(width * 0.22));
  const atEnds = nameWidth >= Math.min(most, 56) && names.length * LABEL_GAP <= height - fixed;
  const place = names.length < 2 ? 'none' : atEnds ? 'ends' : 'above';
  const right = place === 'ends' ? SWATCH + nameWidth : 12;
  const inner = Math.max(60, width - left - right);
  const above = place === 'above' ? inRows(names, width) : [];
  const keysAt = above.length * ROW;
  const notesAt = keysAt + (input.keys ? ROW : 0);
  const top = notesAt + (input.notes ? ROW : 0) + 8;
  const below = AXIS + (input.map ? MAP_HEIGHT + MAP_GAP : 0);
  const body = Math.max(60, height - top - below);
  return {
    left,
    right,
    top,
    inner,
    body,
    names: place,
    nameWidth,
    above,
    keysAt,
    notesAt,
    mapAt: top + body + AXIS + MAP_GAP,
  };
}
