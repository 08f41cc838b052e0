import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../../engine/core/index.ts';
import { computeVector, type VectorResult, vectorFileSchema } from '../../../engine/experiments/stats/index.ts';
import { formatCounted } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { Failure } from '../failure.ts';
import { readJson } from '../json-file.ts';
import { print } from '../open-workspace.ts';
import { registerExperimentLife } from './experiment-life.ts';

const optionsSchema = z.object({ vectors: z.string() });

/** Texts, which stay as they are, and numbers that JSON does not know but programs that write it often do. */
const TEXT_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** JSON in which a bare NaN or Infinity is read as its name, so that only the case it stands in is not readable. */
const parseVectors = (text: string): unknown =>
  JSON.parse(
    text.replace(/^\uFEFF/, '').replace(TEXT_OR_NO_NUMBER, (found) => (found[0] === '"' ? found : `"${found}"`)),
  );

/** The cases of a vector file. @throws Failure */
async function readVectors(file: string): Promise<z.infer<typeof vectorFileSchema>['cases']> {
  const parsed = vectorFileSchema.safeParse(await readJson(file, parseVectors));
  if (!parsed.success) throw new Failure(appError('VECTORS_INVALID', { file }));
  return parsed.data.cases;
}

function vectorsText(results: readonly VectorResult[]): string {
  const unread = results.flatMap((result) => (result.output === null ? [`  ${result.id}: ${result.problem}`] : []));
  const computed = `${formatCounted(results.length - unread.length, 'case')} computed. The answers are in the JSON of this command (--json).`;
  if (unread.length === 0) return computed;
  return [
    computed,
    `Not readable, correct these in the file: ${formatCounted(unread.length, 'case')}.`,
    ...unread,
  ].join('\n');
}

export function registerExperiment(program: Command, cli: Cli): void {
  const experiment = program.command('experiment').description('experiments and their statistics');
  registerExperimentLife(experiment, cli);
  experiment
    .command('stats')
    .description('compute the cases of a file of statistics vectors by the rules of gbstats')
    .requiredOption('--vectors <file>', 'JSON file with cases in the format of the GrowthBook vectors')
    .action(async (_options: unknown, command: Command) => {
      const { vectors } = optionsSchema.parse(command.opts());
      const results = (await readVectors(resolve(cli.cwd, vectors))).map(computeVector);
      const failed = results.some(({ output }) => output === null);
      print(cli, command, { json: { results }, text: vectorsText(results), failed });
    });
}
