/** An estimate with its sampling variance, which has to be above zero. */
export interface Estimate {
  readonly value: number;
  readonly variance: number;
}

export interface Shrunken {
  /** Posterior mean and variance of each, in the order given. */
  readonly estimates: readonly Estimate[];
  /** Mean of what they were drawn from, and the variance between them beyond chance. */
  readonly mean: number;
  readonly between: number;
}

const weighted = (estimates: readonly Estimate[], weight: (estimate: Estimate) => number) => {
  const sum = estimates.reduce((total, each) => total + weight(each), 0);
  return { sum, mean: estimates.reduce((total, each) => total + weight(each) * each.value, 0) / sum };
};

/**
 * Empirical Bayes for k estimates of one kind: each is drawn towards the mean of all, the more the less is known of it.
 * The variance between them is DerSimonian and Laird's moment estimate, zero when chance explains all that differs.
 * Sources: DerSimonian & Laird 1986, "Meta-analysis in clinical trials"; Efron & Morris 1973, "Stein's estimation rule
 * and its competitors".
 * @throws RangeError for none, or a variance that is not above zero.
 */
export function shrink(estimates: readonly Estimate[]): Shrunken {
  if (estimates.length === 0) throw new RangeError('nothing to shrink');
  const wrong = estimates.find(({ variance }) => !(variance > 0 && Number.isFinite(variance)));
  if (wrong !== undefined) throw new RangeError(`not a variance: ${wrong.variance}`);
  const between = betweenOf(estimates);
  const { mean } = weighted(estimates, ({ variance }) => 1 / (variance + between));
  const shrunken = estimates.map(({ value, variance }) => {
    const kept = between / (between + variance);
    return { value: mean + kept * (value - mean), variance: kept * variance };
  });
  return { estimates: shrunken, mean, between };
}

/** DerSimonian and Laird's variance between the estimates. */
export function betweenOf(estimates: readonly Estimate[]): number {
  const moments = momentsOf(estimates);
  return moments.scale > 0 ? Math.max(0, (moments.q - moments.freedom) / moments.scale) : 0;
}

/** Their Q, its mean under chance alone, and what Q grows by with the variance between. */
export function momentsOf(estimates: readonly Estimate[]): {
  readonly q: number;
  readonly freedom: number;
  readonly scale: number;
} {
  const { sum, mean } = weighted(estimates, ({ variance }) => 1 / variance);
  const q = estimates.reduce((total, { value, variance }) => total + (value - mean) ** 2 / variance, 0);
  const squares = estimates.reduce((total, { variance }) => total + 1 / variance ** 2, 0);
  return { q, freedom: estimates.length - 1, scale: sum - squares / sum };
}
