import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ENTRY = resolve(import.meta.dirname, '../../bin/gw.mjs');

const toldSchema = z.object({ url: z.string(), port: z.int(), tokenFile: z.string().nullable(), pid: z.int() });

export interface Answered {
  readonly status: number;
  readonly json: unknown;
}

/** A running `gw serve`. */
export interface GwServe {
  readonly port: number;
  readonly pid: number;
  readonly token: string;
  readonly tokenFile: string;
  /** All it printed so far, on both streams. */
  said(): string;
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answered>;
  /** Ends it where it still runs. Resolves to its exit code; null when a signal ended it. */
  stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** Starts `gw serve` on a workspace as a process of its own and waits until it says where it listens. */
export async function gwServe(
  workspace: string,
  options: { readonly args?: readonly string[]; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<GwServe> {
  const { args = [], environment = {} } = options;
  const env = { ...process.env, GW_META_TOKEN: '', GW_REMOTE_URL: '', GW_TOKEN: '', ...environment };
  const child = spawn(process.execPath, [ENTRY, '--json', '--workspace', workspace, 'serve', '--port', '0', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const told = await firstLine(child, (line) => {
    said += `${line}\n`;
  });
  if (told === null) throw new Error(`gw serve ended: ${said}`);
  const { port, pid, tokenFile } = toldSchema.parse(JSON.parse(told));
  if (tokenFile === null) throw new Error('gw serve has its token in a file');
  const token = readFileSync(tokenFile, 'utf8').trim();
  return {
    port,
    pid,
    token,
    tokenFile,
    said: () => said,
    call: (method, path, body) => call({ port, token, method, path, body }),
    async stop(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** The first line that is JSON; null when the process ended without one. */
function firstLine(child: ChildProcess, onLine: (line: string) => void): Promise<string | null> {
  return new Promise((done) => {
    if (child.stdout === null) throw new Error('the output of gw serve is read');
    createInterface(child.stdout).on('line', (line) => {
      onLine(line);
      if (line.startsWith('{')) done(line);
    });
    child.once('exit', () => done(null));
  });
}

interface Call {
  readonly port: number;
  readonly token: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

function call({ port, token, method, path, body }: Call): Promise<Answered> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const typed = text === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((done, fail) => {
    const headers = { authorization: `Bearer ${token}`, ...typed };
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let heard = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        heard += part;
      });
      response.on('error', fail);
      response.on('end', () => done({ status: response.statusCode ?? 0, json: JSON.parse(heard) }));
    });
    sent.on('error', fail);
    sent.end(text);
  });
}
