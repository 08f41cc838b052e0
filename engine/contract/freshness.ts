import { z } from 'zod';
import { daySchema, instantSchema, sha256Schema, uuidSchema } from './primitives.ts';

/** fresh: within its SLA. late: past it. stale: past twice the SLA. unknown: never loaded, or no SLA. */
export const freshnessStateSchema = z.enum(['fresh', 'late', 'stale', 'unknown']);
export type FreshnessState = z.infer<typeof freshnessStateSchema>;

/** A dataset as a number read it: which load, how many rows, up to which day. */
export const sourceSchema = z
  .object({
    dataset: z.string(),
    loadId: uuidSchema.nullable(),
    rowsRead: z.int().nonnegative(),
    dataThrough: daySchema.nullable(),
    loadedAt: instantSchema.nullable(),
    /** SHA-256 over the manifest of the drop that was loaded. */
    snapshotHash: sha256Schema.nullable(),
    /** Where the load came from and how its files were written, in one line: the query of a pull, a foreign format. */
    source: z.string().nullish(),
    freshness: freshnessStateSchema,
  })
  .readonly();
export type Source = z.infer<typeof sourceSchema>;

export const datasetFreshnessSchema = z
  .object({
    dataset: z.string(),
    state: freshnessStateSchema,
    dataThrough: daySchema.nullable(),
    loadedAt: instantSchema.nullable(),
    /** When the next day of data was or is due, from the contract's SLA. */
    dueAt: instantSchema.nullable(),
    rows: z.int().nonnegative(),
    quarantined: z.int().nonnegative(),
  })
  .readonly();
export type DatasetFreshness = z.infer<typeof datasetFreshnessSchema>;

export const loadSchema = z
  .object({
    id: uuidSchema,
    dataset: z.string(),
    contractVersion: z.string(),
    snapshotId: z.string(),
    snapshotHash: sha256Schema,
    generatedAt: instantSchema,
    dataThrough: daySchema,
    loadedAt: instantSchema,
    rows: z.int().nonnegative(),
    quarantined: z.int().nonnegative(),
    days: z.int().nonnegative(),
    files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: sha256Schema, rows: z.int() })).readonly(),
    /** Where it came from and how its files were written, in one line; null for a plain drop. */
    source: z.string().nullish(),
  })
  .readonly();
export type Load = z.infer<typeof loadSchema>;

/** How many rows one contract rule kept out, with one of them as an example. */
export const quarantineReasonSchema = z
  .object({
    loadId: uuidSchema,
    dataset: z.string(),
    rule: z.string(),
    reason: z.string(),
    rows: z.int(),
    example: z.string(),
  })
  .readonly();
export type QuarantineReason = z.infer<typeof quarantineReasonSchema>;

export const progressSchema = z
  .object({
    phase: z.string(),
    /** 0 to 1, or null while it can not be told. */
    fraction: z.number().min(0).max(1).nullable(),
    message: z.string(),
  })
  .readonly();
export type Progress = z.infer<typeof progressSchema>;
