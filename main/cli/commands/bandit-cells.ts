import type { Command } from 'commander';
import { z } from 'zod';
import type { Cli } from '../cli.ts';
import { withWorkspace } from '../open-workspace.ts';
import { banditListText, banditText } from './bandit-text.ts';
import { nightsText, rangeOf, recordNights } from './night-range.ts';

const rangeSchema = z.object({ from: z.string().optional(), to: z.string().optional() });

/** The commands that read the cells of a workspace and record their nights. */
export function registerBanditCells(bandit: Command, cli: Cli): void {
  bandit
    .command('list')
    .description('cells that were started: who leads, and what a look today says')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const list = await client.bandits.list(undefined, { signal: cli.signal });
        return { json: list, text: banditListText(list) };
      }),
    );

  bandit
    .command('show')
    .description('everything known about the arms of one cell')
    .argument('<cell>')
    .action((key: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const result = await client.bandits.read({ key }, { signal: cli.signal });
        return { json: result, text: banditText(result) };
      }),
    );

  bandit
    .command('record')
    .description('record the nights that are missing, or those of a range anew')
    .option('--from <day>', 'first night, YYYY-MM-DD (default: the first that is missing)')
    .option('--to <day>', 'last night (default: the last day of the data)')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async (open) => {
        const run = await recordNights(cli, open, rangeOf(rangeSchema.parse(command.opts())));
        return { json: run, text: nightsText(run) };
      }),
    );
}
