import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { ok } from '../../../engine/core/index.ts';
import { accessToken } from '../../http/access-token.ts';
import { setCollectorForServing } from '../../http/collector.ts';
import { LOOPBACK_HOSTS } from '../../http/gate.ts';
import { type HttpServer, startHttpServer } from '../../http/http-server.ts';
import { systemClock, systemRandom } from '../../ports.ts';
import type { Answer, Cli } from '../cli.ts';
import { must, WrongUsage } from '../failure.ts';
import { globalsOf, type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { textPairs } from '../text-table.ts';

const DEFAULT_PORT = 4270;

const optionsSchema = z.object({
  port: z.string(),
  host: z.string(),
  tokenFile: z.string().optional(),
  background: z.boolean().optional(),
});

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new WrongUsage(`"${text}" is no port; give a number from 0 to 65535`);
  return port;
}

function hostOf(text: string): string {
  if (!LOOPBACK_HOSTS.includes(text))
    throw new WrongUsage(
      `"${text}" is not an address of this computer alone; give one of ${LOOPBACK_HOSTS.join(', ')}`,
    );
  return text === 'localhost' ? '127.0.0.1' : text;
}

/** Resolves when the server is asked to end: by Ctrl-C, or by SIGTERM as service managers send it. */
function untilStopped({ signal }: Cli): Promise<void> {
  return new Promise((done) => {
    const stop = (): void => {
      process.off('SIGTERM', stop);
      done();
    };
    process.once('SIGTERM', stop);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Opens the tables, which takes a second, before the first unit has to wait for it. Without them the rest is served. */
async function openTables({ client, log }: OpenWorkspace): Promise<void> {
  try {
    await client.audit.list({ limit: 1 });
  } catch (thrown) {
    log.warn('tables not open', { reason: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

const urlOf = ({ host, port }: HttpServer): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

async function serve(cli: Cli, open: OpenWorkspace, command: Command): Promise<Answer> {
  const options = optionsSchema.parse(command.opts());
  const { workbench, log, folder } = open;
  setCollectorForServing();
  const access = must(
    await accessToken({
      given: options.tokenFile === undefined ? cli.environment.GW_TOKEN : undefined,
      file: options.tokenFile === undefined ? join(folder, 'http-token') : resolve(cli.cwd, options.tokenFile),
      random: systemRandom,
    }),
  );
  await open.signIn();
  await openTables(open);
  const stopped = untilStopped(cli);
  const server = must(
    await startHttpServer({
      opening: { services: async () => ok(workbench.services) },
      token: access.token,
      host: hostOf(options.host),
      port: portOf(options.port),
      clock: systemClock,
      report: (thrown) => log.bug('procedure failed', thrown),
    }),
  );
  if (options.background) {
    workbench.startWatching();
    workbench.startSync();
    workbench.startSchedule();
  }
  log.info('serving', { port: server.port });
  const told = { url: urlOf(server), host: server.host, port: server.port, tokenFile: access.file, pid: process.pid };
  if (globalsOf(command).json) cli.out(`${JSON.stringify(told)}\n`);
  else
    cli.out(
      `${textPairs([
        ['Serving', told.url],
        ['Token', access.file ?? 'from GW_TOKEN'],
        ['Stop', 'Ctrl-C'],
      ])}\n`,
    );
  await stopped;
  await server.close();
  return { json: undefined, text: '' };
}

export function registerServe(program: Command, cli: Cli): void {
  program
    .command('serve')
    .description('serve the API to programs on this computer; they have to send the token')
    .option('--port <number>', 'port; 0 for any that is free', String(DEFAULT_PORT))
    .option('--host <address>', `one of ${LOOPBACK_HOSTS.join(', ')}`, '127.0.0.1')
    .option(
      '--token-file <file>',
      'file with the token, made when missing (default: GW_TOKEN, else http-token of the workspace)',
    )
    .option('--background', 'also watch the exports, sync, and write the daily report, as the window does')
    .action((_options: unknown, command: Command) => withWorkspace(cli, command, (open) => serve(cli, open, command)));
}
