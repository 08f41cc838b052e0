import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';
import { systemClock, systemRandom } from './ports.ts';
import { redact, redactText } from './redact.ts';

const TOKEN = 'EAAB0123456789abcdefghijklmn';

describe('the log', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'log-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('holds no secret and nobody’s name, however they come in', async () => {
    const log = openLog({ dir: join(dir, 'logs'), clock: systemClock, random: systemRandom });
    log.info('sync', { url: `https://graph.example/v25.0/act_1/ads?access_token=${TOKEN}`, status: 200 });
    log.warn('connect', {
      remoteUrl: 'postgres://gw:hunter2@db.example/growth',
      deep: { passphrase: 'correct horse' },
    });
    const reference = log.bug(
      'broke',
      new Error('could not reach postgres://gw:hunter2@db.example for ann@example.org'),
      {
        member: { name: 'Ann Analyst' },
        headers: { Authorization: `Bearer ${TOKEN}` },
      },
    );
    await log.close();
    const text = await readFile(join(dir, 'logs/workbench.log'), 'utf8');
    for (const secret of [TOKEN, 'hunter2', 'correct horse', 'Ann Analyst', 'ann@example.org'])
      expect(text).not.toContain(secret);
    expect(text).toContain(reference);
    expect(text).toContain('"status":200');
    expect(text.trim().split('\n')).toHaveLength(3);
  });
});

describe('redaction', () => {
  it('keeps what is not secret', () => {
    expect(redactText('GET https://graph.example/v25.0/act_1/ads?fields=id&access_token=x answered 200')).toBe(
      'GET https://graph.example/v25.0/act_1/ads?fields=id&access_token=[hidden] answered 200',
    );
    expect(redact({ rows: 3, day: '2026-11-21', list: [1, 'two'] })).toEqual({
      rows: 3,
      day: '2026-11-21',
      list: [1, 'two'],
    });
  });

  it('hides keys and credentials inside text', () => {
    expect(redactText('-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----')).toBe(
      '[hidden]',
    );
    expect(redactText('{"token": "abc"}')).toBe('{"token": "[hidden]"}');
  });
});
