import type { Command } from 'commander';
import { z } from 'zod';
import {
  daySchema,
  type ExperimentDesign,
  type ExperimentRecord,
  experimentDesignSchema,
  experimentOutcomeSchema,
} from '../../../engine/contract/index.ts';
import { appError, type Day } from '../../../engine/core/index.ts';
import { sizeInputOf, sizeOf } from '../../../engine/experiments/lifecycle/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { must, WrongUsage } from '../failure.ts';
import { readForm } from '../form-file.ts';
import { type OpenWorkspace, print, withWorkspace } from '../open-workspace.ts';
import { listText, recordText, resultText, sizeText } from './experiment-text.ts';
import { proposalAnswer } from './proposals.ts';

const startSchema = z.object({ since: z.string().optional() });
const reasonSchema = z.object({ reason: z.string() });
const decideSchema = z.object({ outcome: z.string(), variation: z.string(), reason: z.string() });

const recordAnswer = (record: ExperimentRecord): Answer => ({ json: record, text: recordText(record) });

/** The design in a JSON file. @throws Failure */
const readDesign = (cli: Cli, path: string): Promise<ExperimentDesign> =>
  readForm(cli, path, {
    form: experimentDesignSchema,
    invalid: (file, reason) => appError('DESIGN_INVALID', { file, reason }),
  });

const outcomeOf = (text: string): z.infer<typeof experimentOutcomeSchema> => {
  const parsed = experimentOutcomeSchema.safeParse(text.replaceAll('-', '_'));
  if (parsed.success) return parsed.data;
  throw new WrongUsage(`"${text}" is no outcome: ship or roll-back`);
};

/** The day of `--since`, where it is given. @throws WrongUsage */
function sinceOf(command: Command): { readonly since?: Day } {
  const { since } = startSchema.parse(command.opts());
  if (since === undefined) return {};
  const parsed = daySchema.safeParse(since);
  if (parsed.success) return { since: parsed.data };
  throw new WrongUsage(`"${since}" is no day: give YYYY-MM-DD`);
}

/** The commands that read experiments and carry them from draft to decision. */
export function registerExperimentLife(experiment: Command, cli: Cli): void {
  const open = (command: Command, work: (opened: OpenWorkspace) => Promise<Answer>): Promise<void> =>
    withWorkspace(cli, command, work);

  experiment
    .command('list')
    .description('experiments with their verdicts')
    .action((_options: unknown, command: Command) =>
      open(command, async ({ client }) => {
        const list = await client.experiments.list(undefined, { signal: cli.signal });
        return { json: list, text: listText(list) };
      }),
    );

  experiment
    .command('show')
    .description('everything known about one experiment')
    .argument('<key>')
    .action((key: string, _options: unknown, command: Command) =>
      open(command, async ({ client }) => {
        const result = await client.experiments.result({ key }, { signal: cli.signal });
        return { json: result, text: resultText(result) };
      }),
    );

  experiment
    .command('save')
    .description('write a draft, or change one, from a design in a JSON file')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        const design = await readDesign(cli, file);
        await opened.signIn();
        return recordAnswer(await opened.client.experiments.save({ design }));
      }),
    );

  experiment
    .command('remove')
    .description('remove a draft, with a reason')
    .argument('<key>')
    .requiredOption('--reason <text>', 'one sentence for the log')
    .action((key: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        const { reason } = reasonSchema.parse(command.opts());
        await opened.signIn();
        const removed = await opened.client.experiments.remove({ key, reason });
        return { json: removed, text: `The draft ${removed.key} is removed.` };
      }),
    );

  experiment
    .command('start')
    .description('start a draft; its design is fixed from then on')
    .argument('<key>')
    .option('--since <day>', 'count exposures that are in the data from this day (UTC) on; without it from now')
    .action((key: string, _options: unknown, command: Command) => {
      const since = sinceOf(command);
      return open(command, async (opened) => {
        await opened.signIn();
        return recordAnswer(await opened.client.experiments.start({ key, ...since }));
      });
    });

  experiment
    .command('stop')
    .description('stop an experiment, with a reason; it can still be read')
    .argument('<key>')
    .requiredOption('--reason <text>', 'one sentence for the log')
    .action((key: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        const { reason } = reasonSchema.parse(command.opts());
        await opened.signIn();
        return recordAnswer(await opened.client.experiments.stop({ key, reason }));
      }),
    );

  experiment
    .command('decide')
    .description('propose what everybody gets; someone else approves it')
    .argument('<key>')
    .requiredOption('--outcome <outcome>', 'ship or roll-back')
    .requiredOption('--variation <key>', 'the variation everybody gets')
    .requiredOption('--reason <text>', 'why, for the approver')
    .action((key: string, _options: unknown, command: Command) => {
      const { outcome, variation, reason } = decideSchema.parse(command.opts());
      const decision = { outcome: outcomeOf(outcome), variation, reason };
      return open(command, async (opened) => {
        await opened.signIn();
        return proposalAnswer(await opened.client.experiments.decide({ key, ...decision }));
      });
    });

  experiment
    .command('size')
    .description('units, days and power of the plan of a design in a JSON file')
    .argument('<file>')
    .action(async (file: string, _options: unknown, command: Command) => {
      const size = must(sizeOf(must(sizeInputOf(await readDesign(cli, file)))));
      print(cli, command, { json: size, text: sizeText(size) });
    });
}
