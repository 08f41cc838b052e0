// Runs other programs for the scripts. Only what Node brings: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A line for the person who waits. Standard error, so that standard output stays the result. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Ends the program with what is wrong and what to do. */
export function stop(line) {
  say(line);
  process.exit(1);
}

/** Runs a program to its end and returns its exit status; its output goes where ours goes. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['inherit', 2, 2], ...options });
  if (error) throw error;
  return status ?? 1;
}

/** Runs a program quietly: `{ ok, out }` with what it wrote. */
export function ask(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  return { ok: error === undefined && status === 0, out: `${stdout ?? ''}`, err: `${stderr ?? error ?? ''}` };
}
