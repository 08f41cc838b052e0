import type { Command } from 'commander';
import { z } from 'zod';
import type { ActionView, SyncStatus } from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatInstant,
  formatStake,
  formatText,
} from '../../../engine/serializer/index.ts';
import { systemClock } from '../../ports.ts';
import type { Answer, Cli } from '../cli.ts';
import { WrongUsage } from '../failure.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { textPairs, textTable } from '../text-table.ts';
import { uuidOf } from './proposals.ts';

const WATCH_EVERY_MS = 5_000;

const linkText = (link: { readonly state: string; readonly note: string }): string =>
  [link.state.replaceAll('_', ' '), link.note].filter((part) => part !== '').join(': ');

export const statusAnswer = (status: SyncStatus): Answer => ({
  json: status,
  text: textPairs([
    ['Production database', linkText(status.remote)],
    ...status.platforms.map((platform) => [platform.platform, linkText(platform)] as const),
    ['Waiting', formatCounted(status.waiting, 'action')],
    ['Dead letters', formatCount(status.deadLetters)],
    ['Last sync', formatInstant(status.lastSyncAt)],
    ['Kill switch', status.killSwitch.on ? `on: ${status.killSwitch.reason}` : 'off'],
  ]),
});

const actionAnswer = (view: ActionView): Answer => ({
  json: view,
  text: [
    `${view.title}: ${view.state.replaceAll('_', ' ')}`,
    textPairs([
      ['Action', view.action.id],
      ['At stake', formatStake(view.action.stakePerDay)],
      ['Attempts', formatCount(view.attempts)],
      ['Failure', view.failure === null ? 'none' : `${view.failure.message} ${view.failure.next}`],
      ['Next attempt', formatInstant(view.nextAttemptAt)],
    ]),
    ...view.steps.map((step) => `${step.phase.padEnd(8)} ${step.step} ${formatText(step.platformId)}`),
  ].join('\n'),
});

/** Syncs again and again until Ctrl-C, saying what changed; the last status is the answer. */
async function watch(cli: Cli, { client }: OpenWorkspace): Promise<SyncStatus> {
  let said = '';
  for (;;) {
    const status = await client.sync.run();
    const { text } = statusAnswer(status);
    if (text !== said) cli.err(`${text}\n\n`);
    said = text;
    const stopped = await systemClock.sleep(WATCH_EVERY_MS, cli.signal).then(
      () => false,
      () => true,
    );
    if (stopped) return status;
  }
}

const watchSchema = z.object({ watch: z.boolean().optional() });
const reasonSchema = z.object({ reason: z.string() });
const switchSchema = z.enum(['on', 'off']);

export function registerSync(program: Command, cli: Cli): void {
  program
    .command('sync')
    .description('send what is approved, and read back what is not known')
    .option('--watch', 'go on until Ctrl-C')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async (open) => {
        const again = watchSchema.parse(command.opts()).watch === true;
        return statusAnswer(again ? await watch(cli, open) : await open.client.sync.run());
      }),
    );

  program
    .command('actions')
    .description('actions, newest first')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const views = await client.sync.actions();
        const columns = [
          { title: 'Action' },
          { title: 'Title' },
          { title: 'State' },
          { title: 'Attempts', align: 'right' },
          { title: 'Failure' },
        ] as const;
        const rows = views.map((view) => [
          view.action.id,
          view.title,
          view.state.replaceAll('_', ' '),
          formatCount(view.attempts),
          formatText(view.failure?.message),
        ]);
        return { json: views, text: textTable(columns, rows) };
      }),
    );

  program
    .command('retry')
    .description('try a dead letter again')
    .argument('<actionId>')
    .action((id: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, async (open) => {
        await open.signIn();
        return actionAnswer(await open.client.sync.retry({ id: uuidOf(id) }));
      }),
    );

  program
    .command('discard')
    .description('give an action up')
    .argument('<actionId>')
    .requiredOption('--reason <text>')
    .action((id: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, async (open) => {
        const { reason } = reasonSchema.parse(command.opts());
        await open.signIn();
        return actionAnswer(await open.client.sync.discard({ id: uuidOf(id), reason }));
      }),
    );

  program
    .command('rollback')
    .description('take a publication or a decision back; needs a reason, no approval')
    .argument('<actionId>')
    .requiredOption('--reason <text>')
    .action((id: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, async (open) => {
        const { reason } = reasonSchema.parse(command.opts());
        await open.signIn();
        const action = await open.client.creative.rollback({ actionId: uuidOf(id), reason });
        return { json: action, text: `Rollback ${action.id} is journaled; "gw sync" sends it.` };
      }),
    );

  program
    .command('kill-switch')
    .description('stop or resume all dispatch')
    .argument('<on|off>')
    .requiredOption('--reason <text>')
    .action((position: string, _options: unknown, command: Command) => {
      const parsed = switchSchema.safeParse(position);
      if (!parsed.success) throw new WrongUsage(`"${position}" is neither on nor off`);
      return withWorkspace(cli, command, async (open) => {
        const { reason } = reasonSchema.parse(command.opts());
        await open.signIn();
        return statusAnswer(await open.client.sync.killSwitch({ on: parsed.data === 'on', reason }));
      });
    });
}
