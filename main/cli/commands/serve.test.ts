import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '../../../engine/core/index.ts';
import { createWorkspace } from '../../../engine/workspace/index.ts';
import { builtPaths } from '../../built-paths.ts';
import { systemClock, systemRandom } from '../../ports.ts';
import { runCli } from '../run.ts';

describe('gw serve', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-serve-'));
    const settings = { name: 'Balance', sample: false, zone: 'UTC', currency: 'USD' };
    await createWorkspace(dir, { id: newId(systemClock, systemRandom), ...settings });
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  /** Runs it until it has printed something; then stops it as Ctrl-C does. */
  async function serve(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const stop = new AbortController();
    const said = { out: '', err: '' };
    const status = await runCli(
      ['serve', ...args],
      {
        environment,
        cwd: dir,
        paths: { ...builtPaths(join(import.meta.dirname, '../../../out/main')), resources: 'resources' },
        out: (text) => {
          said.out += text;
          stop.abort();
        },
        err: (text) => {
          said.err += text;
        },
        watched: false,
        askHidden: async () => null,
        signal: stop.signal,
      },
      () => 'reference',
    );
    return { status, ...said };
  }

  it('[EX40] prints where it listens, as one document or for people, and ends when it is told to', async () => {
    const { status, out } = await serve(['--port', '0', '--json']);
    expect(status).toBe(0);
    const told = z.object({ host: z.string(), port: z.int().min(1), url: z.string() }).parse(JSON.parse(out));
    expect(told.url).toBe(`http://127.0.0.1:${told.port}`);
    const again = await serve(['--port', '0', '--host', 'localhost']);
    expect(again.out).toMatch(/^Serving {2}http:\/\/127\.0\.0\.1:\d+\nToken {4}.*http-token\nStop {5}Ctrl-C\n$/);
  });

  it('[EX41] does not print a token that was given to it', async () => {
    const { status, out } = await serve(['--port', '0'], { GW_TOKEN: 'given-'.repeat(8) });
    expect(status).toBe(0);
    expect(out).toContain('from GW_TOKEN');
    expect(out).not.toContain('given-');
  });

  it.each([
    [['--port', '65536'], {}],
    [['--port', 'http'], {}],
    [['--host', '0.0.0.0'], {}],
    [['--host', 'balance.example'], {}],
  ])('[EX40] refuses %j', async (args) => {
    expect(await serve(args)).toMatchObject({ status: 2, err: expect.stringContaining('(USAGE)') });
  });

  it('[EX40] says that a port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const { status, err } = await serve(['--port', String(port)]);
    other.close();
    expect([status, err]).toEqual([1, expect.stringContaining('(PORT_TAKEN)')]);
  });

  it('[EX41] refuses a token that can be guessed', async () => {
    const { status, err } = await serve(['--port', '0'], { GW_TOKEN: 'short' });
    expect([status, err]).toEqual([1, expect.stringContaining('(TOKEN_FILE)')]);
  });
});
