import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../../tests/support/run-command.ts';

describe('gw experiment stats', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-experiment-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const gw = (...argv: readonly string[]) => runCommand(dir, argv);

  const split = { family: 'srm', users: [10, 10], weights: [1, 1] };

  const write = (content: unknown) => writeFile(join(dir, 'vectors.json'), JSON.stringify(content));

  it('[ES18] prints each case with its id in the fields of the file', async () => {
    const arm = { type: 'proportion', n: 100, sum: 50 };
    await write({
      cases: [
        { id: 'even', family: 'ab_test', method: 'one_sided_greater_t', a: arm, b: arm, config: { alpha: 0.5 } },
        { id: 'split', ...split },
      ],
    });
    const { status, out } = await gw('experiment', 'stats', '--vectors', 'vectors.json', '--json');
    expect(status).toBe(0);
    const deviation = Math.sqrt(0.25 / 100 + 0.25 / 100) / 0.5;
    expect(JSON.parse(out)).toEqual({
      results: [
        {
          id: 'even',
          output: {
            expected: 0,
            ci: [0, 'Infinity'],
            uplift: { dist: 'normal', mean: 0, stddev: expect.closeTo(deviation, 12) },
            errorMessage: null,
            pValue: 0.5,
            pValueErrorMessage: null,
            _dof: expect.closeTo(198, 9),
          },
        },
        { id: 'split', output: { pValue: 1 } },
      ],
    });
  });

  it('[ES18] ends with status 1 when a case can not be read, and says which', async () => {
    await write({ cases: [{ id: 'odd', family: 'unheard-of' }, null, { id: 'fine', ...split }] });
    const json = await gw('experiment', 'stats', '--vectors', 'vectors.json', '--json');
    expect([json.status, JSON.parse(json.out)]).toEqual([
      1,
      {
        results: [
          { id: 'odd', output: null, problem: expect.stringContaining('family: ') },
          { id: '#2', output: null, problem: expect.stringContaining('the case: ') },
          { id: 'fine', output: { pValue: 1 } },
        ],
      },
    ]);
    const { status, out } = await gw('experiment', 'stats', '--vectors', 'vectors.json');
    expect(status).toBe(1);
    expect(out).toContain('1 case computed.');
    expect(out).toContain('  odd: family: ');
  });

  it('[ES18] reads around numbers that are none', async () => {
    const text = `\uFEFF{"cases": [{"id": "a NaN", "family": "srm", "users": [NaN, -Infinity], "weights": [1, 1]}, ${JSON.stringify({ id: 'fine', ...split })}]}`;
    await writeFile(join(dir, 'vectors.json'), text);
    const { status, out } = await gw('experiment', 'stats', '--vectors', 'vectors.json', '--json');
    expect([status, JSON.parse(out)]).toEqual([
      1,
      {
        results: [
          { id: 'a NaN', output: null, problem: expect.stringContaining('users.0: ') },
          { id: 'fine', output: { pValue: 1 } },
        ],
      },
    ]);
  });

  it.each([
    ['nothing.json', 'CASES_UNREADABLE'],
    ['vectors.json', 'VECTORS_INVALID'],
  ])('[ES18] refuses %s with a code', async (file, code) => {
    await write({ tests: [] });
    const { status, out } = await gw('experiment', 'stats', '--vectors', file, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code } });
  });
});
