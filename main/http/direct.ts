import { z } from 'zod';
import type { Opening, Services } from '../../engine/api/index.ts';
import {
  type AssignInput,
  type Assignment,
  assignInputSchema,
  assignmentSchema,
  exposureInputSchema,
} from '../../engine/contract/index.ts';
import { err, ok, type Result } from '../../engine/core/index.ts';

const exposedSchema = z.object({ first: z.boolean() });

/**
 * What was parsed from JSON, and what a flag's definition holds, is JSON. To walk it again costs more than all else that is
 * checked: zod keeps a new `WeakMap` for each value of a schema that can nest, and those are what a collector likes least.
 */
const attributeSchema = z.custom<AssignInput['attributes'][string]>();
const valueSchema = z.custom<Assignment['value']>();

const assignBodySchema = assignInputSchema
  .unwrap()
  .extend({ attributes: z.record(z.string(), attributeSchema).readonly().default({}) });

const assignAnswerSchema = assignmentSchema.unwrap().extend({ value: valueSchema });

/** Answers a body without the general router; null when the router has to say what is wrong with it. */
export type Direct = (body: unknown) => Promise<Result<unknown> | null>;

interface Schema<T> {
  parse(value: unknown): T;
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

interface Procedure<I, O> {
  readonly input: Schema<I>;
  readonly output: Schema<O>;
  call(services: Services, input: I): Promise<Result<O>>;
}

const direct =
  <I, O>({ services }: Opening, { input, output, call }: Procedure<I, O>): Direct =>
  async (body) => {
    const parsed = input.safeParse(body);
    if (!parsed.success) return null;
    const opened = await services();
    if (!opened.ok) return err(opened.error);
    const answer = await call(opened.value, parsed.data);
    return answer.ok ? ok(output.parse(answer.value)) : answer;
  };

/**
 * What is asked for once a unit, by the same schemas and services as the router asks, without its work for each call
 * (a fifth of the processor time; `npm run bench -- assign`). By exact path; methods are POST.
 */
export const directProcedures = (opening: Opening): ReadonlyMap<string, Direct> =>
  new Map([
    [
      '/api/ab/assign',
      direct(opening, {
        input: assignBodySchema,
        output: assignAnswerSchema,
        call: ({ experiments }, input) => experiments.assign(input),
      }),
    ],
    [
      '/api/ab/exposures',
      direct(opening, {
        input: exposureInputSchema,
        output: exposedSchema,
        call: ({ experiments }, input) => experiments.expose(input),
      }),
    ],
  ]);
