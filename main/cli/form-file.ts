import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { type AppError, appError, plainIssue } from '../../engine/core/index.ts';
import type { Cli } from './cli.ts';
import { Failure } from './failure.ts';
import { reasonOf } from './json-file.ts';

/**
 * What a person wrote into a JSON file, by its form. `invalid` says what is wrong with it, naming the field.
 * @throws Failure DESIGN_UNREADABLE, or `invalid`
 */
export async function readForm<T extends z.ZodType>(
  cli: Pick<Cli, 'cwd'>,
  path: string,
  { form, invalid }: { readonly form: T; readonly invalid: (file: string, reason: string) => AppError },
): Promise<z.infer<T>> {
  const file = resolve(cli.cwd, path);
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new Failure(appError('DESIGN_UNREADABLE', { file, reason: reasonOf(thrown) }));
  });
  const parsed = form.safeParse(
    jsonOf(text.replace(/^\uFEFF/, ''), () => new Failure(invalid(file, 'it is not JSON'))),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  throw new Failure(
    invalid(file, place === '' ? 'it is no JSON object' : `${place}: ${plainIssue(issue?.message ?? 'wrong')}`),
  );
}

function jsonOf(text: string, notJson: () => Failure): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw notJson();
    throw thrown;
  }
}
