import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBundle } from './bundle.ts';

describe('the bundle behind app://', () => {
  let top: string;
  let read: ReturnType<typeof openBundle>;

  beforeAll(async () => {
    top = await mkdtemp(join(tmpdir(), 'bundle-'));
    await mkdir(join(top, 'pages/assets'), { recursive: true });
    await mkdir(join(top, 'pages-of-another'));
    await writeFile(join(top, 'pages/index.html'), '<p>page</p>');
    await writeFile(join(top, 'pages/assets/a.js'), '1');
    await writeFile(join(top, 'pages/assets/notes.txt'), 'text');
    await writeFile(join(top, 'secret.json'), '{}');
    await writeFile(join(top, 'pages-of-another/x.js'), '1');
    await symlink(join(top, 'secret.json'), join(top, 'pages/link.json'));
    read = openBundle(join(top, 'pages'));
  });
  afterAll(() => rm(top, { recursive: true, force: true }));

  it('serves its files with their type', async () => {
    expect((await read('/index.html'))?.type).toBe('text/html; charset=utf-8');
    expect((await read('/assets/a.js'))?.bytes.toString()).toBe('1');
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/../../secret.json',
    '/../pages-of-another/x.js',
    '/link.json',
    '/assets',
    '/missing.js',
    '/assets/notes.txt',
    '/index.html%00.js',
    '/%E0%A4%A.js',
  ])('has nothing at %s', async (path) => {
    expect(await read(path)).toBeNull();
  });
});
