import type { Command } from 'commander';
import { z } from 'zod';
import type { Caps, Connections, ConnectionsInput } from '../../../engine/contract/index.ts';
import { formatMoney, formatText } from '../../../engine/serializer/index.ts';
import { amountOf } from '../amount.ts';
import type { Answer, Cli } from '../cli.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { textPairs } from '../text-table.ts';

const secretText = ({ set, kept }: Connections['metaToken']): string => {
  if (!set) return 'not set';
  return kept ? 'set, kept in the system keyring' : 'set for this run only';
};

const connectionsAnswer = (connections: Connections): Answer => ({
  json: connections,
  text: textPairs([
    ['Production database', secretText(connections.remoteUrl)],
    ['Meta token', secretText(connections.metaToken)],
    ['Meta account', formatText(connections.meta.accountId || null)],
    ['Meta page', formatText(connections.meta.pageId || null)],
    ['Meta address', `${connections.meta.baseUrl} ${connections.meta.apiVersion}`],
  ]),
});

const connectionOptions = z.object({
  metaAccount: z.string().optional(),
  metaPage: z.string().optional(),
  metaUrl: z.string().optional(),
  metaVersion: z.string().optional(),
});

async function setConnections(open: OpenWorkspace, command: Command): Promise<Answer> {
  const options = connectionOptions.parse(command.opts());
  await open.signIn();
  const meta: NonNullable<ConnectionsInput['meta']> = {
    ...(options.metaAccount === undefined ? {} : { accountId: options.metaAccount }),
    ...(options.metaPage === undefined ? {} : { pageId: options.metaPage }),
    ...(options.metaUrl === undefined ? {} : { baseUrl: options.metaUrl }),
    ...(options.metaVersion === undefined ? {} : { apiVersion: options.metaVersion }),
  };
  return connectionsAnswer(await open.client.workspace.setConnections({ meta }));
}

const capsAnswer = (caps: Caps): Answer => ({
  json: caps,
  text: textPairs([
    ['Cap a day', formatMoney(caps.perDay)],
    ['Two approvers above', formatMoney(caps.twoApproversAbove)],
  ]),
});

const capsOptions = z.object({ perDay: z.string().optional(), twoApproversAbove: z.string().optional() });

async function caps(open: OpenWorkspace, command: Command): Promise<Answer> {
  const options = capsOptions.parse(command.opts());
  const status = await open.client.workspace.status();
  if (options.perDay === undefined && options.twoApproversAbove === undefined) return capsAnswer(status.caps);
  await open.signIn();
  const change = (text: string | undefined, now: Caps['perDay']) =>
    text === undefined ? now : amountOf(text, status.currency);
  return capsAnswer(
    await open.client.workspace.setCaps({
      perDay: change(options.perDay, status.caps.perDay),
      twoApproversAbove: change(options.twoApproversAbove, status.caps.twoApproversAbove),
    }),
  );
}

export function registerSettings(program: Command, cli: Cli): void {
  const connections = program
    .command('connections')
    .description('connections, without their secrets (those come from GW_REMOTE_URL and GW_META_TOKEN)')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => connectionsAnswer(await client.workspace.connections())),
    );

  connections
    .command('set')
    .description('change the connection to Meta')
    .option('--meta-account <id>', 'ad account, digits')
    .option('--meta-page <id>', 'page the ads speak for, digits')
    .option('--meta-url <url>', 'address of the Graph API')
    .option('--meta-version <version>', 'such as v25.0')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, (open) => setConnections(open, command)),
    );

  program
    .command('caps')
    .description('spend caps; with options, change them')
    .option('--per-day <amount>', 'most that may be committed a day')
    .option('--two-approvers-above <amount>', 'a budget above this needs two approvers')
    .action((_options: unknown, command: Command) => withWorkspace(cli, command, (open) => caps(open, command)));
}
