import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { datasetFreshnessSchema, loadSchema, progressSchema, quarantineReasonSchema } from '../freshness.ts';
import { base, byId, list } from './base.ts';

/** How fresh each dataset is. */
export const freshness = {
  list: base
    .route({ method: 'GET', path: '/api/freshness', summary: 'Freshness of each dataset' })
    .output(list(datasetFreshnessSchema)),
};

/** What was loaded, what it kept out, and loading more. */
export const loads = {
  list: base.route({ method: 'GET', path: '/api/loads', summary: 'Loads, newest first' }).output(list(loadSchema)),
  quarantine: base
    .route({ method: 'GET', path: '/api/loads/{id}/quarantine', summary: 'What a load kept out, by reason' })
    .input(byId)
    .output(list(quarantineReasonSchema)),
  chooseDrop: base
    .route({ method: 'POST', path: '/api/loads/choose', summary: 'Ask the person for a drop folder (desktop only)' })
    .output(z.object({ drop: z.string(), label: z.string() }).nullable()),
  import: base
    .route({
      method: 'POST',
      path: '/api/loads',
      summary: 'Import an export drop; a stream of progress that ends with the load',
    })
    .input(z.object({ drop: z.string() }))
    .output(eventIterator(progressSchema, z.object({ load: loadSchema, alreadyLoaded: z.boolean() }))),
  rebuild: base
    .route({
      method: 'POST',
      path: '/api/loads/rebuild',
      summary: 'Build the cache anew from its drops; a stream of progress. Until it is done the present one serves',
    })
    .output(eventIterator(progressSchema, z.object({ loads: z.int(), rows: z.int() }))),
};
