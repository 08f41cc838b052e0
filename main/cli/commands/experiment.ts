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

/** The cases of a vector file. @throws Failure */
async function readVectors(file: string): Promise<z.infer<typeof vectorFileSchema>['cases']> {
  const parsed = vectorFileSchema.safeParse(await readJson(file));
  if (!parsed.success) throw new Failure(appError('VECTORS_INVALID', { file }));
  return parsed.data.cases;
}

function vectorsText(results: readonly VectorResult[]): string {
  const unread = results.filter(({ output }) => output === null);
  const named = unread.length === 0 ? '' : ` Not readable: ${unread.map(({ id }) => id).join(', ')}.`;
  return `${formatCounted(results.length, 'case')} computed.${named} The answers are in the JSON of this command (--json).`;
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
