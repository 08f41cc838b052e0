import type { ServerResponse } from 'node:http';
import type { Clock } from '../../engine/core/index.ts';
import type { HttpLimits } from './limits.ts';

/**
 * Ends the connection of a client that does not read its answer: one that takes no byte for `readTime`, or that has not
 * taken all of a complete answer after `sendTime`. A stream that is quiet, and work that takes long, have nothing unread.
 * docs/spec/experiments.md EX113.
 */
export function cutUnread(
  response: ServerResponse,
  { readTime, sendTime }: Pick<HttpLimits, 'readTime' | 'sendTime'>,
  clock: Pick<Clock, 'sleep'>,
): void {
  response.setTimeout(readTime, () => {
    if (response.writableLength > 0) response.destroy();
  });
  // All of an answer was given to be sent. What the system took at once needs no watch.
  response.once('prefinish', () => {
    if (response.writableLength === 0) return;
    const sent = new AbortController();
    response.once('close', () => sent.abort());
    clock.sleep(sendTime, sent.signal).then(
      () => response.destroy(),
      // It was taken in time.
      () => undefined,
    );
  });
}
