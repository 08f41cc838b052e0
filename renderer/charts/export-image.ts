/** What the page's style sheet gives a shape, and what a file outside the page has to carry itself. */
const CARRIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'paint-order',
  'text-anchor',
  'stop-color',
  'stop-opacity',
] as const;

/** What is printed around the image, so that it says what it shows wherever it is pasted. */
export interface ImageWords {
  readonly title: string;
  readonly sentence: string;
  /** Period, filters, source; may be empty. */
  readonly footnote: string;
}

const SVG = 'http://www.w3.org/2000/svg';
const PAD = 16;
const LINE = 16;
/** Characters of 12 px Inter in a pixel, about. */
const PER_PIXEL = 1 / 6.2;

interface Words {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
  readonly token: '--gw-ink' | '--gw-ink-2' | '--gw-ink-3';
}

/** Words in lines of at most `width` pixels. */
function wrap(text: string, width: number): readonly string[] {
  const most = Math.max(20, Math.floor(width * PER_PIXEL));
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function writeWords(parent: SVGElement, words: readonly Words[], top: number): number {
  let y = top;
  for (const { text, size, weight, token: name } of words) {
    const line = document.createElementNS(SVG, 'text');
    line.textContent = text;
    set(line, { x: PAD, y, 'font-size': size, 'font-weight': weight, fill: token(name) });
    line.setAttribute('font-family', 'Inter, system-ui, sans-serif');
    parent.append(line);
    y += LINE;
  }
  return y;
}

function styledCopy(chart: SVGSVGElement): SVGSVGElement {
  const copy = document.importNode(chart, true);
  const originals = [chart, ...chart.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    for (const property of CARRIED) copies[index]?.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-hidden']) copies[index]?.removeAttribute(name);
  });
  for (const element of copy.querySelectorAll('[data-screen-only]')) element.remove();
  return copy;
}

const set = (element: SVGElement, attributes: Readonly<Record<string, string | number>>): void => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
};

/** What is seen of the parts of a chart that lie in windows of their own beside its drawing, such as a strip that is panned. */
function windowsOf(chart: SVGSVGElement): readonly SVGSVGElement[] {
  const origin = chart.getBoundingClientRect();
  const windows = [...(chart.parentElement?.querySelectorAll<HTMLElement>('[data-chart-window]') ?? [])];
  return windows.flatMap((window) => {
    const part = window.querySelector<SVGSVGElement>('svg[data-chart-part]');
    if (part === null) return [];
    const [seen, whole] = [window.getBoundingClientRect(), part.getBoundingClientRect()];
    const frame = document.createElementNS(SVG, 'svg');
    const { width, height } = seen;
    set(frame, { x: seen.left - origin.left, y: seen.top - origin.top, width, height, overflow: 'hidden' });
    const copy = styledCopy(part);
    set(copy, { x: whole.left - seen.left, y: whole.top - seen.top });
    frame.append(copy);
    return [frame];
  });
}

interface Sheet {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

function sheetOf(chart: SVGSVGElement, words?: ImageWords): Sheet {
  const box = chart.getBoundingClientRect();
  const copy = styledCopy(chart);
  copy.append(...windowsOf(chart));
  copy.setAttribute('overflow', 'visible');
  const svg = document.createElementNS(SVG, 'svg');
  const ground = document.createElementNS(SVG, 'rect');
  set(ground, { width: '100%', height: '100%', fill: token('--gw-panel') });
  svg.append(ground);
  const pad = words === undefined ? 0 : PAD;
  const lines = (text: string): readonly string[] => wrap(text, box.width);
  let y = 0;
  if (words !== undefined) {
    const sentence = lines(words.sentence).map((text): Words => ({ text, size: 12, weight: 400, token: '--gw-ink-2' }));
    y = writeWords(svg, [{ text: words.title, size: 14, weight: 620, token: '--gw-ink' }, ...sentence], PAD + 12);
  }
  set(copy, { x: pad, y });
  svg.append(copy);
  y += box.height + pad;
  if (words !== undefined && words.footnote !== '') {
    const notes = lines(words.footnote).map((text): Words => ({ text, size: 11, weight: 400, token: '--gw-ink-3' }));
    y = writeWords(svg, notes, y + 8);
  }
  const [width, height] = [Math.ceil(box.width + 2 * pad), Math.ceil(y)];
  set(svg, { width, height, xmlns: SVG });
  return { svg, width, height };
}

/** A chart as an SVG file that looks the same without the page's style sheet, on the page's ground. */
export const chartToSvg = (chart: SVGSVGElement, words?: ImageWords): string =>
  new XMLSerializer().serializeToString(sheetOf(chart, words).svg);

/** The same as a PNG at twice its size. Rejects when the browser can't draw it. */
export async function chartToPng(chart: SVGSVGElement, words?: ImageWords): Promise<Blob> {
  const { svg, width, height } = sheetOf(chart, words);
  const image = new Image();
  const loaded = new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error('the chart can not be drawn'));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await loaded;
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the chart can not be drawn')) : resolve(blob))),
  );
}
