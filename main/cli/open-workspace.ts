import { existsSync } from 'node:fs';

import { createRouterClient, type RouterClient } from '@orpc/server';
import type { Command } from 'commander';
import { z } from 'zod';
import { closedErrors, router } from '../../engine/api/index.ts';
import { appError, ok } from '../../engine/core/index.ts';
import { layoutOf } from '../../engine/workspace/index.ts';
import { headlessHost } from '../headless-host.ts';
import { type Log, openLog, stderrLog } from '../log.ts';
import { systemClock, systemRandom } from '../ports.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';
import type { Answer, Cli } from './cli.ts';
import { Failure, must } from './failure.ts';
import { passphraseFor } from './passphrase.ts';
import { workspaceOf } from './workspace-folder.ts';

export interface OpenWorkspace {
  readonly client: RouterClient<typeof router>;
  readonly workbench: Workbench;
  readonly folder: string;
  readonly log: Log;
  /** Signs in the member named with `--as`; nobody when it is not given. Resolves to the passphrase that was used. */
  signIn(): Promise<string | null>;
}

const globalsSchema = z.object({
  workspace: z.string().optional(),
  json: z.boolean().optional(),
  as: z.string().optional(),
  passphraseFile: z.string().optional(),
});

/** Options that every command has. */
export const globalsOf = (command: Command): z.infer<typeof globalsSchema> =>
  globalsSchema.parse(command.optsWithGlobals());

/** Prints the answer as asked: one JSON document, or lines for people. An answer without either was printed before. */
export function print(cli: Cli, command: Command, answer: Answer): void {
  if (answer.failed) cli.markFailed();
  if (answer.json === undefined) return;
  if (globalsOf(command).json) cli.out(`${JSON.stringify(answer.json, null, 2)}\n`);
  else if (answer.text !== '') cli.out(`${answer.text}\n`);
}

async function signInAs(cli: Cli, open: Omit<OpenWorkspace, 'signIn'>, command: Command): Promise<string | null> {
  const { as: name, passphraseFile } = globalsOf(command);
  if (name === undefined) return null;
  const { members } = await open.client.members.session();
  const member = members.find((candidate) => candidate.name === name);
  if (member === undefined) throw new Failure(appError('MEMBER_UNKNOWN', { member: name }));
  const passphrase = await passphraseFor(cli, member.name, passphraseFile);
  await open.client.members.signIn({ memberId: member.id, passphrase });
  return passphrase;
}

/** Opens the workspace in a folder, does the work, prints its answer, and closes it again in any case. */
export async function withFolder(
  cli: Cli,
  command: Command,
  folder: string,
  work: (open: OpenWorkspace) => Promise<Answer>,
): Promise<void> {
  const layout = layoutOf(folder);
  const log = existsSync(layout.settings)
    ? openLog({ dir: layout.logs, clock: systemClock, random: systemRandom })
    : stderrLog((line) => cli.err(`${line}\n`));
  try {
    const workbench = must(
      await openWorkbench(folder, headlessHost({ paths: cli.paths, log, environment: cli.environment })),
    );
    try {
      const client = createRouterClient(router, {
        context: { services: async () => ok(workbench.services) },
        interceptors: [closedErrors((thrown) => log.bug('procedure failed', thrown))],
      });
      const open = { client, workbench, folder, log };
      print(cli, command, await work({ ...open, signIn: () => signInAs(cli, open, command) }));
    } finally {
      await workbench.close();
    }
  } finally {
    await log.close();
  }
}

/** The same for the workspace the command line names. */
export const withWorkspace = (
  cli: Cli,
  command: Command,
  work: (open: OpenWorkspace) => Promise<Answer>,
): Promise<void> => withFolder(cli, command, workspaceOf(cli, globalsOf(command).workspace), work);
