import {
  benjaminiHochberg,
  effectOf,
  fixedHorizon,
  holm,
  type Metric,
} from '../../../engine/experiments/stats/index.ts';
import { seededUniform } from '../../../engine/stats/index.ts';
import { BinomialDraws } from './binomial.ts';
import { type Line, meanLine, rateLine } from './line.ts';

const EXPERIMENTS = 6;
const TREATMENTS = 3;
const UNITS = 4000;
const AT_MOST = { from: 0, to: 0.05 };

const armOf = (draws: BinomialDraws, rate: number): Metric => ({
  kind: 'proportion',
  n: UNITS,
  successes: draws.draw(UNITS, rate),
});

/** P-values of six experiments, three treatments against one control each; the last `real` experiments have effects. */
function family(draws: BinomialDraws, real: number): { p: number[]; isNull: boolean[] } {
  const p: number[] = [];
  const isNull: boolean[] = [];
  for (let e = 0; e < EXPERIMENTS; e += 1) {
    const hasEffect = e >= EXPERIMENTS - real;
    const control = armOf(draws, 0.1);
    for (let t = 0; t < TREATMENTS; t += 1) {
      const effect = effectOf(control, armOf(draws, hasEffect ? 0.125 : 0.1), { difference: 'absolute' });
      p.push(effect.known ? fixedHorizon(effect).pValue : 1);
      isNull.push(!hasEffect);
    }
  }
  return { p, isNull };
}

interface Errors {
  readonly anyByHolm: boolean;
  readonly falseShareByBh: number;
  readonly foundByBh: number;
}

function errorsOf({ p, isNull }: ReturnType<typeof family>): Errors {
  const wrong = (adjusted: readonly (number | null)[]) =>
    adjusted.filter((value, i) => value !== null && value <= 0.05 && isNull[i] === true).length;
  const all = (adjusted: readonly (number | null)[]) =>
    adjusted.filter((value) => value !== null && value <= 0.05).length;
  const byBh = benjaminiHochberg(p);
  const [falseOnes, alarms] = [wrong(byBh), all(byBh)];
  const real = isNull.filter((none) => !none).length;
  return {
    anyByHolm: wrong(holm(p)) > 0,
    falseShareByBh: alarms === 0 ? 0 : falseOnes / alarms,
    foundByBh: real === 0 ? 0 : (alarms - falseOnes) / real,
  };
}

/** Errors over families of 18 comparisons in which none, or half of them, have an effect. */
export function familyLines({ times, seed }: { readonly times: number; readonly seed: number }): readonly Line[] {
  return [0, EXPERIMENTS / 2].flatMap((real, i) => {
    const draws = new BinomialDraws(seededUniform(seed + i));
    const errors = Array.from({ length: times }, () => errorsOf(family(draws, real)));
    const truth = real === 0 ? 'no effects' : 'half with effects';
    const id = real === 0 ? 'null' : 'mixed';
    const lines = [
      rateLine(
        { id: `families.${id}.holm`, what: `18 comparisons, ${truth}: any false alarm by Holm at 5 %`, bar: AT_MOST },
        errors.filter(({ anyByHolm }) => anyByHolm).length,
        times,
      ),
      meanLine(
        { id: `families.${id}.bh`, what: `18 comparisons, ${truth}: false share of alarms by BH at 5 %`, bar: AT_MOST },
        errors.map(({ falseShareByBh }) => falseShareByBh),
      ),
    ];
    const found = { id: `families.${id}.found`, what: 'Share of the effects that BH finds', bar: null };
    return real === 0
      ? lines
      : [
          ...lines,
          meanLine(
            found,
            errors.map(({ foundByBh }) => foundByBh),
          ),
        ];
  });
}
