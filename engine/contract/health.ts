import { z } from 'zod';
import { datasetFreshnessSchema, loadSchema, quarantineReasonSchema } from './freshness.ts';
import { daySchema, instantSchema, uuidSchema } from './primitives.ts';
import { proofRefSchema, proofValueSchema } from './proofs.ts';
import { TILE_PAGES } from './tiles.ts';

/** What can be found wrong, or worth knowing, about a dataset. */
export const healthFindingKindSchema = z.enum([
  'stale',
  'late',
  'gap',
  'partial',
  'spike',
  'drop',
  'currency',
  'kept_out',
  'restated',
  'columns',
]);
export type HealthFindingKind = z.infer<typeof healthFindingKindSchema>;

/** A number of a finding, with its proof. */
export const healthFigureSchema = z
  .object({ id: z.string(), label: z.string(), value: proofValueSchema, ref: proofRefSchema })
  .readonly();
export type HealthFigure = z.infer<typeof healthFigureSchema>;

export const healthFindingSchema = z
  .object({
    /** Names the finding within its dataset; the same loads give the same id. */
    id: z.string(),
    kind: healthFindingKindSchema,
    /** `alarm`: numbers that rest on it are wrong or missing. `notice`: as it should be, and worth knowing. */
    weight: z.enum(['alarm', 'notice']),
    from: daySchema.nullable(),
    to: daySchema.nullable(),
    /** In a few words: "3 days missing, 18 – 20 Oct 2026". */
    short: z.string(),
    /** What was seen and by which rule, as a sentence. */
    text: z.string(),
    /** What to do about it. */
    next: z.string(),
    figures: z.array(healthFigureSchema).readonly(),
  })
  .readonly();
export type HealthFinding = z.infer<typeof healthFindingSchema>;

export const healthDayStateSchema = z.enum(['usual', 'gap', 'spike', 'drop', 'partial', 'restated']);
export type HealthDayState = z.infer<typeof healthDayStateSchema>;

/** One series by day: the rows of the dataset, or one of its sums in which something was found. */
export const healthSeriesSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    days: z
      .array(
        z.object({
          day: daySchema,
          state: healthDayStateSchema,
          value: z.number().nullable(),
          note: z.string().optional(),
        }),
      )
      .readonly(),
  })
  .readonly();
export type HealthSeries = z.infer<typeof healthSeriesSchema>;

export const datasetHealthRowSchema = z
  .object({
    freshness: datasetFreshnessSchema,
    /** How its data come: day by day, month by month, or all rows anew with each load. */
    cadence: z.enum(['day', 'month', 'snapshot']),
    /** First day it has rows of. */
    firstDay: daySchema.nullable(),
    rows: healthSeriesSchema,
    findings: z.array(healthFindingSchema).readonly(),
    /** Why its days are not judged for spikes and drops; null when they are. */
    notJudged: z.string().nullable(),
  })
  .readonly();
export type DatasetHealthRow = z.infer<typeof datasetHealthRowSchema>;

export const healthOverviewSchema = z
  .object({
    datasets: z.array(datasetHealthRowSchema).readonly(),
    totals: z.object({ loaded: z.int(), datasets: z.int(), alarms: z.int(), keptOut: z.int() }).readonly(),
    /** How spikes and drops are told, and how often by chance, as a sentence. */
    method: z.string(),
    judgedAt: instantSchema,
  })
  .readonly();
export type HealthOverview = z.infer<typeof healthOverviewSchema>;

const lineageSchema = z
  .object({
    dataset: z.string(),
    /** Loads that still hold a day, newest first. */
    loads: z
      .array(
        z.object({
          id: uuidSchema,
          snapshotId: z.string(),
          files: z.int(),
          bytes: z.int(),
          firstFile: z.string().nullable(),
          days: z.int(),
          rows: z.int(),
          from: daySchema,
          to: daySchema,
          source: z.string().nullable(),
        }),
      )
      .readonly(),
    /** The dataset's table and the sums kept beside it. */
    tables: z.array(z.string()).readonly(),
    /** What reads it. `page` is the page's path without its slash. */
    readers: z.array(z.object({ page: z.enum([...TILE_PAGES, 'creative-tests']), title: z.string() })).readonly(),
  })
  .readonly();
export type Lineage = z.infer<typeof lineageSchema>;
export { lineageSchema };

export const datasetHealthSchema = z
  .object({
    row: datasetHealthRowSchema,
    /** The rows, and below each sum in which something was found. */
    series: z.array(healthSeriesSchema).readonly(),
    loads: z.array(loadSchema).readonly(),
    /** What its loads kept out, newest load first. */
    keptOut: z.array(quarantineReasonSchema).readonly(),
    restatements: z
      .array(
        z.object({
          loadId: uuidSchema,
          previousLoadId: uuidSchema,
          loadedAt: instantSchema,
          from: daySchema,
          to: daySchema,
          days: z.int(),
          rowsBefore: z.int(),
          rowsAfter: z.int(),
        }),
      )
      .readonly(),
    schemaChanges: z
      .array(
        z.object({
          loadId: uuidSchema,
          loadedAt: instantSchema,
          change: z.string(),
          column: z.string(),
          type: z.string(),
        }),
      )
      .readonly(),
    lineage: lineageSchema,
    method: z.string(),
  })
  .readonly();
export type DatasetHealth = z.infer<typeof datasetHealthSchema>;

/** Rows that were kept out, as text. */
export const quarantinedPageSchema = z
  .object({
    columns: z.array(z.string()).readonly(),
    rows: z.array(z.object({ rule: z.string(), cells: z.array(z.string()).readonly() })).readonly(),
    /** Of the load and rule, on all pages. Lines that could not be read at all are counted, not kept. */
    total: z.int(),
    offset: z.int(),
  })
  .readonly();
export type QuarantinedPage = z.infer<typeof quarantinedPageSchema>;

export const quarantinedInputSchema = z.object({
  loadId: uuidSchema,
  rule: z.string().optional(),
  offset: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(500).default(50),
});
