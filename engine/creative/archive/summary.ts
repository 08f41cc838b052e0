import type { TogetherSummary, TogetherTest } from '../../contract/index.ts';

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const known = (values: readonly (number | null | undefined)[]): readonly number[] =>
  values.filter((value) => value !== null && value !== undefined);

/** Counts over all tests. `between` is the variance of true ln rates between variants of one test. */
export function summaryOf(tests: readonly TogetherTest[], between: number | null, level: number): TogetherSummary {
  const count = (which: (test: TogetherTest) => boolean): number => tests.filter(which).length;
  const compared = tests.filter(({ p }) => p !== null);
  const winners = compared.filter(({ declared }) => declared);
  const within = (value: number | null): boolean => value !== null && value <= level;
  return {
    tests: tests.length,
    compared: compared.length,
    declared: count(({ declared }) => declared),
    declaredCompared: winners.length,
    unadjusted: winners.filter(({ p }) => within(p)).length,
    holdFdr: winners.filter((test) => within(test.benjaminiHochberg)).length,
    holdFwer: winners.filter((test) => within(test.holm)).length,
    holdSequential: winners.filter((test) => within(test.sequentialBenjaminiHochberg)).length,
    restFdr: winners.filter((test) => within(test.restBenjaminiHochberg)).length,
    restFwer: winners.filter((test) => within(test.restHolm)).length,
    behind: winners.filter(({ state }) => state === 'behind').length,
    unhealthy: count(({ state }) => state === 'unhealthy'),
    unhealthyDeclared: count(({ state, declared }) => state === 'unhealthy' && declared),
    several: count(({ state }) => state === 'several'),
    noData: count(({ state }) => state === 'no_data'),
    undeclaredHold: count(({ state, declared }) => state === 'holds' && !declared),
    medianLift: median(known(winners.map(({ lift }) => lift))),
    medianShrunkenLift: median(known(winners.map(({ shrunken }) => shrunken?.estimate))),
    deviation: between === null ? null : Math.sqrt(between),
  };
}
