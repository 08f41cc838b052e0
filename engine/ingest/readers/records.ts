import type { TextForm } from './text-form.ts';

type Marks = Pick<TextForm, 'delimiter' | 'quote' | 'escape'>;

/**
 * Splits the beginning of a CSV text into records of fields. A last record that is not ended is left out unless the text is
 * `whole`.
 */
export function splitRecords(text: string, marks: Marks, whole: boolean, most = 2_000): string[][] {
  const { delimiter, quote, escape: before } = marks;
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  let begun = false;
  const endField = () => {
    record.push(field);
    field = '';
    begun = false;
  };
  const endRecord = () => {
    if (record.length > 0 || begun || field !== '') {
      endField();
      records.push(record);
    }
    record = [];
  };
  for (let index = 0; index < text.length && records.length < most; index += 1) {
    const char = text.charAt(index);
    if (quoted) {
      if (char === before && text.charAt(index + 1) === quote) {
        field += quote;
        index += 1;
      } else if (char === quote) quoted = false;
      else field += char;
    } else if (char === quote && !begun) {
      quoted = true;
      begun = true;
    } else if (char === delimiter) endField();
    else if (char === '\n' || char === '\r') endRecord();
    else {
      field += char;
      begun = true;
    }
  }
  if (whole && records.length < most) endRecord();
  return records;
}
