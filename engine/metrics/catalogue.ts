import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { dimensionSchema, type Metric, valueKindSchema } from '../contract/index.ts';

/** A sum over the rows of one dataset: some columns added, others taken off. */
const termSchema = z
  .object({
    dataset: z.string(),
    add: z.array(z.string()).min(1).readonly(),
    subtract: z.array(z.string()).readonly().default([]),
    /** Minor units of the row's currency: turned into the reporting currency day by day. */
    money: z.boolean().default(false),
  })
  .readonly();
export type Term = z.infer<typeof termSchema>;

const definitionSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    label: z.string(),
    definition: z.string(),
    kind: valueKindSchema,
    better: z.enum(['up', 'down', 'neutral']),
    numerator: termSchema,
    /** Without one the metric is the sum itself. */
    denominator: termSchema.optional(),
    /** By what it can be broken down and filtered. */
    dimensions: z.array(dimensionSchema).readonly(),
  })
  .readonly();

/** The one definition of a metric. */
export type MetricDefinition = z.infer<typeof definitionSchema>;

export type MetricCatalogue = ReadonlyMap<string, MetricDefinition>;

/**
 * Reads every `*.yaml` of a folder, one metric a file, in the order of their names.
 * @throws Error naming the file when one is not a metric: the catalogue is part of the product.
 */
export async function readMetricCatalogue(dir: string): Promise<MetricCatalogue> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.yaml')).sort();
  const definitions = await Promise.all(
    names.map(async (name) => {
      const parsed = definitionSchema.safeParse(parse(await readFile(join(dir, name), 'utf8')));
      if (!parsed.success || `${parsed.data.id}.yaml` !== name) {
        throw new Error(`${name} is not a metric of its own name`, { cause: parsed.error });
      }
      return parsed.data;
    }),
  );
  return new Map(definitions.map((definition) => [definition.id, definition]));
}

const termsOf = ({ numerator, denominator }: MetricDefinition): readonly Term[] =>
  denominator === undefined ? [numerator] : [numerator, denominator];

/** Datasets a metric is made of; money needs the rates too. */
export const metricDatasets = (metric: MetricDefinition): readonly string[] => [
  ...new Set(termsOf(metric).flatMap(({ dataset, money }) => (money ? [dataset, 'fx_rates'] : [dataset]))),
];

/** A metric as the window shows it. */
export const metricView = (metric: MetricDefinition): Metric => ({
  id: metric.id,
  label: metric.label,
  definition: metric.definition,
  kind: metric.kind,
  better: metric.better,
  datasets: metricDatasets(metric),
  dimensions: metric.dimensions,
});
