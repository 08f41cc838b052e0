import type { CreativeTestList, DatasetFreshness } from '../../engine/contract/index.ts';
import { appError, err, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';

/** Reads of the whole cache that several pages ask for, made once for each state of the data. */
export interface Reads {
  creativeTests(signal?: AbortSignal): Promise<Result<CreativeTestList>>;
  freshness(): Promise<Result<readonly DatasetFreshness[]>>;
  /** The data changed: make them again when they are next asked for. */
  forget(): void;
}

/** The result, or CANCELLED as soon as the caller gives up; the work itself goes on for the next caller. */
function unlessAborted<T>(work: Promise<Result<T>>, signal: AbortSignal | undefined): Promise<Result<T>> {
  if (signal === undefined) return work;
  if (signal.aborted) return Promise.resolve(err(appError('CANCELLED')));
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(err(appError('CANCELLED')));
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

export function createReads(cache: Pick<CacheClient, 'creativeTests' | 'freshness'>): Reads {
  let tests: Promise<Result<CreativeTestList>> | null = null;

  const creativeTests = (): Promise<Result<CreativeTestList>> => {
    if (tests !== null) return tests;
    const reading = cache.creativeTests().then((result) => {
      if (!result.ok && tests === reading) tests = null;
      return result;
    });
    tests = reading;
    return reading;
  };

  return {
    creativeTests: (signal) => unlessAborted(creativeTests(), signal),
    // Freshness depends on the time of day as well as on the data, so it is read each time.
    freshness: () => cache.freshness(),
    forget: () => {
      tests = null;
    },
  };
}
