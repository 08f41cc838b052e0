import { z } from 'zod';

const number = z.union([z.number(), z.literal('NaN').transform(() => Number.NaN)]);
const arm = z.union([z.string(), z.number()]);

const playsSchema = z.object({
  decisions: z.array(arm),
  rewards_binary: z.array(number),
  rewards_real: z.array(number),
  contexts: z.array(z.array(z.number())).optional(),
});
export type TracePlays = z.infer<typeof playsSchema>;

const thresholds = z.array(z.tuple([arm, z.number()]));

/** Data that traces speak of by name. */
export const traceDatasetSchema = z
  .object({
    predict: z.array(z.array(z.number())).optional(),
    arm_features: z.array(z.tuple([arm, z.array(z.number())])).optional(),
  })
  .catchall(z.unknown());
export type TraceDataset = z.infer<typeof traceDatasetSchema>;

export const playsOf = (dataset: TraceDataset, name: string): TracePlays => playsSchema.parse(dataset[name]);
export const thresholdsOf = (dataset: TraceDataset, name: string) => new Map(thresholds.parse(dataset[name]));

const rngState = z.object({
  state: z.string(),
  inc: z.string(),
  has_uint32: z.number(),
  uinteger: z.number(),
});

const op = z
  .object({
    op: z.enum(['fit', 'partial_fit', 'predict', 'predict_expectations', 'add_arm', 'remove_arm', 'warm_start']),
    data: z.string().optional(),
    contexts: z.union([z.null(), z.string(), z.number()]).optional(),
    arm: arm.optional(),
    binarizer: z.string().optional(),
    arm_features: z.string().optional(),
    distance_quantile: z.number().optional(),
    single: z.boolean().optional(),
    rng_after: rngState.optional(),
  })
  .catchall(z.unknown());
export type TraceOp = z.infer<typeof op>;

/** A seed that a number of JavaScript can not hold whole. */
const LONG_SEED = /("seed"\s*:\s*)(\d{16,})(?=\s*[,}])/g;

/** What the JSON text of a trace says; long seeds as text, so that no digit is lost. @throws SyntaxError for no JSON. */
export const traceFromText = (text: string): unknown => JSON.parse(text.replace(LONG_SEED, '$1"$2"'));

export const traceSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      dataset: z.string(),
      seed: z.union([z.number(), z.string()]),
      arms: z.array(arm),
      learning_policy: z.object({ name: z.string(), params: z.record(z.string(), z.unknown()) }),
      neighborhood_policy: z.object({ name: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
      rewards: z.enum(['real', 'binary']),
      ops: z.array(op),
    }),
  ),
  inline_datasets: z.record(z.string(), traceDatasetSchema).optional(),
});
export type Trace = z.infer<typeof traceSchema>;
export type TraceCase = Trace['cases'][number];
