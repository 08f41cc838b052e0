import { JsonSchemaCoercer } from '@orpc/json-schema';
import type { AnyProcedure } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';

type JsonSchema = Parameters<JsonSchemaCoercer['coerce']>[0];

const converter = new ZodToJsonSchemaConverter();
const coercer = new JsonSchemaCoercer();
const schemas = new WeakMap<AnyProcedure, JsonSchema>();

/** What an address says as text, in the types the procedure asks for. Bodies have types of their own and stay as they are. */
export function typedInput(procedure: AnyProcedure, input: unknown): unknown {
  const { inputSchema, route } = procedure['~orpc'];
  if (route.method !== 'GET' || inputSchema === undefined || input === undefined) return input;
  const schema = schemas.get(procedure) ?? converter.convert(inputSchema, { strategy: 'input' })[1];
  schemas.set(procedure, schema);
  return coercer.coerce(schema, input);
}
