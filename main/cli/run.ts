import { Command } from 'commander';
import type { Cli } from './cli.ts';
import { registerAssign } from './commands/assign.ts';
import { registerAudit } from './commands/audit.ts';
import { registerBandit } from './commands/bandit.ts';
import { registerCells } from './commands/cells.ts';
import { registerDaily } from './commands/daily.ts';
import { registerData } from './commands/data.ts';
import { registerExperiment } from './commands/experiment.ts';
import { registerFlags } from './commands/flags.ts';
import { registerMembers } from './commands/members.ts';
import { registerProofs } from './commands/proofs.ts';
import { registerProposals } from './commands/proposals.ts';
import { registerReport } from './commands/report.ts';
import { registerServe } from './commands/serve.ts';
import { registerSettings } from './commands/settings.ts';
import { registerSync } from './commands/sync.ts';
import { registerTests } from './commands/tests.ts';
import { registerWorkspace } from './commands/workspace.ts';
import { type Exit, exitFor } from './failure.ts';

const REGISTER = [
  registerWorkspace,
  registerData,
  registerTests,
  registerAssign,
  registerExperiment,
  registerBandit,
  registerCells,
  registerFlags,
  registerProofs,
  registerProposals,
  registerMembers,
  registerSettings,
  registerSync,
  registerAudit,
  registerReport,
  registerDaily,
  registerServe,
];

/** Every command throws instead of ending the process, so that the failure can be printed as asked. */
function throwing(command: Command, cli: Cli): void {
  command.exitOverride();
  command.configureOutput({ writeOut: (text) => cli.out(text), writeErr: () => {}, outputError: () => {} });
  for (const child of command.commands) throwing(child, cli);
}

export function createProgram(cli: Cli): Command {
  const program = new Command('gw')
    .description('Growth Workbench on the command line: the same workspace and the same engine as the window.')
    .option('--workspace <dir>', 'workspace folder (default: GW_WORKSPACE, else the current folder)')
    .option('--json', 'print one JSON document')
    .option('--as <member>', 'sign in as this member')
    .option('--passphrase-file <file>', 'read the passphrase from the first line of this file (else GW_PASSPHRASE)')
    .showHelpAfterError(false);
  for (const register of REGISTER) register(program, cli);
  throwing(program, cli);
  return program;
}

function printExit(cli: Cli, json: boolean, exit: Exit): void {
  if (exit.status === 0) return;
  const { code, message, next } = exit;
  if (json) cli.out(`${JSON.stringify({ error: { code, message, next } })}\n`);
  else cli.err(`${message}\n${next}\n(${code})\n`);
}

/** Runs one command. Resolves to the exit status: 0 done, 1 a coded failure, 2 wrong usage. */
export async function runCli(
  argv: readonly string[],
  terminal: Omit<Cli, 'markFailed'>,
  reportBug: (thrown: unknown) => string,
): Promise<number> {
  let status = 0;
  const cli: Cli = {
    ...terminal,
    markFailed: () => {
      status = 1;
    },
  };
  try {
    await createProgram(cli).parseAsync([...argv], { from: 'user' });
    return status;
  } catch (thrown) {
    const exit = exitFor(thrown, reportBug);
    printExit(cli, argv.includes('--json'), exit);
    return exit.status;
  }
}
