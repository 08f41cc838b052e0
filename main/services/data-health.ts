import type { Services } from '../../engine/api/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';

const until = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

/** The health of the data, as the data worker judges it. */
export const createDataHealth = (cache: CacheClient): Services['dataHealth'] => ({
  overview: (signal) => cache.healthOverview(until(signal)),
  dataset: (dataset, signal) => cache.datasetHealth({ dataset }, until(signal)),
  quarantined: (input, signal) => cache.quarantined(input, until(signal)),
  quarantinedCsv: (input, signal) => cache.quarantinedCsv(input, until(signal)),
  lineage: (dataset, signal) => cache.lineage({ dataset }, until(signal)),
});
