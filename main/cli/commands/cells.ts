import type { Command } from 'commander';
import { z } from 'zod';
import {
  cellPlanInputSchema,
  type ExploreCellRecord,
  type ExploreCellRow,
  exploreCellDesignSchema,
} from '../../../engine/contract/index.ts';
import { appError } from '../../../engine/core/index.ts';
import { amountOf } from '../amount.ts';
import type { Answer, Cli } from '../cli.ts';
import { Failure, WrongUsage } from '../failure.ts';
import { readForm } from '../form-file.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { adoptedText, boardText, planText, recordText, rowText } from './cells-text.ts';

const reasonSchema = z.object({ reason: z.string() });
const planSchema = z.object({
  budget: z.string(),
  days: z.string(),
  cells: z.string(),
  reward: z.string(),
  owner: z.string(),
  adopt: z.boolean().optional(),
});

const recordAnswer = (record: ExploreCellRecord): Answer => ({ json: record, text: recordText(record) });

async function rowOf({ client }: OpenWorkspace, key: string, signal: AbortSignal): Promise<ExploreCellRow> {
  const { cells } = await client.cells.board(undefined, { signal });
  const row = cells.find(({ cell }) => cell.design.key === key);
  if (row === undefined) throw new Failure(appError('NOT_FOUND', { what: 'Cell', id: key }));
  return row;
}

const wholeOf = (text: string, option: string): number => {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new WrongUsage(`"${text}" is no number for --${option}`);
};

/** Plans, and with --adopt writes down the cells there is none for yet. */
async function plan(opened: OpenWorkspace, options: z.infer<typeof planSchema>): Promise<Answer> {
  const { client } = opened;
  const { currency } = await client.cells.vocabulary();
  const parsed = cellPlanInputSchema.safeParse({
    budget: amountOf(options.budget, currency),
    days: wholeOf(options.days, 'days'),
    cells: wholeOf(options.cells, 'cells'),
    reward: options.reward.replaceAll('-', '_'),
    owner: options.owner,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WrongUsage(`--${issue?.path.map(String).join('.') ?? 'plan'}: ${issue?.message ?? 'wrong'}`);
  }
  if (options.adopt === true) await opened.signIn();
  const made = await client.cells.plan(parsed.data);
  const text = planText(made, parsed.data.reward);
  if (options.adopt !== true) return { json: made, text };
  const cells = made.cells.filter(({ exists }) => !exists).map(({ design }) => design);
  const board = cells.length === 0 ? await client.cells.board() : await client.cells.adopt({ cells });
  const adopted = cells.map(({ key }) => key);
  return { json: { plan: made, adopted, board }, text: `${text}\n${adoptedText(adopted.length, parsed.data.days)}` };
}

/** The commands that plan explore cells and carry them to their end. */
export function registerCells(program: Command, cli: Cli): void {
  const cells = program.command('cells').description('explore cells: what is tried where, at most for how much');
  const open = (command: Command, work: (opened: OpenWorkspace) => Promise<Answer>): Promise<void> =>
    withWorkspace(cli, command, work);

  cells
    .command('list')
    .description('cells with their budget, leader and next look')
    .action((_options: unknown, command: Command) =>
      open(command, async ({ client }) => {
        const board = await client.cells.board(undefined, { signal: cli.signal });
        return { json: board, text: boardText(board) };
      }),
    );

  cells
    .command('show')
    .description('everything on one cell')
    .argument('<key>')
    .action((key: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        const row = await rowOf(opened, key, cli.signal);
        return { json: row, text: rowText(row) };
      }),
    );

  cells
    .command('save')
    .description('plan a cell, or change a planned one, from a JSON file')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        const cell = await readForm(cli, file, {
          form: exploreCellDesignSchema,
          invalid: (path, reason) => appError('CELL_INVALID', { file: path, reason }),
        });
        await opened.signIn();
        return recordAnswer(await opened.client.cells.save({ cell }));
      }),
    );

  const reasoned = (
    name: 'remove' | 'pause' | 'end',
    description: string,
    work: (opened: OpenWorkspace, input: { key: string; reason: string }) => Promise<Answer>,
  ) =>
    cells
      .command(name)
      .description(description)
      .argument('<key>')
      .requiredOption('--reason <text>', 'one sentence for the log')
      .action((key: string, _options: unknown, command: Command) =>
        open(command, async (opened) => {
          const { reason } = reasonSchema.parse(command.opts());
          await opened.signIn();
          return work(opened, { key, reason });
        }),
      );

  reasoned('remove', 'remove a planned cell, with a reason', async ({ client }, input) => {
    const removed = await client.cells.remove(input);
    return { json: removed, text: `The plan of ${removed.key} is removed.` };
  });
  reasoned('pause', 'pause a cell, with a reason; it is still read', async ({ client }, input) =>
    recordAnswer(await client.cells.pause(input)),
  );
  reasoned('end', 'end a cell, with a reason; it stays in the log', async ({ client }, input) =>
    recordAnswer(await client.cells.end(input)),
  );

  cells
    .command('start')
    .description('start a planned cell; its rule is fixed from then on')
    .argument('<key>')
    .action((key: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        await opened.signIn();
        return recordAnswer(await opened.client.cells.start({ key }));
      }),
    );

  cells
    .command('resume')
    .description('let a paused cell run again')
    .argument('<key>')
    .action((key: string, _options: unknown, command: Command) =>
      open(command, async (opened) => {
        await opened.signIn();
        return recordAnswer(await opened.client.cells.resume({ key }));
      }),
    );

  cells
    .command('plan')
    .description('cells worth trying with a budget, ranked by what knowing more may bring (docs/exploration-plan.md)')
    .requiredOption('--budget <amount>', 'money for all of them, in the reporting currency')
    .requiredOption('--owner <name>', 'who owns the cells')
    .option('--days <n>', 'how long they run', '28')
    .option('--cells <n>', 'at most so many', '16')
    .option('--reward <reward>', 'signup_rate, signups_per_spend, return_on_spend or click_rate', 'signup_rate')
    .option('--adopt', 'plan them: all that there is no cell for yet')
    .action((_options: unknown, command: Command) => {
      const options = planSchema.parse(command.opts());
      return open(command, (opened) => plan(opened, options));
    });
}
