import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  compareTrace,
  replayTrace,
  type TraceComparison,
  traceDatasetSchema,
  traceFromText,
  traceSchema,
} from '../../../engine/bandits/index.ts';
import { appError } from '../../../engine/core/index.ts';
import { formatCount, formatCounted } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { Failure } from '../failure.ts';
import { readJson } from '../json-file.ts';
import { print } from '../open-workspace.ts';
import { registerBanditCells } from './bandit-cells.ts';
import { registerBanditDecide } from './bandit-decide.ts';
import { registerEvaluate } from './bandit-evaluate.ts';

const optionsSchema = z.object({ trace: z.string(), datasets: z.string().optional() });
const datasetFile = z.object({ dataset: traceDatasetSchema });

/** A JSON file of one form. @throws Failure */
async function readAs<T extends z.ZodType>(file: string, form: T): Promise<z.infer<T>> {
  const parsed = form.safeParse(await readJson(file, traceFromText));
  if (parsed.success) return parsed.data;
  throw new Failure(appError('TRACE_INVALID', { file, reason: parsed.error.issues[0]?.message ?? 'it is no JSON' }));
}

function replayText(cases: number, { operations, recorded, differences }: TraceComparison): string {
  const replayed = `${formatCounted(cases, 'case')}, ${formatCount(operations)} operations replayed.`;
  const [first] = differences;
  const compared =
    recorded === 0
      ? 'The trace records no results to compare with.'
      : first === undefined
        ? `All ${formatCount(recorded)} that were recorded come out the same.`
        : `${formatCount(differences.length)} of ${formatCount(recorded)} come out otherwise, the first: ${first}.`;
  return `${replayed} ${compared} The results are in the JSON of this command (--json).`;
}

export function registerBandit(program: Command, cli: Cli): void {
  const bandit = program.command('bandit').description('bandits');
  bandit
    .command('replay')
    .description("do the operations of a trace again, with MABWiser's numbers")
    .requiredOption('--trace <file>', 'JSON file with cases and their operations')
    .option('--datasets <dir>', 'folder of the data sets the trace names (default: where the trace lies)')
    .action(async (_options: unknown, command: Command) => {
      const { trace, datasets } = optionsSchema.parse(command.opts());
      const file = resolve(cli.cwd, trace);
      const folder = datasets === undefined ? join(file, '..') : resolve(cli.cwd, datasets);
      const known = new Map<string, Promise<z.infer<typeof traceDatasetSchema>>>();
      const datasetOf = (name: string) => {
        const read =
          known.get(name) ?? readAs(join(folder, `dataset_${name}.json`), datasetFile).then(({ dataset }) => dataset);
        known.set(name, read);
        return read;
      };
      const wanted = await readAs(file, traceSchema);
      const replayed = await replayTrace(wanted, datasetOf);
      print(cli, command, { json: replayed, text: replayText(wanted.cases.length, compareTrace(wanted, replayed)) });
    });
  registerEvaluate(bandit, cli);
  registerBanditCells(bandit, cli);
  registerBanditDecide(bandit, cli);
}
