import { resolve } from 'node:path';
import type { Cli } from './cli.ts';

/** The workspace a command is about: `--workspace`, else `GW_WORKSPACE`, else where it was started. */
export const workspaceOf = (cli: Pick<Cli, 'environment' | 'cwd'>, option: string | undefined): string => {
  const named = option ?? cli.environment.GW_WORKSPACE;
  return resolve(cli.cwd, named === undefined || named === '' ? '.' : named);
};
