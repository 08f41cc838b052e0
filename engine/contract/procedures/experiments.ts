import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  experimentDesignSchema,
  experimentOutcomeSchema,
  experimentRecordSchema,
  experimentSizeInputSchema,
  experimentSizeSchema,
  slugSchema,
} from '../experiment-design.ts';
import {
  assignInputSchema,
  assignmentSchema,
  experimentListSchema,
  experimentResultSchema,
  experimentVocabularySchema,
  exposureInputSchema,
  featureFlagSchema,
} from '../experiment-read.ts';
import { daySchema } from '../primitives.ts';
import { proposalViewSchema } from '../views.ts';
import { base, byKey, list, reason } from './base.ts';

const keyWithReason = byKey.extend({ reason });

/** Experiments from draft to decision, and what their units get. */
export const experiments = {
  list: base
    .route({ method: 'GET', path: '/api/ab/experiments', summary: 'Experiments with their verdicts' })
    .output(experimentListSchema),
  known: base
    .route({
      method: 'GET',
      path: '/api/ab/experiments/known',
      summary: 'The list of experiments as far as it is known at once',
    })
    .output(experimentListSchema),
  listing: base
    .route({
      method: 'GET',
      path: '/api/ab/experiments/reading',
      summary: 'The list of experiments while it is read',
    })
    .output(eventIterator(experimentListSchema)),
  result: base
    .route({ method: 'GET', path: '/api/ab/results/{key}', summary: 'Everything known about one experiment' })
    .input(byKey)
    .output(experimentResultSchema),
  vocabulary: base
    .route({ method: 'GET', path: '/api/ab/vocabulary', summary: 'Events and baselines a design can be made from' })
    .output(experimentVocabularySchema),
  size: base
    .route({ method: 'POST', path: '/api/ab/size', summary: 'Units, days and power of a plan' })
    .input(experimentSizeInputSchema)
    .output(experimentSizeSchema),
  save: base
    .route({ method: 'POST', path: '/api/ab/experiments', summary: 'Write a draft, or change one' })
    .input(z.object({ design: experimentDesignSchema }))
    .output(experimentRecordSchema),
  remove: base
    .route({ method: 'DELETE', path: '/api/ab/experiments/{key}', summary: 'Remove a draft' })
    .input(keyWithReason)
    .output(z.object({ key: z.string() })),
  start: base
    .route({ method: 'POST', path: '/api/ab/experiments/{key}/start', summary: 'Start it; the design is fixed' })
    /** `since`: exposures that are in the data count from that day (UTC) on; without it from now. */
    .input(z.object({ key: slugSchema, since: daySchema.optional() }))
    .output(experimentRecordSchema),
  stop: base
    .route({ method: 'POST', path: '/api/ab/experiments/{key}/stop', summary: 'Stop it; it can still be read' })
    .input(keyWithReason)
    .output(experimentRecordSchema),
  decide: base
    .route({ method: 'POST', path: '/api/ab/experiments/{key}/decisions', summary: 'Propose what everybody gets' })
    .input(
      z.object({
        key: slugSchema,
        outcome: experimentOutcomeSchema,
        variation: slugSchema,
        reason: reason.max(2000),
      }),
    )
    .output(proposalViewSchema),
  assign: base
    .route({ method: 'POST', path: '/api/ab/assign', summary: 'What one unit gets; written down once' })
    .input(assignInputSchema)
    .output(assignmentSchema),
  expose: base
    .route({ method: 'POST', path: '/api/ab/exposures', summary: 'A unit has seen its variation; counted once' })
    .input(exposureInputSchema)
    .output(z.object({ first: z.boolean() })),
  flags: base
    .route({ method: 'GET', path: '/api/ab/flags', summary: 'Feature flags; off unless turned on' })
    .output(list(featureFlagSchema)),
  setFlag: base
    .route({ method: 'POST', path: '/api/ab/flags', summary: 'Turn a flag on or off' })
    .input(z.object({ key: slugSchema, enabled: z.boolean(), note: z.string().trim().max(400) }))
    .output(list(featureFlagSchema)),
};
