import type { TogetherTest } from '../../../../engine/contract/index.ts';

/** Which tests the list shows. */
export const WHICH = ['declared', 'all', 'holds', 'not_shown', 'behind', 'unhealthy', 'several', 'no_data'] as const;
export type Which = (typeof WHICH)[number];

export const isWhich = (text: unknown): text is Which => WHICH.some((known) => known === text);

/** The tests of a choice whose name or id has every word of the search. */
export function narrowed(tests: readonly TogetherTest[], which: Which, words: string): readonly TogetherTest[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return tests.filter((test) => {
    const chosen = which === 'all' || (which === 'declared' ? test.declared : test.state === which);
    if (!chosen) return false;
    const hay = `${test.name} ${test.testId}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  });
}
