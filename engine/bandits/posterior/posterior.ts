import { z } from 'zod';

const positive = z.number().positive();

/**
 * What is known of an arm's mean reward: a rate (`beta`), a value (`normal`, or `student` where the noise is learned too) or
 * a count for each exposure (`gamma`). Source: Gelman et al. 2013, "Bayesian Data Analysis", chapters 2 and 3.
 */
export const posteriorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beta'), alpha: positive, beta: positive }),
  z.object({ kind: z.literal('normal'), mean: z.number(), sd: positive }),
  /** mean + scale · t with `df` degrees of freedom. */
  z.object({ kind: z.literal('student'), mean: z.number(), scale: positive, df: positive }),
  z.object({ kind: z.literal('gamma'), shape: positive, rate: positive }),
]);
export type Posterior = Readonly<z.infer<typeof posteriorSchema>>;
