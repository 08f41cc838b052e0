import {
  type Difference,
  type JointMoments,
  jointMomentsFromSums,
  type Look,
  type Metric,
  mergeJointMoments,
  momentsFromSums,
  NO_JOINT_MOMENTS,
  type Trial,
} from '../../../engine/experiments/stats/index.ts';
import type { Population, Unit } from './units.ts';

/** Plain sums of the units of one look: few units of small numbers, so nothing is lost in them. */
class Sums {
  #n = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  add({ x, y }: Unit): void {
    this.#n += 1;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#yy += y * y;
    this.#xy += x * y;
  }

  moments(): JointMoments {
    const x = momentsFromSums(this.#n, this.#x, this.#xx);
    return jointMomentsFromSums(x, momentsFromSums(this.#n, this.#y, this.#yy), this.#xy);
  }
}

function metricOf(kind: Population['kind'], joint: JointMoments): Metric {
  switch (kind) {
    case 'proportion':
      return { kind, n: joint.x.n, successes: Math.round(joint.x.mean * joint.x.n) };
    case 'mean':
      return { kind, moments: joint.x };
    default:
      return { kind, joint };
  }
}

export interface EffectTrialOptions {
  readonly looks: number;
  readonly unitsPerLook: number;
  readonly difference: Difference;
}

/** An experiment on a population, each unit put into an arm by a fair coin. */
export function effectTrial(uniform: () => number, population: Population, options: EffectTrialOptions): Trial {
  const { kind, draw, baseline, relative } = population;
  const unit: Unit = { x: 0, y: 0 };
  let [control, treatment] = [NO_JOINT_MOMENTS, NO_JOINT_MOMENTS];
  const looks: Look[] = [];
  for (let look = 0; look < options.looks; look += 1) {
    const [a, b] = [new Sums(), new Sums()];
    for (let i = 0; i < options.unitsPerLook; i += 1) {
      const treated = uniform() < 0.5;
      draw(uniform, treated, unit);
      (treated ? b : a).add(unit);
    }
    control = mergeJointMoments(control, a.moments());
    treatment = mergeJointMoments(treatment, b.moments());
    looks.push({ control: metricOf(kind, control), treatment: metricOf(kind, treatment) });
  }
  return { looks, truth: options.difference === 'relative' ? relative : relative * baseline };
}

export function* effectTrials(
  uniform: () => number,
  population: Population,
  options: EffectTrialOptions & { readonly times: number },
): Generator<Trial> {
  for (let i = 0; i < options.times; i += 1) yield effectTrial(uniform, population, options);
}
