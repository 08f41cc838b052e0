import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptSecrets, type Sealer } from './kept-secrets.ts';
import { sessionSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Sealed by reversing, under a key: enough to see what is written and whose key opens it. */
const sealerOf = (key: string): Sealer => ({
  seal: (text) => Buffer.from(`${key}${[...text].reverse().join('')}`),
  open(sealed) {
    const text = sealed.toString();
    if (!text.startsWith(key)) throw new Error('another key');
    return [...text.slice(key.length)].reverse().join('');
  },
});

const fileOf = (workspace: string): string => join(folder, 'secrets', `${workspace}.json`);
const storeOf = (workspace: string, opts: { key?: string; environment?: Record<string, string> } = {}) =>
  keptSecrets({
    path: fileOf(workspace),
    sealer: sealerOf(opts.key ?? 'k1'),
    session: sessionSecrets(opts.environment ?? {}),
  });

describe('kept secrets', () => {
  it('belong to one workspace: another neither sees nor loses them', () => {
    const a = storeOf('a');
    const b = storeOf('b');
    expect(a.set('metaToken', 'token of a')).toEqual({ kept: true });
    expect(b.get('metaToken')).toBeUndefined();
    b.set('metaToken', 'token of b');
    expect(storeOf('a').get('metaToken')).toBe('token of a');
    expect(storeOf('b').get('metaToken')).toBe('token of b');
    storeOf('b').clear('metaToken');
    expect(storeOf('a').kept('metaToken')).toBe(true);
    expect(storeOf('b').kept('metaToken')).toBe(false);
  });

  it('are never on disk as they are, and only the user may read the file', () => {
    storeOf('a').set('metaToken', 'token of a');
    expect(readFileSync(fileOf('a'), 'utf8')).not.toContain('token of a');
    expect(statSync(fileOf('a')).mode & 0o077).toBe(0);
  });

  it('give way to the environment', () => {
    storeOf('a').set('metaToken', 'kept');
    expect(storeOf('a', { environment: { GW_META_TOKEN: 'given' } }).get('metaToken')).toBe('given');
  });

  it('that can not be opened count as not set', () => {
    storeOf('a').set('metaToken', 'kept');
    const other = storeOf('a', { key: 'k2' });
    expect([other.get('metaToken'), other.kept('metaToken')]).toEqual([undefined, false]);
  });

  it('in a damaged file are set aside', () => {
    storeOf('a').set('metaToken', 'kept');
    writeFileSync(fileOf('a'), '{"metaToken":');
    expect(storeOf('a').get('metaToken')).toBeUndefined();
    expect(readFileSync(`${fileOf('a')}.unreadable`, 'utf8')).toBe('{"metaToken":');
  });
});
