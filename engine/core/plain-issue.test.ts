import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainIssue } from './plain-issue.ts';

const said = (schema: z.ZodType, value: unknown): string | undefined => {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : plainIssue(parsed.error.issues[0]?.message ?? '');
};

describe('what is wrong with a value', () => {
  it.each([
    [z.object({ unitId: z.string() }), {}, 'it is missing'],
    [z.string(), 5, 'it has to be a text'],
    [z.number(), 'x', 'it has to be a number'],
    [z.number(), Number.NaN, 'it has to be a number'],
    [z.int(), 1.5, 'it has to be a whole number'],
    [z.boolean(), null, 'it has to be true or false'],
    [z.record(z.string(), z.json()), [], 'it has to be an object'],
    [z.array(z.string()), {}, 'it has to be a list'],
    [z.enum(['two', 'greater']), 'x', 'it has to be one of "two", "greater"'],
    [z.literal('experiment'), 'x', 'it has to be "experiment"'],
    [z.string().min(1), '', 'it is empty'],
    [z.string().max(3), 'long', 'it has to have at most 3 characters'],
    [z.string().length(10), 'today', 'it has to have exactly 10 characters'],
    [z.array(z.string()).min(2), [], 'it has to have at least 2 entries'],
    [z.number().min(0.001), 0, 'it has to be at least 0.001'],
    [z.number().positive(), -1, 'it has to be more than 0'],
    [z.string().regex(/^a/, 'begins with a'), 'b', 'begins with a'],
  ])('[EX45] is said in words: %#', (schema, value, words) => {
    expect(said(schema, value)).toBe(words);
  });
});
