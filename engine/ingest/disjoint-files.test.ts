import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileDays, packByDays } from './disjoint-files.ts';

const file = (path: string, first: string, last: string, rows = 1): FileDays => ({
  file: { path, absolute: `/${path}`, bytes: 1, sha256: '', rows, modified: 0 },
  rows,
  first,
  last,
});
const packed = (days: readonly FileDays[], least: number) =>
  packByDays(days, least).map((part) => part.map(({ path }) => path).join(' '));

describe('files that can have no key in common', () => {
  it('are apart when their days are, together when they overlap', () => {
    const days = [
      file('c', '2026-03-01', '2026-03-31'),
      file('a', '2026-01-01', '2026-01-31'),
      file('b', '2026-02-01', '2026-02-28'),
      file('a2', '2026-01-31', '2026-01-31'),
    ];
    expect(packed(days, 1)).toEqual(['a a2', 'b', 'c']);
  });

  it('of few rows share a part with their neighbours', () => {
    const days = ['01', '02', '03', '04', '05'].map((day) => file(day, `2026-01-${day}`, `2026-01-${day}`, 10));
    expect(packed(days, 20)).toEqual(['01 02', '03 04', '05']);
  });

  it('never have a day in two parts, and none is lost', () => {
    const day = fc.integer({ min: 10, max: 60 });
    const files = fc.array(fc.tuple(day, fc.nat(8), fc.nat(30)), { maxLength: 30 });
    fc.assert(
      fc.property(files, fc.nat(40), (drawn, least) => {
        const days = drawn.map(([first, length, rows], index) =>
          file(String(index), String(first), String(first + length), rows),
        );
        const parts = packByDays(days, least);
        expect(parts.flat()).toHaveLength(days.length);
        const owners = new Map<number, number>();
        for (const [part, members] of parts.entries()) {
          for (const { path } of members) {
            const [first = 0, length = 0] = drawn[Number(path)] ?? [];
            for (let at = first; at <= first + length; at += 1) {
              expect(owners.get(at) ?? part).toBe(part);
              owners.set(at, part);
            }
          }
        }
      }),
    );
  });
});
