import { describe, expect, it } from 'vitest';
import { fileNameOf, toCsv } from './csv.ts';

describe('CSV', () => {
  it('quotes by RFC 4180 and keeps numbers whole', () => {
    const csv = toCsv({
      columns: ['variant', 'say "hi"', 'rate'],
      rows: [
        ['A, or B', 'two\nlines', 0.1 + 0.2],
        ['', null, Number.NaN],
      ],
    });
    expect(csv).toBe('variant,"say ""hi""",rate\r\n"A, or B","two\nlines",0.30000000000000004\r\n,,\r\n');
  });

  it('disarms formulas in text and leaves numbers alone', () => {
    const csv = toCsv({ columns: ['a'], rows: [['=1+1'], ['+49'], ['-x'], ['@sum'], ['\tx'], [-5]] });
    expect(csv).toBe("a\r\n'=1+1\r\n'+49\r\n'-x\r\n'@sum\r\n'\tx\r\n-5\r\n");
  });

  it('drops what no file should hold', () => {
    expect(toCsv({ columns: ['a'], rows: [['x\0y\ud800']] })).toBe('a\r\nxy\ufffd\r\n');
  });
});

describe('[SZ14] the file', () => {
  it('starts with a byte-order mark on request', () => {
    expect(toCsv({ columns: ['größe'], rows: [] }, { bom: true })).toBe('\ufeffgröße\r\n');
  });

  it('keeps big integers whole and knows no minus zero', () => {
    expect(toCsv({ columns: ['n'], rows: [[2n ** 70n], [-0]] })).toBe('n\r\n1180591620717411303424\r\n0\r\n');
  });

  it.each([
    ['growth.trend', 'growth.trend'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b\\c:d*e', 'a-b-c-d-e'],
    ['\u202e', 'export'],
    ['Spend, by day (EUR)', 'Spend- by day -EUR'],
  ])('%j is called %s', (text, name) => expect(fileNameOf(text)).toBe(name));
});
