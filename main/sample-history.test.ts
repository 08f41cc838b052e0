import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../engine/core/index.ts';
import { createWorkspace, layoutOf } from '../engine/workspace/index.ts';
import { manualClock } from '../tests/support/clock.ts';
import { testId } from '../tests/support/spine-events.ts';
import { stderrLog } from './log.ts';
import { sampleEnd, writeSampleHistory } from './sample-history.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sample-history-'));
  const made = await createWorkspace(dir, { id: testId(1), name: 'A', sample: true, zone: 'UTC', currency: 'EUR' });
  if (!made.ok) throw new Error(made.error.message);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const host = { clock: manualClock(), log: stderrLog(() => {}) };

describe('the journal of a sample', () => {
  it.each(['2026-11-20', '2026-12-31', '2028-02-29', '2027-03-28', '2026-10-25'])(
    '[SA20] knows that its data go to %s',
    async (day) => {
      expect(await writeSampleHistory(dir, dayOf(day), host)).toMatchObject({ ok: true });
      expect(await sampleEnd(dir)).toBe(day);
    },
  );

  it('[SA20] does not know it when its story breaks off', async () => {
    await writeSampleHistory(dir, dayOf('2026-11-20'), host);
    const { journal } = layoutOf(dir);
    const [first = ''] = (await readFile(journal, 'utf8')).split('\n');
    await writeFile(journal, `${first}\n`);
    expect(await sampleEnd(dir)).toBeNull();
  });
});
