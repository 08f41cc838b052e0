import { type Html, html, trusted } from '../../html.ts';

/** A drawing: its size in its own units, and what stands inside its <svg>. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: Html;
}

/** The window's light colours. A drawing carries them as attributes: it must look the same without any style sheet. */
export const INK = {
  strong: '#171b24',
  plain: '#4b5465',
  quiet: '#626b7c',
  grid: '#e3e6eb',
  rest: '#7b8496',
  accent: '#3353d6',
  good: '#0b6e4f',
  bad: '#b3372f',
  warn: '#855300',
  paper: '#ffffff',
} as const;

/** Eight colours that can be told apart, also without red and green; the chart palette of the window. */
const SERIES = ['#3353d6', '#d27213', '#11a276', '#ac4997', '#2d96de', '#76130e', '#4c0783', '#695f25'] as const;

export const seriesColour = (index: number): string => SERIES[index] ?? INK.rest;

/** A coordinate with two decimals: enough for paper, small enough to send. */
export const at = (x: number): string => String(Math.round(x * 100) / 100);

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly colour?: string;
  readonly bold?: boolean;
}

/** Text at a point. */
export const label = (x: number, y: number, text: string, style: TextStyle = {}): Html =>
  html`<text x="${at(x)}" y="${at(y)}" font-size="${style.size ?? 11}" fill="${style.colour ?? INK.quiet}" text-anchor="${style.anchor ?? 'start'}"${style.bold === true ? html` font-weight="600"` : null}>${text}</text>`;

export interface LineStyle {
  readonly colour?: string;
  readonly width?: number;
  readonly dash?: string;
}

export const segment = (x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): Html =>
  html`<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${style.colour ?? INK.grid}" stroke-width="${style.width ?? 1}"${dashed(style)}/>`;

const dashed = ({ dash }: LineStyle): Html | null => (dash === undefined ? null : html` stroke-dasharray="${dash}"`);

/** A path without a fill; nothing for a path of nothing. */
export const stroke = (path: string | null, style: LineStyle = {}): Html | null =>
  path === null || path === ''
    ? null
    : html`<path d="${path}" fill="none" stroke="${style.colour ?? INK.accent}" stroke-width="${style.width ?? 1.8}" stroke-linejoin="round"${dashed(style)}/>`;

/** A filled path. */
export const area = (path: string | null, colour: string, opacity: number): Html | null =>
  path === null || path === '' ? null : html`<path d="${path}" fill="${colour}" fill-opacity="${opacity}"/>`;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const box = ({ x, y, width, height }: Box, fill: string, opacity = 1): Html =>
  html`<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0, width))}" height="${at(Math.max(0, height))}" fill="${fill}"${opacity === 1 ? null : html` fill-opacity="${opacity}"`}/>`;

/** Stripes over what is not complete. Drawn as lines: a pattern would need an id, and two drawings may share a page. */
export function hatch({ x, y, width, height }: Box): Html {
  const lines: Html[] = [];
  for (let offset = 4; offset < width + height; offset += 6) {
    const [x1, y1] = offset < height ? [0, offset] : [offset - height, height];
    const [x2, y2] = offset < width ? [offset, 0] : [width, offset - width];
    lines.push(segment(x + x1, y + y1, x + x2, y + y2, { colour: INK.rest, width: 0.7 }));
  }
  return html`<g opacity="0.55">${lines}</g>`;
}

/** Cuts a name to the room there is, at about 0.55 em a character. */
export function fitted(text: string, room: number, size = 11): string {
  const most = Math.max(3, Math.floor(room / (size * 0.55)));
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The drawing within a page, with its name for who can't see it. */
export const inPage = ({ width, height, body }: Drawing, name: string): Html =>
  html`<svg class="draw" viewBox="0 0 ${at(width)} ${at(height)}" role="img" aria-label="${name}">${body}</svg>`;

/** The font family of the report: the file it carries, then what the system has. */
export const FONT = '"Inter Report", Inter, "Inter Variable", system-ui, sans-serif';

/** A sentence on as many lines as it takes, broken between words. */
function wrapped(text: string, room: number, size: number): readonly string[] {
  const most = Math.floor(room / (size * 0.52));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The drawing as a file of its own, under a title and the sentences that say what it shows. */
export function alone({ width, height, body }: Drawing, title: string, sentences: readonly string[]): string {
  const lines = sentences.flatMap((sentence) => wrapped(sentence, width, 11));
  const top = 34 + lines.length * 16;
  const words = [
    label(16, 26, title, { size: 16, colour: INK.strong, bold: true }),
    ...lines.map((line, i) => label(16, 44 + i * 16, line, { size: 11 })),
  ];
  const drawn = html`<svg xmlns="http://www.w3.org/2000/svg" width="${at(width + 32)}" height="${at(height + top + 28)}" viewBox="0 0 ${at(width + 32)} ${at(height + top + 28)}" font-family="${FONT}">${box({ x: 0, y: 0, width: width + 32, height: height + top + 28 }, INK.paper)}${words}<g transform="translate(16 ${at(top + 12)})">${body}</g></svg>`;
  return trusted(drawn.toString()).toString();
}
