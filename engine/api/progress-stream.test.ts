import { describe, expect, it } from 'vitest';
import { appError, err, ok } from '../core/index.ts';
import { progressStream } from './progress-stream.ts';

const step = (fraction: number) => ({ phase: 'load', fraction, message: `${fraction}` });

describe('progressStream', () => {
  it('yields the news and returns the result', async () => {
    const stream = progressStream<string>(async (onProgress) => {
      onProgress(step(0.5));
      return ok('done');
    }, undefined);
    expect(await stream.next()).toEqual({ done: false, value: step(0.5) });
    expect(await stream.next()).toEqual({ done: true, value: 'done' });
  });

  it('keeps only the latest news for a slow reader', async () => {
    const stream = progressStream<string>(async (onProgress) => {
      for (let i = 0; i <= 10; i++) onProgress(step(i / 10));
      return ok('done');
    }, undefined);
    expect((await stream.next()).value).toEqual(step(1));
  });

  it('throws the coded error of a failed run', async () => {
    const stream = progressStream<string>(async () => err(appError('DROP_EMPTY', { path: 'x' })), undefined);
    await expect(stream.next()).rejects.toMatchObject({ code: 'DROP_EMPTY', data: { detail: { path: 'x' } } });
  });

  it('cancels the work when the reader stops', async () => {
    let cancelled = false;
    const stream = progressStream<string>(
      (onProgress, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            cancelled = true;
            resolve(err(appError('CANCELLED')));
          });
          onProgress(step(0));
        }),
      undefined,
    );
    await stream.next();
    await stream.return('stopped');
    expect(cancelled).toBe(true);
  });

  it('cancels the work when the caller aborts', async () => {
    const caller = new AbortController();
    const stream = progressStream<string>(
      (_, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(err(appError('CANCELLED'))))),
      caller.signal,
    );
    const next = stream.next();
    caller.abort();
    await expect(next).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
