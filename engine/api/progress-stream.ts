import type { Progress } from '../contract/index.ts';
import type { Result } from '../core/index.ts';
import { answer } from './answer.ts';

type Run<T> = (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<Result<T>>;

/**
 * Long work as a stream: yields the latest progress whenever there is news, returns the result. When the reader stops
 * or its signal aborts, the work is cancelled.
 */
export async function* progressStream<T>(
  run: Run<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, T, void> {
  const cancel = new AbortController();
  const onAbort = () => cancel.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let latest: Progress | null = null;
  let finished = false;
  let wake = () => {};
  const work = answer(
    run((progress) => {
      latest = progress;
      wake();
    }, cancel.signal),
  ).finally(() => {
    finished = true;
    wake();
  });
  work.catch(() => {});
  try {
    while (!finished) {
      if (latest === null) await new Promise<void>((resolve) => (wake = resolve));
      const news: Progress | null = latest;
      latest = null;
      if (news !== null) yield news;
    }
    return await work;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    if (!finished) cancel.abort();
  }
}
