import type { Command } from 'commander';
import { z } from 'zod';
import type { FeatureFlag } from '../../../engine/contract/index.ts';
import { formatText } from '../../../engine/serializer/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { withWorkspace } from '../open-workspace.ts';
import { textTable } from '../text-table.ts';

const noteSchema = z.object({ note: z.string() });

const flagsAnswer = (flags: readonly FeatureFlag[]): Answer => ({
  json: flags,
  text: textTable(
    [{ title: 'Flag' }, { title: 'Is' }, { title: 'Value' }, { title: 'Experiment' }, { title: 'Note' }],
    flags.map(({ key, enabled, value, experiment, note }) => [
      key,
      enabled ? 'on' : 'off',
      enabled ? JSON.stringify(value) : '—',
      formatText(experiment),
      formatText(note),
    ]),
  ),
});

/** Feature flags: off until somebody turns them on. */
export function registerFlags(program: Command, cli: Cli): void {
  const flag = program.command('flag').description('feature flags');

  flag
    .command('list')
    .description('flags, and what units get of them that are in no experiment')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => flagsAnswer(await client.experiments.flags())),
    );

  for (const { name, enabled } of [
    { name: 'on', enabled: true },
    { name: 'off', enabled: false },
  ])
    flag
      .command(name)
      .description(`turn a flag ${name}, for everybody`)
      .argument('<key>')
      .option('--note <text>', 'why, for the log', '')
      .action((key: string, _options: unknown, command: Command) =>
        withWorkspace(cli, command, async (open) => {
          const { note } = noteSchema.parse(command.opts());
          await open.signIn();
          return flagsAnswer(await open.client.experiments.setFlag({ key, enabled, note }));
        }),
      );
}
