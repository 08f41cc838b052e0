import type { Policy } from '../../../../engine/bandits/index.ts';
import { studentQuantile } from '../../../../engine/stats/index.ts';
import { type Line, lineOf, type Measured } from '../line.ts';
import { laiRobbins, lastDecade, logSlope, playedRegret, type StandardArms } from './regret.ts';

interface Standard extends StandardArms {
  readonly id: string;
  readonly plays: number;
  /** Of 2,000 times; fewer than the least are not worth telling. */
  readonly seeds: number;
  readonly least: number;
}

/** Chapelle & Li's arms, each played until regret has long grown in ln t. Their hundred arms 0.02 apart need 10⁷ plays. */
const STANDARDS: readonly Standard[] = [
  { id: 'k10_gap10', arms: 10, gap: 0.1, plays: 100_000, seeds: 60, least: 12 },
  { id: 'k10_gap2', arms: 10, gap: 0.02, plays: 1_000_000, seeds: 16, least: 0 },
  { id: 'k100_gap10', arms: 100, gap: 0.1, plays: 1_000_000, seeds: 8, least: 0 },
];
const FEWEST = 4;
const POINTS = 40;

const THOMPSON: Policy = { name: 'ThompsonSampling' };
const GREEDY: Policy = { name: 'EpsilonGreedy', epsilon: 0.1 };

/** A mean over seeds, with Student's interval. */
function seedsLine(of: Measured, values: readonly number[]): Line {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const reach = studentQuantile(0.975, n - 1) * Math.sqrt(square / n);
  return lineOf(of, n, mean, [mean - reach, mean + reach]);
}

function standardLines({ id, arms, gap, plays }: Standard, seeds: number, seed: number): readonly Line[] {
  const at = lastDecade(plays, POINTS);
  const bound = laiRobbins({ arms, gap });
  const runs = Array.from({ length: seeds }, (_, run) => ({
    thompson: playedRegret({ arms, gap }, THOMPSON, { seed: seed + run, at }),
    greedy: playedRegret({ arms, gap }, GREEDY, { seed: seed + run, at }),
  }));
  const last = runs.map(({ thompson, greedy }) => [thompson.regret.at(-1) ?? 0, greedy.regret.at(-1) ?? 0] as const);
  const greedyMean = last.reduce((sum, [, greedy]) => sum + greedy, 0) / seeds;
  const where = `${arms} arms, ${gap} apart, ${plays.toLocaleString('en')} plays`;
  return [
    seedsLine(
      {
        id: `regret.${id}.slope`,
        what: `${where}: growth of Thompson's regret in ln t over the last decade, over Lai & Robbins' ${bound.toFixed(1)}`,
        unit: 'number',
        bar: { from: 0, to: 1.5 },
      },
      runs.map(({ thompson }) => logSlope(thompson) / bound),
    ),
    seedsLine(
      {
        id: `regret.${id}.greedy`,
        what: `${where}: Thompson's regret less that of ε-greedy (0.1), as a share of the latter`,
        bar: { from: -1, to: 0 },
      },
      last.map(([thompson, greedy]) => (thompson - greedy) / greedyMean),
    ),
    seedsLine(
      { id: `regret.${id}.thompson`, what: `${where}: Thompson's regret`, unit: 'number', bar: null },
      last.map(([thompson]) => thompson),
    ),
  ];
}

/** How Thompson's regret grows, by the library's own online loop. A seed is a draw. */
export function regretLines({ times, seed }: { readonly times: number; readonly seed: number }): readonly Line[] {
  return STANDARDS.flatMap((standard, index) => {
    const seeds = Math.max(standard.least, Math.round((standard.seeds * times) / 2000));
    return seeds < FEWEST ? [] : standardLines(standard, seeds, seed + 100_000 * index);
  });
}
