import { basics, contextual, nearest, online } from './bandits/cases.ts';
import { numpy } from './bandits/numpy.ts';

/**
 * What a bandit of 12 arms costs: learning from a million plays, linear policies with 20 numbers a context, the loop of one
 * decision and one reward, and the nearest 50 of 100,000 plays. Each beside the same written without care, measured in the same
 * run, and beside MABWiser 2.7.4 with numpy 1.24 as it was measured on such a machine; processor seconds throughout.
 * Where python3 has numpy, its equivalents are measured in the same run too.
 * Prints one JSON document.
 */
const cases = [...basics(), ...contextual(), ...online(), ...nearest()];
console.log(
  JSON.stringify(
    {
      bench: 'bandits',
      unit: 'processor seconds',
      met: cases.every(({ met }) => met),
      cases,
      numpy: numpy(),
    },
    null,
    2,
  ),
);
