import { z } from 'zod';
import { reportRequestSchema, reportScheduleSchema, reportSchema, scheduledReportSchema } from '../views.ts';
import { base, list } from './base.ts';

/** The written report, and the daily one. */
export const reports = {
  write: base
    .route({
      method: 'POST',
      path: '/api/reports',
      summary: 'Write the report; without a target the person is asked',
    })
    .input(reportRequestSchema)
    .output(list(reportSchema)),
  scheduled: base
    .route({ method: 'GET', path: '/api/reports/schedule', summary: 'The daily report and its last runs' })
    .output(scheduledReportSchema),
  setSchedule: base
    .route({ method: 'POST', path: '/api/reports/schedule', summary: 'Write a report every day, or none any more' })
    .input(z.object({ schedule: reportScheduleSchema.unwrap().partial({ folder: true }).nullable() }))
    .output(scheduledReportSchema),
};
