import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { type DataContract, readContracts } from '../../engine/ingest/index.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** The Electron program the benchmarks drive; `npm run bench` says which. */
export const electronProgram = (): string =>
  z.string({ error: 'run it with "npm run bench <name>"' }).parse(process.env.GW_ELECTRON);

/** Without a display the whole benchmark runs again inside one virtual display, and this process ends with it. */
export function inDisplay(program: string): void {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return;
  const command = [process.execPath, ...process.execArgv, program, ...process.argv.slice(2)];
  const again = spawnSync('xvfb-run', ['-a', '-s', '-screen 0 1920x1080x24', ...command], { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}

function gw(...args: readonly string[]): void {
  const made = spawnSync(process.execPath, [join(ROOT, 'out/main/cli.js'), ...args], { stdio: 'ignore' });
  if (made.status !== 0) throw new Error(`gw ${args.join(' ')} failed`);
}

/** The sample workspace in a folder. */
export function sampleWorkspace(dir: string): string {
  const workspace = join(dir, 'workspace');
  gw('sample', workspace);
  return workspace;
}

/** The sample workspace with one more drop that the benchmark writes. */
export async function workspaceWith(
  dir: string,
  dataset: string,
  write: (drop: string, contract: DataContract) => Promise<unknown>,
): Promise<string> {
  const workspace = sampleWorkspace(dir);
  const contract = (await readContracts(join(ROOT, 'resources/contracts'))).get(dataset);
  if (contract === undefined) throw new Error(`${dataset} has no contract`);
  const drop = join(dir, 'drop');
  await write(drop, contract);
  gw('--workspace', workspace, 'import', drop);
  return workspace;
}

/** What Electron is started with: root has no sandbox. */
export const startArguments = (profile: string, workspace: string): readonly string[] => [
  ROOT,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  `--user-data-dir=${profile}`,
  '--workspace',
  workspace,
];
