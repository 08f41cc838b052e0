import type { Services } from '../../engine/api/index.ts';
import { publicationOf } from '../../engine/approvals/index.ts';
import type { CreativeTest } from '../../engine/contract/index.ts';
import { type Clock, ok, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { Reads } from './reads.ts';

interface Needs {
  readonly cache: Pick<CacheClient, 'creativeTest' | 'creativeTogether'>;
  readonly reads: Reads;
  readonly spine: Spine;
  readonly clock: Clock;
}

/** The creative reads, with what is live or on its way for each variant. */
export function createCreativeReads({
  cache,
  reads,
  spine,
  clock,
}: Needs): Pick<Services['creative'], 'list' | 'get' | 'together'> {
  const withPublications = (read: CreativeTest): CreativeTest => ({
    ...read,
    variants: read.variants.map((variant) => ({
      ...variant,
      publication: publicationOf(spine.state, { testId: read.test.testId, variantId: variant.variantId }, clock.now()),
    })),
  });

  return {
    list: (signal) => reads.creativeTests(signal),
    together: (signal) => cache.creativeTogether(signal === undefined ? {} : { signal }),
    get: async (testId, signal): Promise<Result<CreativeTest>> => {
      const read = await cache.creativeTest({ testId }, signal === undefined ? {} : { signal });
      return read.ok ? ok(withPublications(read.value)) : read;
    },
  };
}
