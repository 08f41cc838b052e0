import { z } from 'zod';
import { auditEntrySchema, auditVerificationSchema } from '../views.ts';
import { base, list } from './base.ts';

/** The chain of audit entries. */
export const audit = {
  list: base
    .route({ method: 'GET', path: '/api/audit', summary: 'Audit entries, newest first' })
    .input(z.object({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100) }))
    .output(list(auditEntrySchema)),
  verify: base
    .route({ method: 'POST', path: '/api/audit/verifications', summary: 'Verify the chain' })
    .output(auditVerificationSchema),
};
