import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../../tests/support/run-command.ts';

/** Rounds in which arm "b" pays twice as often as "a"; "a" and "b" were logged evenly. */
const ROUNDS = Array.from({ length: 400 }, (_, round) => {
  const arm = round % 2 === 0 ? 'a' : 'b';
  const click = Math.floor(round / 2) % (arm === 'a' ? 4 : 2) === 0 ? 1 : 0;
  return `${round},${arm},${1 + (Math.floor(round / 8) % 2)},${click},0.5`;
});
const HEAD = 'timestamp,item_id,position,click,propensity_score';
const LOGS = [HEAD, ...ROUNDS].join('\n');

describe('gw bandit evaluate', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-evaluate-'));
    await writeFile(join(dir, 'logs.csv'), LOGS);
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  async function evaluate(...more: string[]) {
    const { status, out, err } = await runCommand(dir, ['--json', 'bandit', 'evaluate', '--logs', 'logs.csv', ...more]);
    return { status, json: out === '' ? JSON.parse(err) : JSON.parse(out) };
  }

  it('[BA46] reads what a policy would have brought', async () => {
    await writeFile(join(dir, 'policy.csv'), 'item_id,probability\na,0.1\nb,0.9');
    const { status, json } = await evaluate('--policy', 'policy.csv');
    expect(status).toBe(0);
    // 0.1 of 1/4 and 0.9 of 1/2
    expect(json).toMatchObject({ canTell: true, own: null, overlap: { rounds: 400, unsupportedShare: 0 } });
    const ips = json.estimates[0];
    expect(ips.name).toBe('IPS');
    expect(ips.value).toBeCloseTo(0.475, 12);
    expect(json.logged.value).toBeCloseTo(0.375, 12);
  });

  it('[BA46] reads the policy from its own logs and compares', async () => {
    const target = ROUNDS.filter((_, round) => round % 2 === 1 || round % 10 === 0);
    await writeFile(join(dir, 'target.csv'), [HEAD, ...target].join('\n'));
    const { status, json } = await evaluate('--target', 'target.csv');
    expect(status).toBe(0);
    expect(json.own).toMatchObject({ rounds: 240 });
    expect(json.own.against).toMatchObject([{ name: 'IPS', intervalHolds: true }, {}, {}, {}, {}]);
    const text = await runCommand(dir, ['bandit', 'evaluate', '--logs', 'logs.csv', '--target', 'target.csv']);
    expect(text.out).toMatch(/^Logged policy: 37\.5\d* % a round/);
    expect(text.out).toContain('Itself:');
  });

  it('[BA46] a policy by positions', async () => {
    await writeFile(join(dir, 'policy.csv'), 'arm,place,share\na,1,1\nb,2,1');
    const { json } = await evaluate('--policy', 'policy.csv');
    expect(json.estimates[1].value).toBeGreaterThan(0.25);
    expect(json.estimates[1].value).toBeLessThan(0.5);
    await writeFile(join(dir, 'policy.csv'), 'arm,place,share\na,1,1');
    expect(await evaluate('--policy', 'policy.csv')).toMatchObject({
      status: 1,
      json: { error: { code: 'OFF_POLICY_ROUNDS', message: expect.stringContaining('position 2') } },
    });
  });

  it.each([
    ['nothing is there', null, 'BANDIT_LOGS_UNREADABLE', 'not a file'],
    ['a column is missing', 'item_id,click\na,1', 'BANDIT_LOGS_COLUMN', 'propensity_score'],
    ['there are no rows', HEAD, 'BANDIT_LOGS_UNREADABLE', 'no rows'],
    ['a click is no number', `${HEAD}\n0,a,1,0,0.5\n1,b,1,yes,0.5`, 'BANDIT_LOGS_VALUE', 'Row 2'],
    ['a propensity is 0', `${HEAD}\n0,a,1,0,0`, 'BANDIT_LOGS_VALUE', 'not above 0'],
    ['an arm is missing', `${HEAD}\n0,,1,0,0.5`, 'BANDIT_LOGS_VALUE', 'item_id'],
  ])('[BA46] names what is wrong with logs: %s', async (_, text, code, said) => {
    await writeFile(join(dir, 'policy.csv'), 'item_id,probability\na,1');
    if (text === null) await rm(join(dir, 'logs.csv'));
    else await writeFile(join(dir, 'logs.csv'), text);
    const { status, json } = await evaluate('--policy', 'policy.csv');
    expect(status).toBe(1);
    expect(json.error).toMatchObject({ code, message: expect.stringContaining(said) });
  });

  it('[BA46] refuses a policy that does not add up, and one that was never logged', async () => {
    await writeFile(join(dir, 'policy.csv'), 'item_id,probability\na,0.5\nb,0.4');
    expect(await evaluate('--policy', 'policy.csv')).toMatchObject({
      status: 1,
      json: { error: { code: 'BANDIT_LOGS_UNREADABLE', message: expect.stringContaining('0.900') } },
    });
    await writeFile(join(dir, 'policy.csv'), 'item_id,probability\na,0.5\nc,0.5');
    expect(await evaluate('--policy', 'policy.csv')).toMatchObject({
      status: 1,
      json: { error: { code: 'OFF_POLICY_UNSUPPORTED' } },
    });
  });

  it('[BA46] wants one policy, and options that mean something', async () => {
    expect((await evaluate()).status).toBe(2);
    await writeFile(join(dir, 'policy.csv'), 'item_id,probability\na,1');
    expect((await evaluate('--policy', 'policy.csv', '--target', 'logs.csv')).status).toBe(2);
    expect((await evaluate('--policy', 'policy.csv', '--level', '2')).status).toBe(2);
  });

  it.skipIf(!existsSync(new URL('../../../../shared/data/obd/bts_men.parquet', import.meta.url)))(
    '[BA45] [BA46] reads the Open Bandit Dataset (skipped where it is not at hand)',
    async () => {
      const at = (name: string) => new URL(`../../../../shared/data/obd/${name}_men.parquet`, import.meta.url).pathname;
      const { json } = await evaluate('--logs', at('random'), '--target', at('bts'));
      expect(json.own.value).toBe(0.0069);
      expect(json.own.against.map(({ intervalHolds }: { intervalHolds: boolean }) => intervalHolds)).toEqual([
        true,
        true,
        true,
        true,
        true,
      ]);
    },
  );
});
