import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../../tests/support/run-command.ts';

describe('gw bandit replay', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-bandit-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  async function replay(trace: unknown) {
    await writeFile(join(dir, 'trace.json'), JSON.stringify(trace));
    const { status, out } = await runCommand(dir, ['--json', 'bandit', 'replay', '--trace', 'trace.json']);
    return { status, json: JSON.parse(out) };
  }

  it('[BA5] prints result, state and generator of each operation', async () => {
    const plays = { decisions: ['a', 'a', 'b'], rewards_binary: [1, 0, 1], rewards_real: [1, 0, 1] };
    const { status, json } = await replay({
      inline_datasets: { small: { train: plays } },
      cases: [
        {
          id: 'one',
          dataset: 'small',
          seed: 7,
          arms: ['a', 'b'],
          learning_policy: { name: 'EpsilonGreedy', params: { epsilon: 0 } },
          neighborhood_policy: null,
          rewards: 'real',
          ops: [
            { op: 'fit', data: 'train' },
            { op: 'predict', contexts: null, single: true },
          ],
        },
      ],
    });
    expect(status).toBe(0);
    expect(json.cases).toMatchObject([
      {
        id: 'one',
        ops: [
          { op: 'fit', state: { arms: ['a', 'b'], lp: { sum: [1, 1], count: [2, 1], expectation: [0.5, 1] } } },
          { op: 'predict', result: 'b', rng_after: { has_uint32: 0 } },
        ],
      },
    ]);
  });

  it('[BA5] says how many operations come out as recorded, and where one does not', async () => {
    const plays = { decisions: ['a', 'b'], rewards_binary: [1, 0], rewards_real: [1, 0] };
    const told = async (result: string) => {
      const ops = [
        { op: 'fit', data: 'train' },
        { op: 'predict', contexts: null, single: true, result },
      ];
      const learning_policy = { name: 'EpsilonGreedy', params: { epsilon: 0 } };
      const one = {
        id: 'one',
        dataset: 'small',
        seed: 7,
        arms: ['a', 'b'],
        neighborhood_policy: null,
        rewards: 'real',
      };
      const trace = { inline_datasets: { small: { train: plays } }, cases: [{ ...one, learning_policy, ops }] };
      await writeFile(join(dir, 'trace.json'), JSON.stringify(trace));
      return (await runCommand(dir, ['bandit', 'replay', '--trace', 'trace.json'])).out;
    };
    expect(await told('a')).toContain('1 case, 2 operations replayed. All 1 that were recorded come out the same.');
    expect(await told('b')).toContain('1 of 1 come out otherwise, the first: one, operation 1 (predict): result: "a"');
  });

  it('[BA5] refuses a file that is no trace', async () => {
    expect(await replay({ cases: 7 })).toMatchObject({ status: 1, json: { error: { code: 'TRACE_INVALID' } } });
  });
});
