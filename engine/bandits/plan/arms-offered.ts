import type { CellOffer, ExploreCellDesign } from '../../contract/index.ts';
import type { CellStanding } from '../lifecycle/index.ts';

/**
 * How many arms the data shows for a cell before it has days of its own; null when it can't be told: landing pages have
 * no channel and segment, and without data there is nothing to count.
 */
export function armsOffered(
  { channel, segment, arms }: ExploreCellDesign,
  offer: CellOffer,
  cells: Iterable<CellStanding>,
): number | null {
  const inScope = (each: { readonly channel: string; readonly segment: string }): boolean =>
    (channel === null || each.channel === channel) && (segment === null || each.segment === segment);
  if (arms.kind === 'cells') return [...cells].filter(({ status }) => status === 'running').length;
  if (offer.dataThrough === null) return null;
  switch (arms.kind) {
    case 'landing_pages':
      return null;
    case 'creatives':
      return Math.max(
        0,
        ...offer.tests.flatMap((test) => (test.testId === arms.testId && inScope(test) ? [test.variants] : [])),
      );
    case 'campaigns':
      return new Set(offer.campaigns.filter(inScope).map(({ campaignId }) => campaignId)).size;
    case 'audiences':
      return new Set(offer.campaigns.filter(inScope).map((each) => each.segment)).size;
  }
}
