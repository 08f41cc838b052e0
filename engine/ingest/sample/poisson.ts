/** Below this mean counts are drawn exactly; from here on by the square-root transform, whose mean is exact too. */
const SWITCH = 4;
/** Terms of the cumulative distribution: P(X > 18) is below 1e-7 for a mean of 4. */
const TERMS = 18;

const cumulative = (mean: string, k: number): string => `${mean}_c${k}`;
const term = (mean: string, k: number): string => `${mean}_p${k}`;
const steps = Array.from({ length: TERMS + 1 }, (_, k) => k);

/** Names of the columns that `poissonColumns` adds. */
export const poissonSteps = (mean: string): string =>
  steps.flatMap((k) => [term(mean, k), cumulative(mean, k)]).join(', ');

/** SQL columns with the Poisson terms and their running sums for the mean in column `mean`; zero above the switch. */
export const poissonColumns = (mean: string): string =>
  steps
    .flatMap((k) =>
      k === 0
        ? [`exp(-least(${mean}, ${SWITCH})) AS ${term(mean, 0)}`, `${term(mean, 0)} AS ${cumulative(mean, 0)}`]
        : [
            `${term(mean, k - 1)} * least(${mean}, ${SWITCH}) / ${k} AS ${term(mean, k)}`,
            `${cumulative(mean, k - 1)} + ${term(mean, k)} AS ${cumulative(mean, k)}`,
          ],
    )
    .join(', ');

/**
 * SQL for a Poisson count with the mean in column `mean`, from the uniforms in columns `u` and `v`.
 * Small means by inversion; larger ones from a normal z as (√m + z/2)² − 1/4, rounded at random, which has mean m and
 * variance near m (Anscombe 1948, "The transformation of Poisson, binomial and negative-binomial data").
 */
export const poissonCount = (mean: string): string => {
  const inverted = steps.map((k) => `(u > ${cumulative(mean, k)})::BIGINT`).join(' + ');
  const normal = 'sqrt(-2 * ln(u)) * cos(2 * pi() * v)';
  const rounding = '(v * 65536 - floor(v * 65536))';
  const large = `greatest(0, floor(power(sqrt(${mean}) + ${normal} / 2, 2) - 0.25 + ${rounding}))::BIGINT`;
  return `CASE WHEN ${mean} < ${SWITCH} THEN ${inverted} ELSE ${large} END`;
};
