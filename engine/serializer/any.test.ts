import { describe, expect, it } from 'vitest';
import { inMemory } from '../../tests/support/in-memory.ts';
import { formatAny } from './any.ts';

/** One value of each DuckDB type, as SQL, with its text. */
const DUCKDB: readonly (readonly [sql: string, text: string])[] = [
  ['NULL', '—'],
  ['true', 'yes'],
  ['(-128)::TINYINT', '−128'],
  ['9223372036854775807::BIGINT', '9,223,372,036,854,775,807'],
  ['170141183460469231731687303715884105727::HUGEINT', '170,141,183,460,469,231,731,687,303,715,884,105,727'],
  ['340282366920938463463374607431768211455::UHUGEINT', '340,282,366,920,938,463,463,374,607,431,768,211,455'],
  ['1234.50::DECIMAL(10,2)', '1,234.50'],
  ['(-0.005)::DECIMAL(38,3)', '−0.005'],
  ['0::DECIMAL(4,1)', '0.0'],
  ["'nan'::DOUBLE", '—'],
  ["'-infinity'::DOUBLE", '—'],
  ['-0.0::DOUBLE', '0'],
  ['1e300::DOUBLE', '1 × 10³⁰⁰'],
  ["DATE '2026-11-21'", '21 Nov 2026'],
  ["DATE 'infinity'", '—'],
  ["DATE '44-03-15 (BC)'", '—'],
  ["TIME '17:04:31.25'", '17:04:31.25'],
  ["TIMETZ '17:04:31-05:30'", '17:04:31 UTC−5:30'],
  ["TIMESTAMP_S '2026-11-21 17:04:31'", '21 Nov 2026, 17:04:31 UTC'],
  ["TIMESTAMP_MS '2026-11-21 17:04:31.5'", '21 Nov 2026, 17:04:31.5 UTC'],
  ["TIMESTAMP '2026-11-21 17:04:31.000001'", '21 Nov 2026, 17:04:31.000001 UTC'],
  ["TIMESTAMP_NS '1969-12-31 23:59:59.999999999'", '31 Dec 1969, 23:59:59.999999999 UTC'],
  ["TIMESTAMPTZ '2026-11-21 17:04:31+00'", '21 Nov 2026, 17:04:31 UTC'],
  ["TIMESTAMP 'infinity'", '—'],
  ["INTERVAL '14 months 3 days 01:30:00'", '14 months 3 days 1 h 30 min'],
  ["INTERVAL '0 days'", '0 days'],
  ["'\\xAA\\xBB'::BLOB", '2 B'],
  ["'0101'::BIT", '0101'],
  ["'01930000-0000-7000-8000-00000000abcd'::UUID", '01930000-0000-7000-8000-00000000abcd'],
  ["'late'::ENUM('late', 'fresh')", 'late'],
  ['[1, NULL, 3]::INTEGER[]', '1, —, 3'],
  ['[]::INTEGER[]', 'none'],
  ["['a', 'b']::VARCHAR[2]", 'a, b'],
  ["{'channel': 'meta', 'spend': 12.5::DECIMAL(6,2)}", 'channel: meta, spend: 12.50'],
  ["{'a': [1, 2], 'b': {'c': DATE '2026-11-21'}}", 'a: (1, 2), b: (c: 21 Nov 2026)'],
  ["MAP {'x': 1, 'y': 2}", 'x: 1, y: 2'],
  ['union_value(num := 7)', '7'],
  ['\'{"page": "/start", "items": [1, {"id": null}]}\'::VARCHAR', 'page: /start, items: (1, (id: —))'],
];

describe('[SZ3] any DuckDB value', () => {
  it.each(DUCKDB)('%s', async (sql, text) => {
    const reader = await inMemory((connection) => connection.runAndReadAll(`SELECT ${sql} AS value`));
    expect(formatAny(reader.getRows()[0]?.[0])).toBe(text);
  });
});

describe('[SZ3] any JavaScript value', () => {
  const ring: { name: string; self?: unknown } = { name: 'ring' };
  ring.self = ring;
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new TypeError('no keys');
      },
      getPrototypeOf: () => {
        throw new Error('no prototype');
      },
    },
  );
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  it.each<[string, unknown, string]>([
    ['undefined', undefined, '—'],
    ['a symbol', Symbol('secret'), '—'],
    ['a function', () => 1, '—'],
    ['a date', new Date('2026-11-21T17:04:31Z'), '21 Nov 2026, 17:04:31 UTC'],
    ['no date', new Date(Number.NaN), '—'],
    ['an error', new TypeError('The file is gone.'), 'The file is gone.'],
    ['bytes', new Uint8Array(1500), '1.5 kB'],
    ['a wrapped number', Object(-0), '0'],
    ['a set', new Set(['a', { b: 1 }]), 'a, (b: 1)'],
    ['a map', new Map([[{ k: 1 }, 2]]), '(k: 1): 2'],
    ['a ring', ring, 'name: ring, self: …'],
    ['a proxy that throws', hostile, '—'],
    ['a revoked proxy', revoked, '—'],
    [
      'a getter that throws',
      Object.defineProperty({ a: 1 }, 'b', {
        enumerable: true,
        get: () => {
          throw new Error();
        },
      }),
      'a: 1, b: —',
    ],
    ['an object without anything', Object.create(null), '—'],
    ['a promise', Promise.resolve(1), '—'],
    ['a regular expression', /x/, '—'],
    ['an address', new URL('https://example.org/a'), 'https://example.org/a'],
    ['marks of direction', 'a\u202eb\u200fc\u2066d', 'a bc d'],
    ['half a pair', 'a\ud800b', 'a\ufffdb'],
    ['a word for nothing', ' [object Object] ', '—'],
    ['a surname', 'Null', 'Null'],
  ])('%s', (_, value, text) => expect(formatAny(value)).toBe(text));
});

describe('[SZ4] what is long or within', () => {
  it('cuts lists and says by how much', () => {
    const text = formatAny(Array.from({ length: 1234 }, (_, i) => i));
    expect(text).toMatch(/^0, 1, 2, .*, 19, and 1,214 more$/);
  });

  it.each([
    ['{"code":100,"error":{"message":"No \\"page\\""}}', 'code: 100, error: (message: No "page")'],
    ['["a","b"]', 'a, b'],
    ['error: {"code":1,"msg":"x"}', 'error: code: 1,msg: x'],
    ['{"cut": "of', 'cut: of'],
    ['{}', 'none'],
    ['[link] and {brace}', '[link] and {brace}'],
  ])('%s', (json, text) => expect(formatAny(json)).toBe(text));
});
