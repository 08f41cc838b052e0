import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../engine/core/index.ts';
import { createWorkspace } from '../../../engine/workspace/index.ts';
import { banditRead } from '../../../tests/support/bandit-read.ts';
import { cellDesign } from '../../../tests/support/cells.ts';
import { runCommand } from '../../../tests/support/run-command.ts';
import { systemClock, systemRandom } from '../../ports.ts';
import { armNamed } from './bandit-decide.ts';

const [arm] = banditRead({
  ...{ design: cellDesign(), version: 1, status: 'running', note: '', arms: [] },
  ...{ createdAt: systemClock.now(), startedAt: systemClock.now(), endedAt: null },
}).arms;
if (arm === undefined) throw new Error('an arm was expected');

describe('gw bandit decide', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-arm-'));
    const id = newId(systemClock, systemRandom);
    await createWorkspace(dir, { id, name: 'Balance', sample: false, zone: 'UTC', currency: 'USD' });
    await gw('member', 'add', '--name', 'Ann', '--role', 'admin');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  async function gw(...argv: readonly string[]) {
    const asAnn = [...(argv[0] === 'member' ? [] : ['--as', 'Ann']), ...argv, '--json'];
    const { status, out } = await runCommand(dir, asAnn, { GW_PASSPHRASE: 'correct horse battery' });
    return { status, json: JSON.parse(out) };
  }
  const decide = (...argv: readonly string[]) => gw('bandit', 'decide', 'meta', 'a', ...argv);

  it('[BA94] wants one of the three, and a reason', async () => {
    for (const given of [[], ['--promote', '--kill'], ['--keep', '--kill', '--promote']])
      expect(await decide(...given, '--reason', 'It is best.')).toMatchObject({
        status: 2,
        json: { error: { code: 'USAGE', message: expect.stringContaining('--promote, --kill and --keep') } },
      });
    expect(await decide('--keep')).toMatchObject({ status: 2, json: { error: { code: 'USAGE' } } });
  });

  it('[BA94] takes an arm by its id, or by its name where only one has it', () => {
    const named = ['Short', 'Long', 'Long', 'one'].map((label, n) => ({
      ...arm,
      arm: ['one', 'two', 'three', 'four'][n] ?? '',
      label,
    }));
    expect(['Short', 'two', 'Long', 'one', 'none'].map((name) => armNamed({ arms: named }, name))).toEqual([
      ...['one', 'two', 'Long', 'one', 'none'],
    ]);
  });

  it.each(['--promote', '--kill', '--keep'])('[BA94] %s refuses a cell that is not there', async (how) => {
    expect(await decide(how, '--reason', 'It is best.')).toMatchObject({
      status: 1,
      json: { error: { code: 'NOT_FOUND', message: expect.stringContaining('meta') } },
    });
  });
});
