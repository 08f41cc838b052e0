import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dropsUnder } from './drops-under.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'drops-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const drop = async (...path: readonly string[]): Promise<string> => {
  const folder = join(dir, ...path);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), '{}');
  return folder;
};

it('finds drops by name, four levels down and not inside one another', async () => {
  const b = await drop('b');
  const a = await drop('a', '2', '3', '4');
  await drop('b', 'inner');
  await drop('c', '2', '3', '4', '5');
  await mkdir(join(dir, 'd', 'manifest.json'), { recursive: true });
  expect(await dropsUnder(dir)).toEqual([a, b]);
  expect(await dropsUnder(b)).toEqual([b]);
});

it('finds none where there is no folder, and does not take an unreadable one for empty', async () => {
  expect(await dropsUnder(join(dir, 'gone'))).toEqual([]);
  await writeFile(join(dir, 'file'), '');
  await expect(dropsUnder(join(dir, 'file'))).rejects.toThrow('ENOTDIR');
});
