import { EventPublisher } from '@orpc/server';
import type { Change } from '../../engine/contract/index.ts';
import type { Clock } from '../../engine/core/index.ts';

/** Tells the windows what to read again. */
export interface Changes {
  announce(topic: Change['topic']): void;
  watch(signal: AbortSignal | undefined): AsyncIterableIterator<Change>;
}

export function createChanges(clock: Clock): Changes {
  const publisher = new EventPublisher<{ change: Change }>();
  return {
    announce: (topic) => publisher.publish('change', { topic, at: clock.now() }),
    watch: (signal) => publisher.subscribe('change', signal === undefined ? {} : { signal }),
  };
}
