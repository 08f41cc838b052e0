import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../../tests/support/run-command.ts';

describe('gw assign', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-assign-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const gw = (...argv: readonly string[]) => runCommand(dir, argv);

  it('[AS2] prints the answers with their group and index', async () => {
    const cases = {
      getEqualWeights: [
        [3, null],
        [0, null],
      ],
      chooseVariation: [['none', 0.9, [[0, 0.5]], null]],
    };
    await writeFile(join(dir, 'cases.json'), JSON.stringify({ cases }));
    const { status, out } = await gw('assign', '--cases', 'cases.json', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      results: [
        { group: 'getEqualWeights', index: 0, output: [0.33333333, 0.33333333, 0.33333333] },
        { group: 'getEqualWeights', index: 1, output: [] },
        { group: 'chooseVariation', index: 0, output: -1 },
      ],
    });
  });

  it('[AS2] reads files that begin with a byte order mark, as editors on Windows write them', async () => {
    await writeFile(join(dir, 'cases.json'), `\uFEFF${JSON.stringify({ cases: { getEqualWeights: [[1, null]] } })}`);
    const { status, out } = await gw('assign', '--cases', 'cases.json', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({ results: [{ group: 'getEqualWeights', index: 0, output: [1] }] });
  });

  it('[AS2] answers nothing where there are no cases', async () => {
    await writeFile(join(dir, 'cases.json'), JSON.stringify({ cases: { hash: [], decrypt: [] } }));
    const { status, out } = await gw('assign', '--cases', 'cases.json', '--json');
    expect({ status, answer: JSON.parse(out) }).toEqual({ status: 0, answer: { results: [] } });
  });

  it('[AS2] ends with status 1 when a case could not be read', async () => {
    await writeFile(join(dir, 'cases.json'), JSON.stringify({ cases: { hash: [['s', 'a', 'x']] } }));
    const { status, out } = await gw('assign', '--cases', 'cases.json');
    expect(status).toBe(1);
    expect(out).toMatch(/hash +1 +1/);
  });

  it.each([
    ['there.json', null, 'CASES_UNREADABLE'],
    ['cases.json', '{"cases": 1}', 'CASES_INVALID'],
    ['cases.json', '{', 'CASES_INVALID'],
  ])('[AS2] says what is wrong with %s (%s): %s', async (file, content, code) => {
    if (content !== null) await writeFile(join(dir, file), content);
    const { status, out } = await gw('assign', '--cases', file, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code } });
  });
});
