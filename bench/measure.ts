import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../engine/core/index.ts';

/** The value of a result a benchmark takes for granted. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The value a share `q` of the values lie below. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Time on the wall and of all processors, in milliseconds: the second is steadier on a busy machine. */
export interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

export function stopwatch(): () => Spent {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { wall: performance.now() - start, cpu: (user + system) / 1000 };
  };
}

export async function inFreshFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'gw-bench-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The most memory this process held while something ran, in mebibytes, looked at every 20 ms. */
export async function peakMemory<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly mebibytes: number }> {
  let most = process.memoryUsage.rss();
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  try {
    const value = await work();
    look();
    return { value, mebibytes: Math.round(most / 2 ** 20) };
  } finally {
    clearInterval(timer);
  }
}

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
