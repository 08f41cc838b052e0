import { z } from 'zod';
import {
  datasetHealthSchema,
  healthOverviewSchema,
  lineageSchema,
  quarantinedInputSchema,
  quarantinedPageSchema,
} from '../health.ts';
import { base, list } from './base.ts';

/** Whether the data can be trusted: freshness, missing days, rows kept out, lineage. */
export const dataHealth = {
  overview: base
    .route({ method: 'GET', path: '/api/health', summary: 'Each dataset: freshness, days and what was found' })
    .output(healthOverviewSchema),
  dataset: base
    .route({ method: 'GET', path: '/api/health/{dataset}', summary: 'One dataset with its history and lineage' })
    .input(z.object({ dataset: z.string().min(1) }))
    .output(datasetHealthSchema),
  quarantined: base
    .route({ method: 'GET', path: '/api/loads/{loadId}/quarantined', summary: 'Rows that a load kept out' })
    .input(quarantinedInputSchema)
    .output(quarantinedPageSchema),
  quarantinedCsv: base
    .route({ method: 'GET', path: '/api/loads/{loadId}/quarantined/csv', summary: 'Rows a load kept out, as CSV' })
    .input(quarantinedInputSchema.pick({ loadId: true, rule: true }))
    .output(z.object({ fileName: z.string(), csv: z.string(), rows: z.int() })),
  lineage: base
    .route({
      method: 'GET',
      path: '/api/lineage',
      summary: 'From files to loads, tables and the tiles that read them',
    })
    .input(z.object({ dataset: z.string().optional() }))
    .output(list(lineageSchema)),
};
