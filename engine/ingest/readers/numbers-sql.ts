import { literal } from '../../store/cache/index.ts';

/** What stands between groups of three digits besides comma and dot: blanks of any kind and apostrophes. */
const BLANKS = String.raw`\s\x{00A0}\x{202F}\x{2009}'’`;

export type DecimalMark = '.' | ',';

const other = (mark: DecimalMark): DecimalMark => (mark === '.' ? ',' : '.');
const escaped = (mark: DecimalMark): string => (mark === '.' ? String.raw`\.` : ',');

/** A number with this decimal mark, its digits grouped by threes or not. */
const numberPattern = (mark: DecimalMark): string => {
  const group = `[${BLANKS}${other(mark)}]`;
  return String.raw`[+-]?(\d+|\d{1,3}(${group}\d{3})+)?(${escaped(mark)}\d*)?([eE][+-]?\d+)?`;
};

/** The number a text stands for, null for one that is none. `value` is SQL of a VARCHAR. */
export function numberSql(value: string, mark: DecimalMark, type: string): string {
  const stripped = `regexp_replace(trim(${value}), ${literal(`[${BLANKS}${other(mark)}]`)}, '', 'g')`;
  const plain = mark === ',' ? `replace(${stripped}, ',', '.')` : stripped;
  return `CASE WHEN regexp_full_match(trim(${value}), ${literal(numberPattern(mark))}) THEN TRY_CAST(${plain} AS ${type}) END`;
}

/**
 * Whether a text can only be a number with this decimal mark: digits after the mark that are not three, a mark after
 * groups of the other, or groups of the other that are two or more.
 */
function onlyWith(value: string, mark: DecimalMark): string {
  const [dot, comma] = [escaped(mark), escaped(other(mark))];
  const fraction = String.raw`[+-]?\d*${dot}(\d{1,2}|\d{4,})`;
  const long = String.raw`[+-]?(0|\d{4,})${dot}\d+`;
  const grouped = String.raw`[+-]?\d{1,3}([${BLANKS}]\d{3})+${dot}\d+`;
  const both = String.raw`[+-]?\d{1,3}(${comma}\d{3})+${dot}\d*`;
  const groups = String.raw`[+-]?\d{1,3}(${comma}\d{3}){2,}`;
  return `regexp_full_match(trim(${value}), ${literal([fraction, long, grouped, both, groups].join('|'))})`;
}

/** One group of three after a mark: 1.234, a thousand or a fraction. */
const single = (value: string, mark: DecimalMark): string =>
  `regexp_full_match(trim(${value}), ${literal(String.raw`[+-]?[1-9]\d{0,2}${escaped(mark)}\d{3}`)})`;

/** Counts of a column of texts that say which decimal mark they are written with, as SQL of aggregates. */
export function markEvidence(value: string, whole: string): string {
  return [
    `count(*) FILTER (WHERE ${onlyWith(value, '.')}) AS dot`,
    `count(*) FILTER (WHERE ${onlyWith(value, ',')}) AS comma`,
    // A whole number has no fraction: what stands in it separates thousands.
    `count(*) FILTER (WHERE ${whole} AND ${single(value, ',')}) AS "wholeDot"`,
    `count(*) FILTER (WHERE ${whole} AND ${single(value, '.')}) AS "wholeComma"`,
    `count(*) FILTER (WHERE NOT ${whole} AND ${single(value, '.')}) AS "singleDot"`,
    `count(*) FILTER (WHERE NOT ${whole} AND ${single(value, ',')}) AS "singleComma"`,
  ].join(', ');
}

export interface MarkCounts {
  readonly dot: number;
  readonly comma: number;
  /** Whole numbers grouped by commas, so the mark is the dot; and the other way round. */
  readonly wholeDot: number;
  readonly wholeComma: number;
  /** Numbers such as 1.234 and 1,234, which say nothing by themselves. */
  readonly singleDot: number;
  readonly singleComma: number;
}

/** Share of values that may contradict the rest and are bad values then. */
const FEW = 0.01;

const few = (some: number, most: number): boolean => some <= FEW * (some + most);

/** The decimal mark of a file's numbers; null when they can be read either way. */
export function decimalMark(counts: MarkCounts): DecimalMark | null {
  const { dot, comma, wholeDot, wholeComma, singleDot, singleComma } = counts;
  const [forDot, forComma] = [dot + wholeDot, comma + wholeComma];
  if (forDot === 0 && forComma === 0) return singleDot === 0 && singleComma === 0 ? '.' : null;
  if (forComma < forDot && few(forComma, forDot)) return '.';
  return forDot < forComma && few(forDot, forComma) ? ',' : null;
}
