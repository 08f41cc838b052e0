import { z } from 'zod';
import { creativeTestListSchema, creativeTestSchema, promoteInputSchema } from '../creative.ts';
import { creativeTogetherSchema } from '../creative-together.ts';
import { uuidSchema } from '../primitives.ts';
import { actionSchema } from '../spine.ts';
import { actionViewSchema, proposalViewSchema } from '../views.ts';
import { base, reason } from './base.ts';

/** What is read of creative tests. */
export const creativeTests = {
  list: base
    .route({ method: 'GET', path: '/api/creative/tests', summary: 'Creative tests with their verdicts' })
    .output(creativeTestListSchema),
  get: base
    .route({ method: 'GET', path: '/api/creative/tests/{testId}', summary: 'One creative test with its variants' })
    .input(z.object({ testId: z.string() }))
    .output(creativeTestSchema),
  together: base
    .route({
      method: 'GET',
      path: '/api/creative/together',
      summary: 'All creative tests as one family: which winners hold, adjusted over all of them',
    })
    .output(creativeTogetherSchema),
};

/** What is done about a creative test. */
export const creative = {
  enqueue: base
    .route({ method: 'POST', path: '/api/creative/enqueue', summary: 'Propose to promote a variant' })
    .input(promoteInputSchema)
    .output(proposalViewSchema),
  publish: base
    .route({ method: 'POST', path: '/api/creative/publish', summary: 'Dispatch one approved action now' })
    .input(z.object({ actionId: uuidSchema }))
    .output(actionViewSchema),
  rollback: base
    .route({ method: 'POST', path: '/api/creative/rollback', summary: 'Take back what an action did' })
    .input(z.object({ actionId: uuidSchema, reason }))
    .output(actionSchema),
};
