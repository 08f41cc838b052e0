import { join } from 'node:path';
import { builtPaths } from '../../main/built-paths.ts';
import { runCli } from '../../main/cli/run.ts';

/** What a command printed and ended with. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command of `gw` in this process, in a folder. @throws what a bug threw. */
export async function runCommand(
  dir: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const said = { out: '', err: '' };
  const paths = builtPaths(join(import.meta.dirname, '../../out/main'));
  const terminal = {
    environment,
    cwd: dir,
    paths: { ...paths, resources: join(import.meta.dirname, '../../resources') },
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    watched: false,
    askHidden: async () => null,
    signal: new AbortController().signal,
  };
  const status = await runCli(argv, terminal, (thrown) => {
    throw thrown;
  });
  return { status, ...said };
}
