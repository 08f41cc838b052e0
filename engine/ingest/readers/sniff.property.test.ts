import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractColumn } from '../contracts/contract.ts';
import { sniffText } from './sniff.ts';
import type { Encoding, TextForm } from './text-form.ts';

const COLUMNS: readonly ContractColumn[] = [
  { name: 'day', logicalType: 'date', type: 'DATE', required: true },
  { name: 'channel', logicalType: 'string', type: 'VARCHAR', required: true },
  { name: 'clicks', logicalType: 'integer', type: 'BIGINT', required: true },
];
const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const wide = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? wide.swap16() : wide;
}

const sniff = (bytes: Uint8Array, names: readonly string[] | null = null) =>
  sniffText({ file: 'a.csv', head: { bytes: Buffer.from(bytes), whole: true }, gzip: false, columns: COLUMNS, names });

const formOf = (bytes: Uint8Array, names: readonly string[] | null = null): TextForm => {
  const sniffed = sniff(bytes, names);
  if (!sniffed.ok) throw new Error(sniffed.error.message);
  return sniffed.value.form;
};

describe('how a text is written', () => {
  it('[IN7] is found again, whatever stands in its fields', () => {
    const text = fc.stringMatching(/^[a-zé ;,|\t"']{0,12}$/);
    const line = fc.tuple(fc.integer({ min: 10, max: 28 }), text, fc.nat(99_999));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 2, maxLength: 12 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom(...ENCODINGS),
        (lines, delimiter, encoding) => {
          const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const rows = lines.map(([day, channel, clicks]) =>
            [`2026-11-${day}`, quote(`é${channel}`), clicks].join(delimiter),
          );
          const form = formOf(
            encoded(`${[COLUMNS.map(({ name }) => name).join(delimiter), ...rows].join('\n')}\n`, encoding),
          );
          expect(form).toMatchObject({ delimiter, encoding, quote: '"', escape: '"', local: false, headerLine: true });
          expect(form.header).toEqual(['day', 'channel', 'clicks']);
        },
      ),
    );
  });

  it('[IN7] takes backslashes before quotes where the lines say so', () => {
    const text = 'day,channel,clicks\n2026-11-20,"a \\"b\\", c",1\n2026-11-21,"\\", d",2\n';
    expect(formOf(Buffer.from(text))).toMatchObject({ delimiter: ',', quote: '"', escape: '\\' });
  });

  it('[IN2] takes the names of the manifest where the first line is data', () => {
    const names = ['day', 'channel', 'clicks'];
    expect(formOf(Buffer.from('2026-11-20|a|1\n'), names)).toMatchObject({
      headerLine: false,
      delimiter: '|',
      header: names,
    });
    expect(formOf(Buffer.from('day|channel|clicks\n2026-11-20|a|1\n'), names)).toMatchObject({ headerLine: true });
  });

  it('never fails on any bytes but with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const sniffed = sniff(bytes);
        if (!sniffed.ok) expect(sniffed.error.code).toBe('CSV_ENCODING');
      }),
    );
  });

  it('says plain of what DuckDB reads by itself', () => {
    const plain = (text: string) => {
      const sniffed = sniff(Buffer.from(text));
      return sniffed.ok && sniffed.value.plain;
    };
    expect(plain('day,channel,clicks\n2026-11-20,é,1\n')).toBe(true);
    expect(plain('\uFEFFday,channel,clicks\r\n2026-11-20,"a, b",1\r\n')).toBe(true);
    expect(plain('day;channel;clicks\n2026-11-20;a;1\n')).toBe(false);
    expect(plain('day,channel,clicks\n20.11.2026,a,1\n')).toBe(false);
    expect(plain('day,channel,clicks\nsoon,a,many\n')).toBe(true);
  });
});
