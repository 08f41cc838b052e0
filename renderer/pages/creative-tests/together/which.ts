import type { TogetherTest } from '../../../../engine/contract/index.ts';
import { hasWords } from '../../../components/search-words.ts';

/** Which tests the list shows. */
export const WHICH = ['declared', 'all', 'holds', 'not_shown', 'behind', 'unhealthy', 'several', 'no_data'] as const;
export type Which = (typeof WHICH)[number];

/** The tests of a choice whose name or id has every word of the search. */
export const narrowed = (tests: readonly TogetherTest[], which: Which, search: string): readonly TogetherTest[] =>
  tests.filter((test) => {
    const chosen = which === 'all' || (which === 'declared' ? test.declared : test.state === which);
    return chosen && hasWords(`${test.name} ${test.testId}`, search);
  });
