import { z } from 'zod';

/**
 * The part of an ODCS 3.1 document that the workbench acts on. Everything else in the document is for people and is
 * left alone. Source: Open Data Contract Standard 3.1, https://bitol-io.github.io/open-data-contract-standard/v3.1.0/
 */
const quality = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(['text', 'library', 'sql', 'custom']).default('library'),
  engine: z.string().optional(),
  implementation: z.string().optional(),
});
export type OdcsQuality = z.infer<typeof quality>;

const customProperty = z.object({ property: z.string(), value: z.unknown() });
export type OdcsCustomProperty = z.infer<typeof customProperty>;

const property = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a column name in lower case'),
  logicalType: z.enum(['string', 'date', 'timestamp', 'number', 'integer', 'boolean']),
  physicalType: z.enum(['VARCHAR', 'DATE', 'TIMESTAMP', 'BIGINT', 'DOUBLE', 'BOOLEAN']),
  logicalTypeOptions: z
    .object({
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      minLength: z.int().optional(),
      maxLength: z.int().optional(),
      pattern: z.string().optional(),
    })
    .default({}),
  required: z.boolean().default(false),
  primaryKey: z.boolean().default(false),
  primaryKeyPosition: z.int().default(-1),
  partitioned: z.boolean().default(false),
  customProperties: z.array(customProperty).default([]),
  quality: z.array(quality).default([]),
});
export type OdcsProperty = z.infer<typeof property>;

const sla = z.object({
  property: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  unit: z.string().optional(),
});
export type OdcsSla = z.infer<typeof sla>;

export const odcsSchema = z.object({
  apiVersion: z.literal('v3.1.0'),
  kind: z.literal('DataContract'),
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  schema: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z][a-z0-9_]*$/),
        properties: z.array(property).min(1),
        quality: z.array(quality).default([]),
      }),
    )
    .length(1),
  slaProperties: z.array(sla).default([]),
  customProperties: z.array(customProperty).default([]),
});
export type OdcsDocument = z.infer<typeof odcsSchema>;
