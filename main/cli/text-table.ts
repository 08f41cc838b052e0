import { cleanText } from '../../engine/serializer/index.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

/** Characters a person counts, not UTF-16 units. */
const width = (text: string): number => [...new Intl.Segmenter().segment(text)].length;

const pad = (text: string, to: number, align: Column['align']): string => {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return align === 'right' ? space + text : text + space;
};

/** Rows under their titles, each column as wide as its widest cell. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(cleanText))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => width(line[i] ?? ''))));
  return lines
    .map((line) =>
      columns
        .map((column, i) => pad(line[i] ?? '', widths[i] ?? 0, column.align))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

/** Names before their values, aligned. */
export const textPairs = (pairs: readonly (readonly [name: string, value: string])[]): string => {
  const to = Math.max(0, ...pairs.map(([name]) => width(name)));
  return pairs.map(([name, value]) => `${pad(name, to, 'left')}${GAP}${cleanText(value)}`).join('\n');
};
