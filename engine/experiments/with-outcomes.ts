import type { Source } from '../contract/index.ts';

export const isOutcomes = ({ dataset }: Source): boolean => dataset === 'ab_outcomes';

/** Whether any outcomes were ever loaded, by the sources of a read: without them no metric can be read. EX112. */
export const withOutcomes = (sources: readonly Source[]): boolean =>
  !sources.some((source) => isOutcomes(source) && source.dataThrough === null);
