import type { CellOffer, CellVocabulary } from '../../contract/index.ts';

/** What a cell can be made from: the sides of the grid and the tests of the data, and who may own it. */
export function vocabularyOf(
  offer: CellOffer,
  { currency, owners }: { readonly currency: string; readonly owners: readonly string[] },
): CellVocabulary {
  const places = [...offer.campaigns, ...offer.tests];
  const tests = new Map<string, CellVocabulary['tests'][number]>();
  for (const { testId, name, lastDay } of offer.tests) {
    const before = tests.get(testId);
    if (before === undefined || before.lastDay < lastDay) tests.set(testId, { testId, name, lastDay });
  }
  return {
    channels: [...new Set(places.map(({ channel }) => channel))].toSorted(),
    segments: [...new Set(places.map(({ segment }) => segment))].toSorted(),
    tests: [...tests.values()],
    currency,
    dataThrough: offer.dataThrough,
    owners: [...new Set(owners)].toSorted((a, b) => a.localeCompare(b)),
  };
}
