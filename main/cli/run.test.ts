import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../engine/core/index.ts';
import { createWorkspace } from '../../engine/workspace/index.ts';
import { runCommand } from '../../tests/support/run-command.ts';
import { systemClock, systemRandom } from '../ports.ts';

const PASSPHRASE = 'correct horse battery';

describe('gw', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const gw = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    runCommand(dir, argv, environment);

  const makeWorkspace = () =>
    createWorkspace(dir, {
      id: newId(systemClock, systemRandom),
      name: 'Balance',
      sample: false,
      zone: 'UTC',
      currency: 'USD',
    });

  it.each([
    [['frobnicate']],
    [[]],
    [['experiment']],
    [['tests', '--verdict', 'perhaps']],
    [['promote', 'one-argument']],
    [['proof', 'run']],
    [['kill-switch', 'sideways', '--reason', 'x']],
    [['report', '--out', 'x', '--format', 'docx']],
    [['approval', 'not-an-id']],
  ])('ends with 2 and says how it is written: %j', async (argv) => {
    if (argv[0] === 'approval') await makeWorkspace();
    const { status, out, err } = await gw([...argv, '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'USAGE', message: expect.not.stringContaining('('), next: expect.stringContaining('--help') },
    });
    expect(err).toBe('');
  });

  it('ends with 1 and a coded failure where there is no workspace', async () => {
    const { status, out } = await gw(['status', '--json', '--workspace', join(dir, 'nowhere')]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'WORKSPACE_MISSING',
        message: `There is no workspace at ${join(dir, 'nowhere')}.`,
        next: expect.stringContaining('gw init'),
      },
    });
  });

  it('says the same to a person, on standard error', async () => {
    const { status, out, err } = await gw(['status'], { GW_WORKSPACE: join(dir, 'nowhere') });
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('(WORKSPACE_MISSING)');
  });

  it('prints its help and ends with 0', async () => {
    const { status, out } = await gw(['--help']);
    expect(status).toBe(0);
    expect(out).toContain('Commands:');
  });

  it('adds members, and needs one of them for what only a member may do', async () => {
    await makeWorkspace();
    const first = await gw(['member', 'add', '--name', 'Ann', '--role', 'admin', '--json'], {
      GW_PASSPHRASE: PASSPHRASE,
    });
    expect(first).toMatchObject({ status: 0, err: '' });
    const nobody = await gw(['member', 'add', '--name', 'Bea', '--role', 'approver', '--json'], {
      GW_NEW_PASSPHRASE: PASSPHRASE,
    });
    expect(JSON.parse(nobody.out)).toMatchObject({ error: { code: 'SIGN_IN_REQUIRED' } });
    const wrong = await gw(['--as', 'Ann', 'caps', '--per-day', '2000', '--json'], { GW_PASSPHRASE: 'something else' });
    expect(JSON.parse(wrong.out)).toMatchObject({ error: { code: 'PASSPHRASE_WRONG' } });
    const unknown = await gw(['--as', 'Zoe', 'kill-switch', 'on', '--reason', 'x', '--json'], {
      GW_PASSPHRASE: PASSPHRASE,
    });
    expect(JSON.parse(unknown.out)).toMatchObject({ error: { code: 'MEMBER_UNKNOWN' } });
    const list = await gw(['member', 'list', '--json']);
    expect(JSON.parse(list.out)).toMatchObject([{ name: 'Ann', role: 'admin' }]);
  });

  it('never writes a passphrase down', async () => {
    await makeWorkspace();
    await gw(['member', 'add', '--name', 'Ann', '--role', 'admin'], { GW_PASSPHRASE: PASSPHRASE });
    for (const file of ['journal/journal.ndjson', 'logs/workbench.log'])
      expect(await readFile(join(dir, file), 'utf8')).not.toContain(PASSPHRASE);
  });
});
