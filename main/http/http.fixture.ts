import { mkdtemp, rm } from 'node:fs/promises';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '../../engine/api/index.ts';
import { newId, ok, type Result } from '../../engine/core/index.ts';
import { createWorkspace } from '../../engine/workspace/index.ts';
import { builtPaths } from '../built-paths.ts';
import { headlessHost } from '../headless-host.ts';
import { stderrLog } from '../log.ts';
import { systemClock, systemRandom } from '../ports.ts';
import { openWorkbench } from '../workbench.ts';
import { type HttpServer, type HttpServerOptions, startHttpServer } from './http-server.ts';

export const TOKEN = 'a-token-of-a-test-0123456789-abcdefghij';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
};

/** The services of a workspace of its own, with some of them replaced, behind a real server. */
export interface Served {
  readonly server: HttpServer;
  readonly bugs: unknown[];
  close(): Promise<void>;
}

export interface ServedOptions {
  readonly limits?: HttpServerOptions['limits'];
  readonly replace?: (services: Services) => Services;
}

export async function serveWorkspace({
  limits = {},
  replace = (services) => services,
}: ServedOptions = {}): Promise<Served> {
  const dir = await mkdtemp(join(tmpdir(), 'gw-http-'));
  const settings = { name: 'Balance', sample: false, zone: 'UTC', currency: 'USD' };
  must(await createWorkspace(dir, { id: newId(systemClock, systemRandom), ...settings }));
  const paths = { ...builtPaths(join(import.meta.dirname, '../../out/main')), resources: 'resources' };
  const workbench = must(await openWorkbench(dir, headlessHost({ paths, log: stderrLog(() => {}), environment: {} })));
  const bugs: unknown[] = [];
  const services = replace(workbench.services);
  const server = must(
    await startHttpServer({
      opening: { services: async () => ok(services) },
      token: TOKEN,
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
      report: (thrown) => `ref-${bugs.push(thrown)}`,
      limits,
    }),
  );
  return {
    server,
    bugs,
    close: async () => {
      await server.close();
      await workbench.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; null for none. */
  readonly json: unknown;
}

/** One request with the token, unless a header says otherwise. */
export function ask({ server }: Pick<Served, 'server'>, path: string, asked: Asked = {}): Promise<Answered> {
  const { method = 'GET', headers = {}, body } = asked;
  const typed =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = send(
      {
        host: server.host,
        port: server.port,
        path,
        method,
        agent: false,
        headers: { authorization: `Bearer ${TOKEN}`, ...typed, ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const isJson = response.headers['content-type'] === 'application/json';
          const json: unknown = isJson ? JSON.parse(text) : null;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to the server as they are and reads until it closes the line. */
export function speak({ server }: Pick<Served, 'server'>, ...lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(server.port, server.host, () => {
      for (const line of lines) socket.write(line);
    });
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      heard += text;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
  });
}
