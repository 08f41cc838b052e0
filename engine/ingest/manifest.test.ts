import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../core/index.ts';
import { type Manifest, parseManifest, snapshotHash } from './manifest.ts';
import { snapshotId } from './snapshot-id.ts';

const manifest = (change: object = {}): string =>
  JSON.stringify({
    manifestVersion: 1,
    contractId: 'creative_daily',
    contractVersion: '1.0.0',
    snapshotId: 's-1',
    generatedAt: '2026-11-21T06:00:00.000Z',
    dataThrough: '2026-11-20',
    files: [{ path: 'day=2026-11-20/part-0.parquet', bytes: 10, sha256: 'a'.repeat(64), rows: 3 }],
    totals: { rows: 3, sums: { clicks: 7 } },
    previousSnapshotId: null,
    ...change,
  });

const parsed = (text = manifest()): Manifest => {
  const result = parseManifest(text, '/drop');
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const file = (path: string, rows = 3) => ({ path, bytes: 1, sha256: 'b'.repeat(64), rows });

describe('a manifest', () => {
  it.each([
    ['a path out of the drop', { files: [file('../other/a.parquet')] }],
    ['a path out of the drop in the middle', { files: [file('a/../../b.parquet')] }],
    ['an absolute path', { files: [file('/etc/passwd.csv')] }],
    ['a drive letter', { files: [file('C:/a.csv')] }],
    ['backslashes', { files: [file('..\\a.csv')] }],
    ['another kind of file', { files: [file('a.xlsx')] }],
    ['a file twice', { files: [file('a.csv', 1), file('a.csv', 2)] }],
    ['two formats', { files: [file('a.csv', 1), file('a.parquet', 2)] }],
    ['rows that do not add up', { totals: { rows: 4, sums: {} } }],
    ['a hash in capitals', { files: [{ ...file('a.csv'), sha256: 'B'.repeat(64) }] }],
    ['data of days to come', { dataThrough: '2026-11-23' }],
    ['a day that does not exist', { dataThrough: '2026-02-30' }],
    ['another version', { manifestVersion: 2 }],
    ['a text that no table holds', { snapshotId: 'a\u0000' }],
    ['half of a surrogate pair', { previousSnapshotId: 'a\ud800' }],
  ])('with %s is not valid', (_, change) => {
    expect(parseManifest(manifest(change), '/drop')).toMatchObject({ ok: false, error: { code: 'MANIFEST_INVALID' } });
  });

  it('never leads out of the drop, whatever its paths', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b.csv', 'day=1', '\\', 'C:');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const path = parts.join('/');
        const result = parseManifest(manifest({ files: [file(path)] }), '/drop');
        if (result.ok) expect(new URL(path, 'file:///drop/').pathname).toBe(`/drop/${path}`);
      }),
    );
  });
});

describe('the hash of a snapshot', () => {
  it('is that of the canonical JSON, so order and white space do not matter', () => {
    const reordered = Object.fromEntries(Object.entries(JSON.parse(manifest())).reverse());
    expect(snapshotHash(parsed(JSON.stringify(reordered, null, 4)))).toBe(snapshotHash(parsed()));
    expect(canonicalJson(parsed()).startsWith('{"contractId"')).toBe(true);
  });

  it('differs when anything in it does', () => {
    expect(snapshotHash(parsed(manifest({ snapshotId: 's-2' })))).not.toBe(snapshotHash(parsed()));
  });

  it('gives the load its id, the same in every cache', () => {
    const hash = snapshotHash(parsed());
    expect(snapshotId(parsed(), hash)).toBe(snapshotId(parsed(), hash));
    expect(snapshotId(parsed(), hash)).not.toBe(
      snapshotId(parsed(), snapshotHash(parsed(manifest({ snapshotId: 'x' })))),
    );
  });
});
