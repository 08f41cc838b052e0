import { z } from 'zod';
import { sourceSchema } from './freshness.ts';
import { daySchema, instantSchema } from './primitives.ts';
import { valueKindSchema } from './proofs.ts';
import { isTileId, TILE_PAGES, type TileId } from './tiles.ts';

export const tileIdSchema = z.custom<TileId>((v) => typeof v === 'string' && isTileId(v), 'a tile');
export const tilePageSchema = z.enum(TILE_PAGES);

/** What rows can be told apart by. */
export const dimensionSchema = z.enum(['channel', 'segment', 'campaign', 'geo']);
export type Dimension = z.infer<typeof dimensionSchema>;

/** Periods that move with the data: each ends on the last day the page's data cover. */
export const presetSchema = z.enum([
  'last_7_days',
  'last_28_days',
  'last_90_days',
  'last_12_months',
  'this_month',
  'last_month',
  'this_year',
  'all',
]);
export type Preset = z.infer<typeof presetSchema>;

const daysSchema = z.object({ from: daySchema, to: daySchema }).readonly();
/** Both days included. */
export type Days = z.infer<typeof daysSchema>;

const filtersSchema = z
  .object({
    channel: z.array(z.string().min(1)).readonly().optional(),
    segment: z.array(z.string().min(1)).readonly().optional(),
    campaign: z.array(z.string().min(1)).readonly().optional(),
    geo: z.array(z.string().min(1)).readonly().optional(),
  })
  .readonly();
export type Filters = z.infer<typeof filtersSchema>;

/** What a page is asked for; the URL holds it, a saved view keeps it. */
export const scopeSchema = z
  .object({
    period: z.union([presetSchema, daysSchema]).default('last_28_days'),
    /** previous: as many days just before; year: the same days (by weekday, 364 days) a year before. */
    compare: z.union([z.enum(['none', 'previous', 'year']), daysSchema]).default('previous'),
    filters: filtersSchema.default({}),
    /** Choices of single pages: metric, by, model, steps … Each page documents its own. */
    options: z.record(z.string().regex(/^[a-z_]+$/), z.string().min(1).max(400)).default({}),
  })
  .readonly();
export type ScopeInput = z.input<typeof scopeSchema>;
export type Scope = z.infer<typeof scopeSchema>;

/** A scope with its days worked out: what a number was really made from. */
export const resolvedScopeSchema = z
  .object({
    period: daysSchema,
    compare: daysSchema.nullable(),
    filters: filtersSchema,
    options: z.record(z.string(), z.string()).readonly(),
    /** The reporting currency and the zone days are counted in. */
    currency: z.string(),
    zone: z.string(),
  })
  .readonly();
export type ResolvedScope = z.infer<typeof resolvedScopeSchema>;

export const cellSchema = z.union([z.string(), z.number()]).nullable();
export type Cell = z.infer<typeof cellSchema>;

/**
 * One column of a tile. `dimension` columns name a row; `measure` is a number with a proof; `low` and `high` bound the
 * measure `of` at `level`; `before` is the measure `of` in the comparison period, `change` its difference (in the unit of
 * the measure) and `ratio_change` its relative difference; `goal` what it should be; `flag` says in a word what a row is
 * (`forecast`, `partial`, `good`, `bad`, `warn`, `info`, `up`, `down`, `total`); `text` explains.
 */
export const tileColumnSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    label: z.string(),
    kind: valueKindSchema,
    currency: z.string().optional(),
    role: z.enum(['dimension', 'measure', 'low', 'high', 'before', 'change', 'ratio_change', 'goal', 'flag', 'text']),
    /** The measure this column belongs to, for low, high, before, change, ratio_change and goal. */
    of: z.string().optional(),
    /** Coverage of an interval, such as 0.9. */
    level: z.number().min(0).max(1).optional(),
    /** Metric of the catalogue, for its definition in the tooltip. */
    metric: z.string().optional(),
    /** Whether more is better, for the colour of a change. */
    better: z.enum(['up', 'down', 'neutral']).optional(),
  })
  .readonly();
export type TileColumn = z.infer<typeof tileColumnSchema>;

const column = z.string();

/** How a tile is drawn: the name of the form and which columns it is made of. Every tile also has its table. */
export const drawSchema = z.discriminatedUnion('as', [
  /** One number of the row `row`, with what bounds and compares it, and the other rows as a sparkline over `x`. */
  z.object({ as: z.literal('figure'), row: z.string(), value: column, spark: column.optional(), x: column.optional() }),
  /** Lines over days or numbers; rows of one series share `series`. Rows flagged `forecast` are dotted. */
  z.object({
    as: z.literal('line'),
    x: column,
    y: z.array(column).min(1).readonly(),
    series: column.optional(),
    /** A column of goals drawn as a line, or none. */
    goal: column.optional(),
    flag: column.optional(),
    /** A horizontal line every series is held to (CAC in a payback chart): the column that has it. */
    stacked: z.boolean().default(false),
  }),
  z.object({ as: z.literal('bars'), label: column, value: column, flag: column.optional() }),
  /** Steps from the first row (a total) to the last (a total); the rows between add up. */
  z.object({ as: z.literal('waterfall'), label: column, value: column, flag: column }),
  z.object({ as: z.literal('heatmap'), row: column, column: column, value: column }),
  z.object({ as: z.literal('funnel'), step: column, value: column, rate: column, time: column.optional() }),
  z.object({ as: z.literal('sankey'), from: column, to: column, value: column, depth: column }),
  z.object({ as: z.literal('multiples'), facet: column, x: column, y: column, before: column.optional() }),
  /** Actual against goal, with where it should stand by now and where it will end. */
  z.object({
    as: z.literal('bullet'),
    label: column,
    value: column,
    goal: column,
    by_now: column.optional(),
    forecast: column.optional(),
    flag: column.optional(),
  }),
  /** Things to look at, worst first. */
  z.object({ as: z.literal('list'), title: column, text: column, flag: column, link: column.optional() }),
  z.object({ as: z.literal('table'), sort: column.optional() }),
]);
export type Draw = z.infer<typeof drawSchema>;

export const tileRowSchema = z.object({ key: z.string().min(1), cells: z.array(cellSchema).readonly() }).readonly();
export type TileRow = z.infer<typeof tileRowSchema>;

/** One tile as it was read: a typed table, how to draw it, and everything that says how far it can be trusted. */
export const tileSchema = z
  .object({
    id: tileIdSchema,
    title: z.string(),
    /** One sentence that says what it shows, for eyes and screen readers. */
    sentence: z.string(),
    draw: drawSchema,
    columns: z.array(tileColumnSchema).min(1).readonly(),
    rows: z.array(tileRowSchema).readonly(),
    scope: resolvedScopeSchema,
    /** The part every proof reference of this tile carries. */
    scopeText: z.string(),
    sources: z.array(sourceSchema).readonly(),
    /** The last day all its datasets cover; null when one has none. */
    dataThrough: daySchema.nullable(),
    refreshedAt: instantSchema.nullable(),
    /** Days that are not complete in some source: drawn hatched. */
    partialDays: z.array(daySchema).readonly(),
    /** Sources it would read and that are not there, each with one sentence. */
    missing: z.array(z.object({ dataset: z.string(), reason: z.string() })).readonly(),
    /** What to know when reading it: assumptions, rates used, rows left out. */
    notes: z.array(z.string()).readonly(),
    elapsedMs: z.number(),
  })
  .readonly();
export type Tile = z.infer<typeof tileSchema>;

/** One metric of the catalogue: the only definition there is of it. */
export const metricSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    definition: z.string(),
    kind: valueKindSchema,
    better: z.enum(['up', 'down', 'neutral']),
    datasets: z.array(z.string()).readonly(),
    dimensions: z.array(dimensionSchema).readonly(),
  })
  .readonly();
export type Metric = z.infer<typeof metricSchema>;

/** What the pickers offer. */
export const dashboardCatalogSchema = z
  .object({
    metrics: z.array(metricSchema).readonly(),
    /** Values of each dimension that the data have, with their names. */
    values: z
      .object({
        channel: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
        segment: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
        campaign: z.array(z.object({ id: z.string(), name: z.string(), channel: z.string() })).readonly(),
        geo: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
      })
      .readonly(),
    /** First and last day of the data; null without data. */
    days: daysSchema.nullable(),
  })
  .readonly();
export type DashboardCatalog = z.infer<typeof dashboardCatalogSchema>;

/** A page with its scope under a name. */
export const savedViewSchema = z
  .object({
    id: z.string(),
    name: z.string().trim().min(1).max(80),
    page: tilePageSchema,
    scope: scopeSchema,
    savedAt: instantSchema,
  })
  .readonly();
export type SavedView = z.infer<typeof savedViewSchema>;

/** A note on a day, shown on every daily chart. */
export const annotationSchema = z
  .object({ id: z.string(), day: daySchema, text: z.string().trim().min(1).max(200), savedAt: instantSchema })
  .readonly();
export type Annotation = z.infer<typeof annotationSchema>;
