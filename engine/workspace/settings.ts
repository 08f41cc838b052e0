import { z } from 'zod';
import { platformAddressSchema, reportScheduleSchema, uuidSchema } from '../contract/index.ts';

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** workspace.json: what a workspace is, without its secrets. */
export const settingsSchema = z
  .object({
    version: z.literal(1),
    id: uuidSchema,
    name: z.string().trim().min(1).max(80),
    sample: z.boolean(),
    /** IANA zone in which calendar days are counted. */
    zone: z.string().refine(isZone, 'an IANA time zone such as America/New_York'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD'),
    meta: z
      .object({
        accountId: z.string().regex(/^\d*$/),
        pageId: z.string().regex(/^\d*$/),
        baseUrl: platformAddressSchema,
        apiVersion: z.string().regex(/^v\d+\.\d+$/),
      })
      .readonly(),
    /** The report of every day; none when it is not there. */
    reports: reportScheduleSchema.optional(),
  })
  .readonly();

export type Settings = z.infer<typeof settingsSchema>;

export const META_DEFAULTS: Settings['meta'] = {
  accountId: '',
  pageId: '',
  baseUrl: 'https://graph.facebook.com',
  apiVersion: 'v25.0',
};
