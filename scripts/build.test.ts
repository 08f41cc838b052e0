import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from './build/fingerprint.mjs';
import { isInstalled } from './setup/node-modules.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'scripts-'));
  await mkdir(join(root, 'engine'));
  await writeFile(join(root, 'engine/a.ts'), 'one');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the fingerprint of sources', () => {
  it('changes with contents and names, not with times or tests', async () => {
    const first = fingerprintOf(root, ['engine']);
    await utimes(join(root, 'engine/a.ts'), 1, 1);
    await writeFile(join(root, 'engine/a.test.ts'), 'test');
    expect(fingerprintOf(root, ['engine', 'missing'])).toBe(first);
    await writeFile(join(root, 'engine/b.ts'), '');
    const second = fingerprintOf(root, ['engine']);
    expect(second).not.toBe(first);
    await writeFile(join(root, 'engine/a.ts'), 'two');
    expect(fingerprintOf(root, ['engine'])).not.toBe(second);
  });
});

describe('installed packages', () => {
  const write = (path: string, packages: object) => writeFile(join(root, path), JSON.stringify({ packages }));
  beforeEach(() => mkdir(join(root, 'node_modules')));

  it('are what the lock file names, but for optional ones', async () => {
    await write('package-lock.json', {
      '': { name: 'x' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/only-elsewhere': { version: '1.0.0', optional: true },
    });
    expect(isInstalled(root)).toBe(false);
    await write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    expect(isInstalled(root)).toBe(true);
    await write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.1' } });
    expect(isInstalled(root)).toBe(false);
    await write('node_modules/.package-lock.json', {});
    expect(isInstalled(root)).toBe(false);
  });
});
