/** Number of the newest load of both datasets. */
export const NEWEST = `(SELECT coalesce(max(number), 0) FROM workbench.loads WHERE dataset IN ('ab_exposures', 'ab_outcomes'))`;

/** The kept sums that are those of the data as they are now. */
export const CURRENT = `SELECT id FROM workbench.ab_experiments
WHERE key = $key AND signature = $signature AND through = ($through::DATE - DATE '1970-01-01') AND load = ${NEWEST}`;
