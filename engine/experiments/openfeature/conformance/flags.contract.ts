import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Json, Result } from '../../../core/index.ts';
import { type AssignmentContext, parsePayload } from '../../assign/index.ts';

const flagSchema = z.object({
  variants: z.record(z.string(), z.json()),
  defaultVariant: z.string().nullish(),
  disabled: z.boolean().optional(),
  flagMetadata: z.record(z.string(), z.json()).nullish(),
  contextEvaluator: z.string().optional(),
});

type Flag = z.infer<typeof flagSchema>;

/** One clause of the suite's expressions as a targeting condition. */
function conditionOf(clause: string): Readonly<Record<string, Json>> {
  const not = /^!(\w+)$/.exec(clause);
  if (not) return { [String(not[1])]: { $ne: true } };
  const equal = /^(\w+) == '([^']*)'$/.exec(clause);
  if (equal) return { [String(equal[1])]: { $eq: String(equal[2]) } };
  const above = /^(\w+) > (\d+)$/.exec(clause);
  if (above) return { [String(above[1])]: { $gt: Number(above[2]) } };
  throw new Error(`the suite has a clause of a kind not known here: ${clause}`);
}

/** The rule that an expression of the suite, `clause && clause ? 'variant' : ''`, is. */
function ruleOf(expression: string, variants: Flag['variants']) {
  const [, clauses = '', variant = ''] = /^(.+) \? '([^']*)' : ''$/.exec(expression) ?? [];
  return { condition: { $and: clauses.split(' && ').map(conditionOf) }, force: variants[variant] };
}

function featureOf({ variants, defaultVariant, disabled, flagMetadata, contextEvaluator }: Flag) {
  return {
    enabled: disabled !== true,
    variants,
    ...(typeof defaultVariant === 'string' ? { defaultValue: variants[defaultVariant] } : {}),
    ...(contextEvaluator === undefined ? {} : { rules: [ruleOf(contextEvaluator, variants)] }),
    ...(flagMetadata ? { metadata: flagMetadata } : {}),
  };
}

/** The flags the suite is written for, as definitions of ours. */
export function readFlags(folder: string): Result<AssignmentContext> {
  const flags = z
    .record(z.string(), flagSchema)
    .parse(JSON.parse(readFileSync(join(folder, 'test-flags.json'), 'utf8')));
  const features = Object.fromEntries(Object.entries(flags).map(([key, flag]) => [key, featureOf(flag)]));
  return parsePayload({ features });
}
