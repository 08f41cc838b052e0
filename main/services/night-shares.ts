import type { PosteriorNight, PosteriorSnapshot } from '../../engine/contract/index.ts';
import { canonicalJson } from '../../engine/core/index.ts';

/** What the data say of an arm on a night. The share depends on what was decided over arms since, too. */
const saidByData = ({
  posterior,
  mean,
  interval,
  pBest,
  expectedLoss,
  trials,
  reward,
  since,
}: PosteriorNight): string => canonicalJson({ posterior, mean, interval, pBest, expectedLoss, trials, reward, since });

const keyOf = ({ arm, day }: { readonly arm: string; readonly day: string }): string => `${day} ${arm}`;

/**
 * Rows about to be written, with the share that was recommended on the night itself where the data have not changed since:
 * an arm that is killed later had its share before.
 */
export function keptShares(
  rows: readonly PosteriorNight[],
  before: readonly PosteriorSnapshot[],
): readonly PosteriorNight[] {
  const known = new Map(before.map((row) => [keyOf(row), row]));
  return rows.map((row) => {
    const kept = known.get(keyOf(row));
    return kept !== undefined && saidByData(kept) === saidByData(row) ? { ...row, share: kept.share } : row;
  });
}
