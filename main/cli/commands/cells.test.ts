import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../engine/core/index.ts';
import { createWorkspace } from '../../../engine/workspace/index.ts';
import { cellDesign } from '../../../tests/support/cells.ts';
import { runCommand } from '../../../tests/support/run-command.ts';
import { systemClock, systemRandom } from '../../ports.ts';

const PASSPHRASE = 'correct horse battery';
const design = cellDesign();

describe('gw cells', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-cells-'));
    const id = newId(systemClock, systemRandom);
    await createWorkspace(dir, { id, name: 'Balance', sample: false, zone: 'UTC', currency: 'USD' });
    await gw('member', 'add', '--name', 'Ann', '--role', 'admin');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  /** One command in `dir`, as Ann, with its JSON. */
  async function gw(...argv: readonly string[]) {
    const asAnn = [...(argv[0] === 'member' ? [] : ['--as', 'Ann']), ...argv, '--json'];
    const { status, out, err } = await runCommand(dir, asAnn, { GW_PASSPHRASE: PASSPHRASE });
    expect(err).toBe('');
    return { status, json: JSON.parse(out) };
  }
  const write = (content: unknown) => writeFile(join(dir, 'cell.json'), JSON.stringify(content));
  const code = async (...argv: readonly string[]) => (await gw('cells', ...argv)).json.error.code;

  it('[BA60] plan a cell from a file, change it and remove it', async () => {
    await write(design);
    expect(await gw('cells', 'save', 'cell.json')).toMatchObject({
      status: 0,
      json: { design, status: 'planned', version: 1 },
    });
    await write({ ...design, name: ' Another name ' });
    expect((await gw('cells', 'save', 'cell.json')).json).toMatchObject({
      version: 2,
      design: { name: 'Another name' },
    });
    expect(await gw('cells', 'remove', design.key, '--reason', 'Too dear.')).toMatchObject({
      json: { key: design.key },
    });
    expect((await gw('cells', 'save', 'cell.json')).json).toMatchObject({ version: 1 });
    const { out } = await runCommand(dir, ['cells', 'save', 'cell.json', '--as', 'Ann'], { GW_PASSPHRASE: PASSPHRASE });
    expect(out).toMatch(/Hypothesis +Students sign up more often/);
    expect(out).toMatch(/Cap +\$3,000\.00/);
  });

  it('[BA61] refuse with a code and what to do', async () => {
    await write({ ...design, reward: 'conversion_rate' });
    expect(await gw('cells', 'save', 'cell.json')).toMatchObject({
      status: 1,
      json: { error: { code: 'CELL_REWARD', next: expect.stringContaining('signup_rate') } },
    });
    await write({ ...design, firstDay: '2026-13-01' });
    expect((await gw('cells', 'save', 'cell.json')).json.error.message).toContain('firstDay: ');
    await writeFile(join(dir, 'cell.json'), '{');
    expect(await code('save', 'cell.json')).toBe('CELL_INVALID');
    expect(await code('save', 'nowhere.json')).toBe('DESIGN_UNREADABLE');
    expect(await code('pause', 'nothing', '--reason', 'r')).toBe('NOT_FOUND');
    await write(design);
    await gw('cells', 'save', 'cell.json');
    expect(await code('end', design.key, '--reason', 'r')).toBe('CELL_STATE');
    const anonymous = await runCommand(dir, ['cells', 'save', 'cell.json', '--json'], {});
    expect(JSON.parse(anonymous.out)).toMatchObject({ error: { code: 'SIGN_IN_REQUIRED' } });
  });

  it('say what is missing or wrong on the command line', async () => {
    const usage = async (...argv: readonly string[]) => {
      const { status, out } = await runCommand(dir, ['cells', ...argv, '--json'], {});
      return [status, JSON.parse(out).error.message];
    };
    expect(await usage('end', 'x')).toEqual([2, expect.stringContaining('--reason')]);
    expect(await usage('plan', '--owner', 'Ann')).toEqual([2, expect.stringContaining('--budget')]);
  });
});
