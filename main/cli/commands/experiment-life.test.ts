import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../engine/core/index.ts';
import { sampleDesigns } from '../../../engine/experiments/sample/index.ts';
import { createWorkspace } from '../../../engine/workspace/index.ts';
import { runCommand } from '../../../tests/support/run-command.ts';
import { systemClock, systemRandom } from '../../ports.ts';

const PASSPHRASE = 'correct horse battery';
const { checklist, budget } = sampleDesigns('EUR');

describe('gw experiment', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-life-'));
    const id = newId(systemClock, systemRandom);
    await createWorkspace(dir, { id, name: 'Balance', sample: false, zone: 'UTC', currency: 'EUR' });
    await gw('member', 'add', '--name', 'Ann', '--role', 'admin');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  /** One command in `dir`, as Ann, with its JSON. */
  async function gw(...argv: readonly string[]) {
    const isFirst = argv[0] === 'member';
    const asAnn = [...(isFirst ? [] : ['--as', 'Ann']), ...argv, '--json'];
    const { status, out, err } = await runCommand(dir, asAnn, { GW_PASSPHRASE: PASSPHRASE });
    expect(err).toBe('');
    return { status, json: JSON.parse(out) };
  }

  const write = (name: string, content: unknown) => writeFile(join(dir, name), JSON.stringify(content));

  it('[EX1] [EX3] carries a design from draft to stopped, each step in the audit chain', async () => {
    await write('design.json', checklist);
    const saved = await gw('experiment', 'save', 'design.json');
    expect(saved).toMatchObject({ status: 0, json: { design: checklist, status: 'draft', version: 1 } });
    await write('design.json', { ...checklist, name: ' Another name ' });
    const again = await gw('experiment', 'save', 'design.json');
    expect(again.json).toMatchObject({ status: 'draft', version: 2, design: { name: 'Another name' } });
    const started = await gw('experiment', 'start', checklist.key);
    expect(started.json).toMatchObject({ status: 'running', version: 2 });
    expect((await gw('experiment', 'save', 'design.json')).json).toMatchObject({
      error: {
        code: 'EXPERIMENT_STATE',
        message: 'The experiment onboarding-checklist is running, so it can not be changed.',
      },
    });
    const stopped = await gw('experiment', 'stop', checklist.key, '--reason', 'The data are odd.');
    expect(stopped.json).toMatchObject({ status: 'stopped' });
    const journal = await readFile(join(dir, 'journal/journal.ndjson'), 'utf8');
    const entries = journal.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line)));
    const done = entries.slice(-5).map(({ actor, event }) => [actor.length, event.type]);
    expect(done).toEqual([
      [36, 'experiment.saved'],
      [36, 'experiment.saved'],
      [36, 'experiment.started'],
      [36, 'flag.set'],
      [36, 'experiment.stopped'],
    ]);
  });

  it('[EX9] refuses with a code and what to do', async () => {
    await write('design.json', { ...checklist, plan: null });
    await gw('experiment', 'save', 'design.json');
    expect(await gw('experiment', 'start', checklist.key)).toMatchObject({
      status: 1,
      json: { error: { code: 'EXPERIMENT_NO_PLAN', next: expect.stringContaining('power') } },
    });
    expect((await gw('experiment', 'start', 'nothing')).json).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect((await gw('experiment', 'save', 'nowhere.json')).json).toMatchObject({
      error: { code: 'DESIGN_UNREADABLE', message: expect.stringContaining('it is not there') },
    });
    await write('design.json', { ...checklist, unit: 7 });
    expect((await gw('experiment', 'save', 'design.json')).json).toMatchObject({
      error: { code: 'DESIGN_INVALID', message: expect.stringContaining('unit: ') },
    });
    await writeFile(join(dir, 'design.json'), '{');
    expect((await gw('experiment', 'size', 'design.json')).json).toMatchObject({
      error: { code: 'DESIGN_INVALID', message: expect.stringContaining('it is not JSON') },
    });
    expect(
      (await gw('experiment', 'decide', 'x', '--outcome', 'flip', '--variation', 'a', '--reason', 'b')).json,
    ).toMatchObject({
      error: { code: 'USAGE' },
    });
  });

  it('[EX111] counts from a day only where the data have exposures by then', async () => {
    await write('design.json', checklist);
    await gw('experiment', 'save', 'design.json');
    expect((await gw('experiment', 'start', checklist.key, '--since', '2026-02-30')).json).toMatchObject({
      error: { code: 'USAGE', message: expect.stringContaining('2026-02-30') },
    });
    expect((await gw('experiment', 'start', checklist.key, '--since', '2026-01-05')).json).toMatchObject({
      error: { code: 'EXPERIMENT_SINCE', message: expect.stringContaining('no exposures') },
    });
    expect((await gw('experiment', 'show', checklist.key)).json.read.experiment).toMatchObject({ status: 'draft' });
  });

  it('[EX10] turns flags on and off, and removes drafts', async () => {
    const on = await gw('flag', 'on', 'new-menu', '--note', 'For the beta.');
    expect(on.json).toEqual([{ key: 'new-menu', enabled: true, value: true, experiment: null, note: 'For the beta.' }]);
    expect((await gw('flag', 'off', 'new-menu')).json).toMatchObject([{ enabled: false, value: null, note: '' }]);
    expect((await gw('flag', 'list')).json).toHaveLength(1);
    expect((await gw('flag', 'on', 'kill_switch')).json).toMatchObject({ error: { code: 'FLAG_RESERVED' } });
    await write('design.json', budget);
    await gw('experiment', 'save', 'design.json');
    expect((await gw('experiment', 'remove', budget.key, '--reason', 'Not now.')).json).toEqual({ key: budget.key });
  });

  it('[EX17] [EX116] says the size of a design and by what, without a workspace', async () => {
    await write('design.json', budget);
    const { status, json } = await gw('experiment', 'size', 'design.json', '--workspace', 'nowhere');
    expect(status).toBe(0);
    expect(json).toMatchObject({
      unitsPerVariation: expect.any(Number),
      sentence: expect.stringContaining('3 variations'),
      basis: { formula: expect.stringContaining('SE²'), inputs: expect.any(Array) },
    });
  });
});
