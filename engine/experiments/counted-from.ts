import type { ExperimentRecord } from '../contract/index.ts';

/**
 * The instant from which exposures count: the start, or the beginning (UTC) of the day it was started to count from. Null
 * while it is a draft: then all that is in the data counts. EX110.
 */
export const countedFrom = ({ since, startedAt }: Pick<ExperimentRecord, 'since' | 'startedAt'>): string | null =>
  since === null ? startedAt : `${since}T00:00:00.000Z`;
