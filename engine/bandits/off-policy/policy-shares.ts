/** A policy without contexts: for each position the share of each action, by their names. */
export type PolicyShares = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The position of policies and logs that have none. */
export const ANYWHERE = '';

/** Shares from a table with a row for each position and action; those of one action in one position are added up. */
export function tabulated(
  actions: readonly string[],
  positions: readonly string[] | null,
  values: ArrayLike<number>,
): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const [row, action] of actions.entries()) {
    const position = positions?.[row] ?? ANYWHERE;
    const own = found.get(position) ?? new Map<string, number>();
    own.set(action, (own.get(action) ?? 0) + (values[row] ?? 0));
    found.set(position, own);
  }
  return found;
}

/**
 * What a policy that looks at no contexts did on average: how often it took each action in each position. Where it changed
 * with time this is its mean. (The mean of the chances it logged is none: a chance is logged when its action is taken, which
 * happens more often when the chance is large.)
 */
export function sharesTaken(actions: readonly string[], positions: readonly string[] | null): PolicyShares {
  const counted = tabulated(actions, positions, new Float64Array(actions.length).fill(1));
  return new Map(
    [...counted].map(([position, counts]) => {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return [position, new Map([...counts].map(([action, count]) => [action, count / total]))];
    }),
  );
}

/** Relative error up to which shares of a file count as adding up to one; they are then made to. */
const TOLERANCE = 1e-3;

/** Shares as given, brought to a sum of one where they are rounded; the reason when they are no shares. */
export function checkedShares(
  given: ReadonlyMap<string, ReadonlyMap<string, number>>,
): { readonly shares: PolicyShares } | { readonly reason: string } {
  const shares = new Map<string, ReadonlyMap<string, number>>();
  for (const [position, own] of given) {
    const sum = [...own.values()].reduce((total, share) => total + share, 0);
    const where = position === ANYWHERE ? 'its shares' : `its shares in position ${position}`;
    if ([...own.values()].some((share) => share < 0)) return { reason: `one of ${where} is below 0` };
    if (!(Math.abs(sum - 1) <= TOLERANCE)) return { reason: `${where} add up to ${sum.toFixed(3)} instead of 1` };
    shares.set(position, new Map([...own].map(([action, share]) => [action, share / sum])));
  }
  return { shares };
}
