import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvScan } from './csv-scan.ts';

const field = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const cell = fc.oneof(fc.constantFrom('2026-11-19', '2026-11-20', '', 'a"b', 'x,y', 'two\nlines', 'ü'), fc.string());

it('counts the records and finds the greatest day however the stream is cut', () => {
  const record = fc.tuple(cell, fc.integer({ min: 1, max: 28 }), cell);
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), fc.integer({ min: 1, max: 7 }), (records, cut) => {
      const clean = (value: string) => value.replaceAll('\r', '');
      const days = records.map(([, day]) => `2026-11-${String(day).padStart(2, '0')}`);
      const lines = records.map(([a, , b], index) => [clean(a), days[index] ?? '', clean(b)].map(field).join(','));
      const bytes = Buffer.from(['a,day,b', ...lines].map((line) => `${line}\n`).join(''));
      const scan = csvScan(1);
      for (let from = 0; from < bytes.length; from += cut) scan.push(bytes.subarray(from, from + cut));
      expect(scan.rows).toBe(records.length);
      expect(scan.greatest).toBe([...days].sort().at(-1) ?? '');
    }),
  );
});
