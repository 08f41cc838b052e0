import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUuid } from '../core/index.ts';
import { createWorkspace, readWorkspace, writeSettings } from './index.ts';

const id = '0192f0c1-2345-7abc-8def-0123456789ab';
if (!isUuid(id)) throw new Error('test id');
const input = { id, name: 'Balance', sample: false, zone: 'America/New_York', currency: 'USD' };

describe('a workspace folder', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'workspace-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('is made once and read back', async () => {
    expect(await createWorkspace(dir, input)).toMatchObject({ ok: true });
    expect(await readWorkspace(dir)).toMatchObject({ ok: true, value: { ...input, meta: { apiVersion: 'v25.0' } } });
    expect(await createWorkspace(dir, input)).toMatchObject({ ok: false, error: { code: 'WORKSPACE_EXISTS' } });
  });

  it('refuses a zone or currency that does not exist and leaves nothing behind', async () => {
    expect(await createWorkspace(dir, { ...input, zone: 'Mars/Olympus' })).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID', message: expect.stringContaining('zone') },
    });
    expect(await readdir(dir)).toEqual([]);
  });

  it('says what is wrong with a damaged file', async () => {
    expect(await readWorkspace(dir)).toMatchObject({ ok: false, error: { code: 'WORKSPACE_MISSING' } });
    await writeFile(join(dir, 'workspace.json'), '{"version":2');
    expect(await readWorkspace(dir)).toMatchObject({ ok: false, error: { code: 'WORKSPACE_INVALID' } });
  });

  it('keeps changed settings', async () => {
    const made = await createWorkspace(dir, input);
    if (!made.ok) throw new Error(made.error.message);
    await writeSettings(dir, { ...made.value, meta: { ...made.value.meta, accountId: '42' } });
    expect(await readWorkspace(dir)).toMatchObject({ ok: true, value: { meta: { accountId: '42' } } });
  });
});
