import type { Command } from 'commander';
import { z } from 'zod';
import { roleSchema } from '../../../engine/contract/index.ts';
import { formatInstant } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { WrongUsage } from '../failure.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { passphraseFor } from '../passphrase.ts';
import { textTable } from '../text-table.ts';

const addSchema = z.object({ name: z.string(), role: z.string(), newPassphraseFile: z.string().optional() });

async function add(cli: Cli, open: OpenWorkspace, command: Command) {
  const options = addSchema.parse(command.opts());
  const role = roleSchema.safeParse(options.role);
  if (!role.success) throw new WrongUsage(`"${options.role}" is not a role; one of ${roleSchema.options.join(', ')}`);
  await open.signIn();
  const passphrase = await newPassphrase(cli, options.name, options.newPassphraseFile);
  const member = await open.client.members.add({ name: options.name, role: role.data, passphrase });
  return { json: member, text: `Added ${member.name} as ${member.role}. Member ${member.id}` };
}

/** The new member's own passphrase: from its file, from `GW_NEW_PASSPHRASE`, or as any passphrase is had. */
async function newPassphrase(cli: Cli, name: string, file: string | undefined): Promise<string> {
  const given = cli.environment.GW_NEW_PASSPHRASE;
  if (file === undefined && given !== undefined && given !== '') return given;
  return passphraseFor(cli, name, file);
}

export function registerMembers(program: Command, cli: Cli): void {
  const member = program.command('member').description('people who may propose and approve');

  member
    .command('add')
    .description('add a member with a new key; their passphrase protects it')
    .requiredOption('--name <name>')
    .requiredOption('--role <role>', roleSchema.options.join(', '))
    .option(
      '--new-passphrase-file <file>',
      "the new member's passphrase (else GW_NEW_PASSPHRASE, GW_PASSPHRASE, or asked)",
    )
    .action((_options: unknown, command: Command) => withWorkspace(cli, command, (open) => add(cli, open, command)));

  member
    .command('list')
    .description('all members')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const { members } = await client.members.session();
        const rows = members.map(({ id, name, role, addedAt }) => [name, role, formatInstant(addedAt), id]);
        return {
          json: members,
          text: textTable([{ title: 'Name' }, { title: 'Role' }, { title: 'Added' }, { title: 'Member' }], rows),
        };
      }),
    );
}
