import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const ENTRY = resolve(import.meta.dirname, '../../bin/gw.mjs');

export interface GwRun {
  readonly code: number;
  /** The one JSON document on standard output. */
  readonly json: unknown;
  readonly stderr: string;
}

/** Runs `gw --json …` as a process of its own, as a person's shell would. */
export function gw(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<GwRun> {
  return new Promise((done, fail) => {
    const env = { ...process.env, GW_META_TOKEN: '', GW_REMOTE_URL: '', ...environment };
    const child = execFile(
      process.execPath,
      [ENTRY, '--json', ...args],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = child.exitCode ?? 1;
        try {
          done({ code, json: JSON.parse(stdout), stderr });
        } catch (thrown) {
          fail(
            new Error(`gw ${args.join(' ')} printed no JSON (exit ${code}): ${stdout}${stderr}`, {
              cause: error ?? thrown,
            }),
          );
        }
      },
    );
  });
}
