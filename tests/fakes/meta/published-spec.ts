import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { invalidParameter, type MetaFault, type Params } from './wire.ts';

const FILE = fileURLToPath(new URL('../../../../shared/data/meta/meta_api_subset.json', import.meta.url));

const paramSchema = z.object({ name: z.string(), type: z.string(), required: z.boolean() });
const specSchema = z.object({
  objects: z.record(
    z.string(),
    z
      .object({
        apis: z
          .array(z.object({ method: z.string(), endpoint: z.string().nullable(), params: z.array(paramSchema) }))
          .default([]),
        fields: z.array(z.object({ name: z.string() })).default([]),
      })
      .loose(),
  ),
  enums: z.record(z.string(), z.array(z.string())),
});
type Spec = z.infer<typeof specSchema>;

/** Judges requests by the API specification that Meta publishes. */
export interface PublishedSpec {
  /** First thing wrong with the parameters of a POST to an edge of the ad account. */
  judge(edge: string, params: Params): MetaFault | null;
  /** First name in `fields` that the object does not have. */
  unknownField(object: string, fields: readonly string[]): string | null;
}

/** Null where the specification is not at hand. */
export function publishedSpec(): PublishedSpec | null {
  if (!existsSync(FILE)) return null;
  const spec = specSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  return { judge: (edge, params) => judge(spec, edge, params), unknownField: (o, f) => unknownField(spec, o, f) };
}

function judge(spec: Spec, edge: string, params: Params): MetaFault | null {
  const api = spec.objects.AdAccount?.apis.find((a) => a.method === 'POST' && a.endpoint === edge);
  if (api === undefined) return invalidParameter(`Unsupported post request to ${edge}`);
  const known = new Map(api.params.map((p) => [p.name, p]));
  for (const name of Object.keys(params)) {
    if (!known.has(name)) return invalidParameter(`Unknown parameter ${name}`);
  }
  for (const { name, required, type } of api.params) {
    const value = params[name];
    if (value === undefined) {
      if (required) return invalidParameter(`The parameter ${name} is required`);
      continue;
    }
    const problem = mistyped(spec, type, value);
    if (problem !== null) return invalidParameter(`Param ${name} ${problem}`);
  }
  return null;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

function mistyped(spec: Spec, type: string, value: unknown): string | null {
  const list = /^list<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return 'must be an array';
    for (const item of value) {
      const problem = mistyped(spec, list, item);
      if (problem !== null) return problem;
    }
    return null;
  }
  const values = spec.enums[type];
  if (values !== undefined) {
    return typeof value === 'string' && values.includes(value)
      ? null
      : `must be one of {${values.slice(0, 8).join(', ')} …}`;
  }
  switch (type) {
    case 'string':
    case 'datetime':
      return typeof value === 'string' ? null : 'must be a string';
    case 'bool':
      return typeof value === 'boolean' ? null : 'must be a boolean';
    case 'int':
      return /^-?\d+$/.test(String(value)) ? null : 'must be an integer';
    case 'unsigned int':
      return /^\d+$/.test(String(value)) ? null : 'must be a non-negative integer';
    default:
      return objectProblem(spec, type, value);
  }
}

/** Types named after an object: its keys have to be fields of that object where the specification lists them. */
function objectProblem(spec: Spec, type: string, value: unknown): string | null {
  if (!isObject(value)) return 'must be an object';
  const fields = new Set(spec.objects[type]?.fields.map((f) => f.name) ?? []);
  if (fields.size === 0) return null;
  if (type === 'AdCreative') fields.add('creative_id');
  const unknown = Object.keys(Object(value)).find((key) => !fields.has(key));
  return unknown === undefined ? null : `has an unknown key ${unknown}`;
}

function unknownField(spec: Spec, object: string, fields: readonly string[]): string | null {
  const known = spec.objects[object]?.fields.map((f) => f.name);
  return known === undefined ? null : (fields.find((f) => !known.includes(f)) ?? null);
}
