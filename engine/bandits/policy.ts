import { z } from 'zod';
import type { Arm } from './arm.ts';
import { EpsilonGreedy } from './learning/epsilon-greedy.ts';
import { GammaPoissonThompson, gammaPriorSchema } from './learning/gamma-poisson-thompson.ts';
import { GaussianThompson, gaussianPriorSchema } from './learning/gaussian-thompson.ts';
import type { Binarizer, LearningPolicy } from './learning/learning-policy.ts';
import { Linear, type LinearKind, type RandomSources } from './learning/linear.ts';
import { memorySchema } from './learning/memory.ts';
import { Popularity } from './learning/popularity.ts';
import { RandomPolicy } from './learning/random-policy.ts';
import type { RidgeOptions } from './learning/ridge.ts';
import { Softmax } from './learning/softmax.ts';
import { betaPriorSchema, ThompsonSampling } from './learning/thompson-sampling.ts';
import { Ucb1 } from './learning/ucb1.ts';
import type { Mode } from './mode.ts';

const share = z.number().min(0).max(1);
const positive = z.number().positive();
/** A penalty of 0 is for mode `mabwiser` alone: with it nothing is known of an arm without data. */
const ridge = {
  lambda: z.number().min(0).default(1),
  scale: z.boolean().default(false),
  memory: memorySchema.options[0].optional(),
};
/** How old plays are forgotten; not in mode `mabwiser`. */
const memory = memorySchema.optional();

/** A learning policy by the name and with the parameters it has in the literature. */
export const policySchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('EpsilonGreedy'), epsilon: share.default(0.1), memory }),
  z.object({ name: z.literal('UCB1'), alpha: z.number().min(0).default(1), memory }),
  z.object({ name: z.literal('Softmax'), tau: positive.default(1), memory }),
  z.object({ name: z.literal('Popularity'), memory }),
  z.object({ name: z.literal('ThompsonSampling'), prior: betaPriorSchema.optional(), memory }),
  z.object({ name: z.literal('GaussianThompson'), prior: gaussianPriorSchema.optional(), memory }),
  z.object({ name: z.literal('GammaPoissonThompson'), prior: gammaPriorSchema.optional(), memory }),
  z.object({ name: z.literal('Random') }),
  z.object({ name: z.literal('LinGreedy'), epsilon: share.default(0.1), ...ridge }),
  z.object({ name: z.literal('LinUCB'), alpha: z.number().min(0).default(1), ...ridge }),
  z.object({ name: z.literal('LinTS'), alpha: positive.default(1), ...ridge, lambda: positive.default(1) }),
]);
export type Policy = z.infer<typeof policySchema>;

export interface PolicyParts extends RandomSources {
  readonly arms: Iterable<Arm>;
  readonly mode: Mode;
  readonly binarizer?: Binarizer | undefined;
}

function linear(kind: LinearKind, options: Omit<RidgeOptions, 'mode'>, parts: PolicyParts): Linear {
  if (options.lambda === 0 && parts.mode === 'default')
    throw new RangeError('the penalty of a ridge regression is above zero');
  return new Linear(
    parts.arms,
    kind,
    { lambda: options.lambda, scale: options.scale, memory: options.memory, mode: parts.mode },
    parts,
  );
}

/** Whether MABWiser lacks a policy or one of its parameters. */
const isBeyond = (policy: Policy): boolean =>
  policy.name === 'GaussianThompson' ||
  policy.name === 'GammaPoissonThompson' ||
  ('memory' in policy && policy.memory !== undefined) ||
  ('prior' in policy && policy.prior !== undefined);

/** A policy that knows nothing yet. */
export function makePolicy(policy: Policy, parts: PolicyParts): LearningPolicy {
  const { arms, mode, random, binarizer } = parts;
  if (mode === 'mabwiser' && isBeyond(policy)) throw new RangeError(`MABWiser has no ${policy.name} of this kind`);
  switch (policy.name) {
    case 'EpsilonGreedy':
      return new EpsilonGreedy(arms, policy, random);
    case 'UCB1':
      return new Ucb1(arms, { alpha: policy.alpha, mode, memory: policy.memory });
    case 'Softmax':
      return new Softmax(arms, { tau: policy.tau, mode, memory: policy.memory }, random);
    case 'Popularity':
      return new Popularity(arms, { mode, memory: policy.memory }, random);
    case 'ThompsonSampling':
      return new ThompsonSampling(arms, { binarizer, prior: policy.prior, memory: policy.memory }, random);
    case 'GaussianThompson':
      return new GaussianThompson(arms, policy, random);
    case 'GammaPoissonThompson':
      return new GammaPoissonThompson(arms, policy, random);
    case 'Random':
      return new RandomPolicy(arms, random);
    case 'LinGreedy':
      return linear({ name: 'LinGreedy', epsilon: policy.epsilon }, policy, parts);
    case 'LinUCB':
      return linear({ name: 'LinUCB', alpha: policy.alpha }, policy, parts);
    case 'LinTS':
      return linear({ name: 'LinTS', alpha: policy.alpha }, policy, parts);
  }
}
