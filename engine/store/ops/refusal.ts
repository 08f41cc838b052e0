import { z } from 'zod';

/** What the database refused by one of its own rules (0001_four_eyes.sql). */
export interface Refusal {
  /** SQLSTATE of class GW: GW002 four eyes, GW003 fingerprint, GW004 expired, GW005 used, GW006 approvals, GW007 cap … */
  readonly code: string;
  readonly rule: string;
  readonly reason: string;
}

const refusedSchema = z.object({
  code: z.string().regex(/^GW\d{3}$/),
  constraint: z.string().default(''),
  message: z.string(),
});

/** The refusal behind an error of Drizzle or of a driver; null when the database failed in another way. */
export function refusalIn(error: unknown): Refusal | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const refused = refusedSchema.safeParse(Object.assign({ message: cause.message }, cause));
    if (refused.success)
      return { code: refused.data.code, rule: refused.data.constraint, reason: refused.data.message };
  }
  return null;
}
