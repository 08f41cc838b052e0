import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockWorkspace } from './lock.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

const outcome = async (): Promise<string | number | undefined> => {
  const lock = await lockWorkspace(path);
  return lock.ok ? 'held' : lock.error.code === 'WORKSPACE_LOCKED' ? lock.error.detail.pid : lock.error.code;
};

it('[JN20] is held by one at a time and free again after release', async () => {
  const lock = await lockWorkspace(path);
  expect(await outcome()).toBe(process.pid);
  if (lock.ok) await lock.value.release();
  expect(await readdir(folder)).toEqual([]);
  expect(await outcome()).toBe('held');
});

it('[JN20] takes over the lock of a process that has ended', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  await writeFile(path, JSON.stringify({ pid: child.pid, started: '1', token: 'a' }));
  expect(await outcome()).toBe('held');
  expect(await outcome()).toBe(process.pid);
  expect(await readdir(folder)).toEqual(['lock']);
});

it('[JN20] takes over a lock whose process id now belongs to another process', async () => {
  await writeFile(path, JSON.stringify({ pid: process.pid, started: 'long ago', token: 'a' }));
  expect(await outcome()).toBe('held');
});

it('[JN20] gives the lock to one of many that ask at once, also over a stale one', async () => {
  await writeFile(path, 'not ours');
  const outcomes = await Promise.all(Array.from({ length: 8 }, outcome));
  expect(outcomes.filter((each) => each === 'held')).toHaveLength(1);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
});

it('leaves a lock alone that is no longer its own', async () => {
  const lock = await lockWorkspace(path);
  const other = JSON.stringify({ pid: 1, started: '1', token: 'other' });
  await writeFile(path, other);
  if (lock.ok) await lock.value.release();
  expect(await readFile(path, 'utf8')).toBe(other);
});
