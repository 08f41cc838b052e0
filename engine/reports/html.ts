import { cleanText } from '../serializer/index.ts';

/** A piece of a page whose text has been escaped. Made only by `html` and `trusted`. */
export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from anywhere as HTML text or a quoted attribute: no markup, no control characters. */
export const escapeHtml = (text: string): string => cleanText(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? '');

/** Markup written in this folder: a style sheet, a drawing. Never text from data. */
export const trusted = (markup: string): Html => new Html(markup);

type Piece = Html | string | number | null | false | readonly Piece[];

function written(piece: Piece): string {
  if (piece === null || piece === false) return '';
  if (piece instanceof Html) return piece.toString();
  if (typeof piece === 'string') return escapeHtml(piece);
  if (typeof piece === 'number') return escapeHtml(String(piece));
  return piece.map(written).join('');
}

/** A template whose every hole is escaped, unless it holds `Html` already. Lists are joined; null and false are left out. */
export const html = (parts: TemplateStringsArray, ...holes: readonly Piece[]): Html =>
  new Html(parts.map((part, i) => part + written(holes[i] ?? null)).join(''));
