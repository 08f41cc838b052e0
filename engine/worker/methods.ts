import { z } from 'zod';
import {
  banditReadSchema,
  banditRowSchema,
  cellGroundRowSchema,
  cellOfferSchema,
  cellSpendSchema,
  creativeTestListSchema,
  creativeTestSchema,
  creativeTogetherSchema,
  dashboardCatalogSchema,
  datasetFreshnessSchema,
  datasetHealthSchema,
  daySchema,
  experimentListSchema,
  experimentReadSchema,
  experimentRecordSchema,
  experimentVocabularySchema,
  exploreCellRecordSchema,
  healthOverviewSchema,
  lineageSchema,
  loadSchema,
  posteriorNightSchema,
  proofRefSchema,
  proofSchema,
  proofValueSchema,
  quarantinedInputSchema,
  quarantinedPageSchema,
  quarantineReasonSchema,
  scopeSchema,
  sourceSchema,
  tileIdSchema,
  tileSchema,
  whatIfInputSchema,
  whatIfSchema,
} from '../contract/index.ts';

/** A call main can make, with what goes in and what comes out; both are checked on the side that receives them. */
export interface Method<Input, Output> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
}

const method = <Input, Output>(
  name: string,
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): Method<Input, Output> => ({ name, input, output });

const nothing = z.object({});
const proof = proofSchema.unwrap().shape;
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const reading = z.object({
  ref: proofRefSchema,
  label: z.string(),
  value: proofValueSchema,
  query: proof.query,
  sources: list(sourceSchema),
  method: proof.method,
  caveats: list(z.string()),
  elapsedMs: z.number(),
});

const table = z.object({
  columns: list(z.string()),
  rows: list(list(z.union([z.string(), z.number(), z.null()]))),
});

/** A reference, and the records of the experiments or cells for those whose number is one of them. */
const referred = z.object({
  ref: z.string(),
  experiments: list(experimentRecordSchema).optional(),
  cells: list(exploreCellRecordSchema).optional(),
  looks: z.object({ zone: z.string(), decidedOn: z.map(z.string(), daySchema) }).optional(),
});

const cell = exploreCellRecordSchema;
/**
 * How much of the list is read before it is answered: nothing that takes time (record), who is in the experiments (units),
 * some rows more, or all of it, which is the default.
 */
const listExtentSchema = z.enum(['record', 'units', 'some', 'all']);

/** One cell, and all there are: a cell's arms may be the running ones. */
const amongCells = { cell, cells: list(cell) };

const parquetTable = z.object({
  path: z.string(),
  columns: list(
    z.object({
      name: z.string(),
      type: z.union([
        z.enum(['VARCHAR', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP']),
        z.templateLiteral(['DECIMAL(38,', z.int().min(0).max(10), ')']),
      ]),
    }),
  ),
  rows: table.shape.rows,
  metadata: z.record(z.string(), z.string()),
});

/** Where the worker finds its cache and its contracts, and how much of the machine it may use. */
export const openOptionsSchema = z.object({
  /** The folder that holds `cache.duckdb`; DuckDB's overflow goes to a folder beside it. */
  cacheDir: z.string(),
  /** The product's resources: `contracts/` and `sample/`. */
  resourcesDir: z.string(),
  /** Such as `2GB`. */
  memoryLimit: z.string().regex(/^\d+(MB|GB)$/),
  threads: z.int().positive(),
  /** The workspace's reporting zone, an IANA name. */
  zone: z.string(),
});
export type OpenOptions = z.infer<typeof openOptionsSchema>;

/** Every call of the data worker. */
export const METHODS = {
  open: method('open', openOptionsSchema, nothing),
  importDrop: method(
    'importDrop',
    z.object({ path: z.string(), dataset: z.string().optional() }),
    z.object({ load: loadSchema, alreadyLoaded: z.boolean() }),
  ),
  makeSample: method(
    'makeSample',
    z.object({ exportsDir: z.string(), seed: z.int().nonnegative(), through: daySchema }),
    z.object({ drops: list(z.string()), rows: z.int() }),
  ),
  freshness: method('freshness', nothing, list(datasetFreshnessSchema)),
  loads: method('loads', nothing, list(loadSchema)),
  quarantine: method('quarantine', z.object({ loadId: z.string() }), list(quarantineReasonSchema)),
  healthOverview: method('healthOverview', nothing, healthOverviewSchema),
  datasetHealth: method('datasetHealth', z.object({ dataset: z.string() }), datasetHealthSchema),
  lineage: method('lineage', z.object({ dataset: z.string().nullable() }), list(lineageSchema)),
  quarantined: method(
    'quarantined',
    z.object({ ...quarantinedInputSchema.shape, offset: z.int(), limit: z.int() }),
    quarantinedPageSchema,
  ),
  quarantinedCsv: method(
    'quarantinedCsv',
    quarantinedInputSchema.pick({ loadId: true, rule: true }),
    z.object({ fileName: z.string(), csv: z.string(), rows: z.int() }),
  ),
  creativeTests: method('creativeTests', nothing, creativeTestListSchema),
  creativeTest: method('creativeTest', z.object({ testId: z.string() }), creativeTestSchema),
  convertArchive: method(
    'convertArchive',
    z.object({ file: z.string(), exportsDir: z.string() }),
    z.object({ drop: z.string(), tests: z.int(), variants: z.int(), winners: z.int() }),
  ),
  creativeTogether: method('creativeTogether', nothing, creativeTogetherSchema),
  dashboardCatalog: method('dashboardCatalog', nothing, dashboardCatalogSchema),
  tile: method(
    'tile',
    z.object({ tile: tileIdSchema, scope: scopeSchema, currency: z.string(), zone: z.string() }),
    tileSchema,
  ),
  provableTile: method(
    'provableTile',
    z.object({ tile: tileIdSchema, scope: scopeSchema, currency: z.string(), zone: z.string() }),
    z.object({ tile: tileSchema, query: proof.query, methods: z.record(z.string(), proof.method) }),
  ),
  writeParquet: method('writeParquet', parquetTable, z.object({ rows: z.int() })),
  experimentList: method(
    'experimentList',
    z.object({ experiments: list(experimentRecordSchema), extent: listExtentSchema.optional() }),
    experimentListSchema,
  ),
  experimentRead: method('experimentRead', z.object({ experiment: experimentRecordSchema }), experimentReadSchema),
  experimentVocabulary: method('experimentVocabulary', nothing, experimentVocabularySchema),
  experimentDays: method('experimentDays', z.object({ experiment: experimentRecordSchema }), table),
  experimentProofs: method(
    'experimentProofs',
    z.object({ experiment: experimentRecordSchema, refs: list(z.string()) }),
    list(reading),
  ),
  banditList: method(
    'banditList',
    z.object({ cells: list(cell) }),
    z.object({ rows: list(banditRowSchema), dataThrough: daySchema.nullable(), method: z.string() }),
  ),
  banditRead: method('banditRead', z.object(amongCells), banditReadSchema),
  banditNights: method(
    'banditNights',
    z.object({ ...amongCells, from: daySchema, to: daySchema }),
    z.object({ rows: list(posteriorNightSchema) }),
  ),
  banditWhatIf: method(
    'banditWhatIf',
    z.object({ ...amongCells, ...whatIfInputSchema.unwrap().omit({ key: true }).shape }),
    whatIfSchema,
  ),
  banditProofs: method('banditProofs', z.object({ ...amongCells, refs: list(z.string()) }), list(reading)),
  cellSpend: method('cellSpend', z.object({ cells: list(cell) }), z.object({ rows: list(cellSpendSchema) })),
  cellGround: method(
    'cellGround',
    z.object({ currency: z.string(), days: z.int().min(1), to: daySchema.nullable() }),
    z.object({ rows: list(cellGroundRowSchema), from: daySchema.nullable(), dataThrough: daySchema.nullable() }),
  ),
  cellOffer: method('cellOffer', z.object({ days: z.int().min(1), to: daySchema.nullable() }), cellOfferSchema),
  readProof: method('readProof', referred, reading),
  proofRows: method('proofRows', referred, table),
  rebuild: method(
    'rebuild',
    z.object({ exportsDir: z.string() }),
    z.object({ loads: z.int(), rows: z.int(), passedOver: list(z.string()) }),
  ),
  close: method('close', nothing, nothing),
};
