import { expect, it } from 'vitest';
import { instantOf, ok } from '../../engine/core/index.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { draft, load, opening, testId } from '../../tests/support/spine-events.ts';
import { recordLoads } from './record-loads.ts';

it('journals what a crash or a rebuild left out, oldest first and once', async () => {
  const spine = await testSpine();
  const known = load(30);
  const older = { ...load(30), id: testId(31), loadedAt: instantOf(Date.parse('2026-01-01T00:00:00Z')) };
  const newer = { ...load(30), id: testId(32), loadedAt: instantOf(Date.parse('2026-12-01T00:00:00Z')) };
  await commit(spine, opening(), [draft({ type: 'load.recorded', load: known })]);
  const before = spine.head.seq;
  const cache = { loads: async () => ok([newer, known, older]) };
  expect(await recordLoads(cache, spine)).toEqual(ok(undefined));
  expect(await recordLoads(cache, spine)).toEqual(ok(undefined));
  const added = spine.entries(before + 1).flatMap(({ event }) => ('load' in event ? [event.load.id] : []));
  expect(added).toEqual([older.id, newer.id]);
});
