import { z } from 'zod';
import { bucketRanges, chooseVariation, equalWeights } from './buckets.ts';
import { meetsCondition } from './condition.ts';
import { contextSchema, experimentSchema, stickyDocSchema } from './definition.ts';
import { evaluateExperiment, evaluateFeature } from './feature.ts';
import { hashToUnit } from './hash.ts';
import { stickyDocs, stickyKeysOf } from './sticky.ts';
import { inNamespace } from './unit.ts';
import { queryStringOverride } from './url.ts';

/**
 * Case files as GrowthBook's kits share them: groups of cases, each a list of what is given and, after it, what is
 * expected. Here only what is given is read.
 */

const number = z.number();
/** How many variations: a number that can be answered. */
const count = z.int().max(10_000);
const text = z.string();
const ranges = z.array(z.tuple([number, number]));
const document = z.record(z.string(), z.json());
const given = <T extends readonly [z.ZodType, ...z.ZodType[]]>(...parts: T) => z.tuple([...parts], z.unknown());

/** Case files write shares with eight decimals. */
const asWritten = (share: number): number => Math.round(share * 1e8) / 1e8;

type Runner = (given: unknown) => unknown;

/** A group: how its cases are read, and what is answered to one. */
function group<S extends z.ZodType>(schema: S, answer: (given: z.output<S>) => unknown): Runner {
  return (raw) => answer(schema.parse(raw));
}

const GROUPS: Readonly<Record<string, Runner>> = {
  hash: group(given(text, text, number), ([seed, value, version]) => hashToUnit(seed, value, version)),
  getBucketRange: group(
    given(text, z.tuple([count, number.nullable(), z.array(number).nullable()])),
    ([, [variations, coverage, weights]]) =>
      bucketRanges(variations, coverage ?? undefined, weights ?? undefined).map((range) => range.map(asWritten)),
  ),
  chooseVariation: group(given(text, number, ranges), ([, point, all]) => chooseVariation(point, all)),
  getEqualWeights: group(given(count), ([variations]) => equalWeights(variations).map(asWritten)),
  inNamespace: group(given(text, text, z.tuple([text, number, number])), ([, id, namespace]) =>
    inNamespace(id, namespace),
  ),
  getQueryStringOverride: group(given(text, text, text, number), ([, key, url, variations]) =>
    queryStringOverride(key, url, variations),
  ),
  run: group(given(text, contextSchema, experimentSchema), ([, context, experiment]) => {
    const { value, inExperiment, hashUsed } = evaluateExperiment(experiment, context).result;
    return { value, inExperiment, hashUsed };
  }),
  feature: group(given(text, contextSchema, text), ([, context, key]) => evaluateFeature(key, context).result),
  stickyBucket: group(given(text, contextSchema, z.array(stickyDocSchema), text), ([, context, kept, key]) => {
    const wanted = stickyKeysOf(context);
    const docs = new Map([...stickyDocs(kept)].filter(([name]) => wanted.has(name)));
    const evaluated = evaluateFeature(key, context, docs);
    return { result: evaluated.result.experimentResult ?? null, docs: Object.fromEntries(evaluated.docs ?? []) };
  }),
  evalCondition: group(
    given(text, document, document, z.json(), document.nullish()),
    ([, condition, attributes, , groups]) => meetsCondition(condition, attributes, groups ?? undefined),
  ),
};

const groupsSchema = z.record(z.string(), z.array(z.unknown()));
const fileSchema = z.object({ cases: groupsSchema });

/** The groups of a case file; null when it is none. */
export function caseGroups(file: unknown): Readonly<Record<string, readonly unknown[]>> | null {
  const parsed = fileSchema.safeParse(file);
  return parsed.success ? parsed.data.cases : null;
}

/** The answer to one case, or why it can not be read. */
export interface CaseAnswer {
  readonly group: string;
  /** Within its group. */
  readonly index: number;
  readonly output?: unknown;
  readonly error?: string;
}

function answerOf(run: Runner | undefined, raw: unknown): { output: unknown } | { error: string } {
  if (run === undefined) return { error: 'This group of cases is not known.' };
  try {
    return { output: run(raw) };
  } catch (thrown) {
    if (thrown instanceof z.ZodError) return { error: `The case can not be read: ${z.prettifyError(thrown)}` };
    // What JavaScript throws when it runs out of stack; there is no narrower type.
    if (thrown instanceof RangeError) return { error: 'The case is nested too deeply to be answered.' };
    throw thrown;
  }
}

/** Answers every case of every group. A case that can not be read gets an error in place of its output. */
export const answerCases = (groups: Readonly<Record<string, readonly unknown[]>>): readonly CaseAnswer[] =>
  Object.entries(groups).flatMap(([name, cases]) => {
    const run = Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
    return cases.map((raw, index): CaseAnswer => ({ group: name, index, ...answerOf(run, raw) }));
  });
