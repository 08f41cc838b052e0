import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { cellDesign } from '../../../tests/support/cells.ts';
import { ANA, at, draft, opening, testId } from '../../../tests/support/spine-events.ts';
import type { ExploreCellDesign, SpineEvent } from '../../contract/index.ts';
import { dayOf } from '../../core/index.ts';
import { emptyState, foldAll } from './fold.ts';
import { IllegalEvent } from './illegal-event.ts';
import { readJournal } from './reading.ts';
import type { SpineState } from './state.ts';
import type { EventDraft } from './types.ts';

const folded = (state: SpineState, ...drafts: readonly EventDraft[]): SpineState =>
  foldAll(
    state,
    drafts.map(({ actor, event }, n) => ({ seq: state.seq + 1 + n, at: at(10 + n), actor, event })),
  );
const then = (state: SpineState, ...events: readonly SpineEvent[]): SpineState =>
  folded(state, ...events.map((event) => draft(event, ANA)));

const design = cellDesign();
const { key } = design;
const saved = (version: number, changes: Partial<ExploreCellDesign> = {}): SpineEvent => ({
  type: 'cell.saved',
  cell: { ...design, ...changes },
  version,
});
const removed: SpineEvent = { type: 'cell.removed', key, reason: 'Not now.' };
const started: SpineEvent = { type: 'cell.started', key, version: 1 };
const paused: SpineEvent = { type: 'cell.paused', key, reason: 'Stock is out.' };
const resumed: SpineEvent = { type: 'cell.resumed', key };
const ended: SpineEvent = { type: 'cell.ended', key, reason: 'Learned.' };
const kept = (n: number): SpineEvent => ({
  type: 'arm.kept',
  decision: { id: testId(n), cell: key, arm: 'b', reason: 'Too early.', dataThrough: dayOf('2026-11-01') },
});

const empty = folded(emptyState, ...opening());
const planned = then(empty, saved(1));
const running = then(planned, started);
const resting = then(running, paused);
const over = then(resting, ended);

describe('cells in the fold', () => {
  it('[BA60] go from planned to running, rest, run again and end', () => {
    expect(planned.cells.get(key)).toEqual({
      ...{ design, version: 1, status: 'planned', createdAt: at(10) },
      ...{ startedAt: null, endedAt: null, note: '', arms: [] },
    });
    expect(running.cells.get(key)).toMatchObject({ status: 'running', startedAt: at(10) });
    expect(resting.cells.get(key)).toMatchObject({ status: 'paused', note: 'Stock is out.' });
    expect(then(resting, resumed).cells.get(key)).toMatchObject({ status: 'running', note: '', startedAt: at(10) });
    expect(over.cells.get(key)).toMatchObject({ status: 'ended', endedAt: at(10), note: 'Learned.' });
    expect(then(planned, removed).cells.size).toBe(0);
    expect(planned.cells.size).toBe(1);
  });

  it('[BA60] count the versions of a plan; a removed key begins anew', () => {
    const twice = then(planned, saved(2, { name: 'Another' }));
    expect(twice.cells.get(key)).toMatchObject({ version: 2, createdAt: at(10), design: { name: 'Another' } });
    expect(() => then(twice, started)).toThrow(IllegalEvent);
    expect(then(planned, removed, saved(1)).cells.get(key)?.version).toBe(1);
  });

  it('[BA66] hold what was looked at and kept, by whom and when', () => {
    const state = then(running, kept(900), kept(901));
    expect([...state.keptArms.values()]).toEqual([
      {
        ...{ id: testId(900), cell: key, arm: 'b', reason: 'Too early.', dataThrough: '2026-11-01' },
        ...{ decidedAt: at(10), by: ANA },
      },
      expect.objectContaining({ id: testId(901), decidedAt: at(11) }),
    ]);
    expect(() => then(state, kept(900))).toThrow(IllegalEvent);
    expect(running.keptArms.size).toBe(0);
  });

  it.each<[string, SpineState, SpineEvent]>([
    ['a version that does not follow', planned, saved(3)],
    ['a change of what runs', running, saved(2)],
    ['a change of what ended', over, saved(2)],
    ['a start of nothing', empty, started],
    ['a second start', running, started],
    ['a pause of a plan', planned, paused],
    ['a second pause', resting, paused],
    ['a resumption of what runs', running, resumed],
    ['an end of a plan', planned, ended],
    ['a second end', over, ended],
    ['removing what ran', over, removed],
    ['keeping an arm of a plan', planned, kept(900)],
    ['keeping an arm of nothing', empty, kept(900)],
  ])('[BA60] refuse %s', (_, state, event) => {
    expect(() => then(state, event)).toThrow(IllegalEvent);
  });

  it('[BA60] a journal from before there were cells is read as it was', async () => {
    const file = new URL('../../../tests/fixtures/journal-before-experiments.ndjson', import.meta.url);
    const state = foldAll(emptyState, readJournal(new Uint8Array(await readFile(file))).entries);
    expect([state.seq, state.cells.size, state.keptArms.size]).toEqual([10, 0, 0]);
  });
});
