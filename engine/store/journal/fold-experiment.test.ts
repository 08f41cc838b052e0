import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decidable, experimentRunning } from '../../../tests/support/experiments.ts';
import {
  ANA,
  approvedBatch,
  at,
  decide,
  draft,
  opening,
  proposal,
  proposed,
} from '../../../tests/support/spine-events.ts';
import type { ExperimentDesign, SpineEvent } from '../../contract/index.ts';
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

const design = decidable();
const { key } = design;
const saved = (version: number, changes: Partial<ExperimentDesign> = {}): SpineEvent => ({
  type: 'experiment.saved',
  design: { ...design, ...changes },
  version,
});
const started: SpineEvent = { type: 'experiment.started', key, version: 1 };
const stopped: SpineEvent = { type: 'experiment.stopped', key, reason: 'Enough seen.' };
const removed: SpineEvent = { type: 'experiment.removed', key, reason: 'Not now.' };

const empty = folded(emptyState, ...opening());
const written = then(empty, saved(1));
const running = then(written, started);
const over = then(running, stopped);
const decided = folded(
  folded(empty, ...experimentRunning()),
  proposed(proposal(100, { payload: decide(), actionN: 102 })),
  ...approvedBatch(101, proposal(100, { payload: decide(), actionN: 102 })),
);

describe('experiments in the fold', () => {
  it('[EX1] go from draft to running to stopped, with when', () => {
    expect(written.experiments.get(key)).toEqual({
      ...{ design, status: 'draft', version: 1, createdAt: at(10) },
      ...{ startedAt: null, since: null, stoppedAt: null, decidedAt: null, decision: null },
    });
    expect(running.experiments.get(key)).toMatchObject({ status: 'running', startedAt: at(10), stoppedAt: null });
    expect(over.experiments.get(key)).toMatchObject({ status: 'stopped', stoppedAt: at(10) });
    expect(decided.experiments.get(key)).toMatchObject({ status: 'decided' });
    expect(then(written, removed).experiments.size).toBe(0);
    expect(written.experiments.size).toBe(1);
  });

  it('[EX110] keep the day they count from; those journaled without one count from their start', () => {
    const since = dayOf('2026-10-01');
    expect(running.experiments.get(key)?.since).toBeNull();
    const counting = then(written, { type: 'experiment.started', key, version: 1, since });
    expect(counting.experiments.get(key)).toMatchObject({ since, startedAt: at(10) });
    expect(then(counting, stopped).experiments.get(key)?.since).toBe(since);
  });

  it('[EX2] count the versions of a draft, and start with the last one', () => {
    const twice = then(written, saved(2, { name: 'Another' }));
    expect(twice.experiments.get(key)).toMatchObject({ version: 2, createdAt: at(10), design: { name: 'Another' } });
    expect(() => then(twice, started)).toThrow(IllegalEvent);
    expect(then(twice, { type: 'experiment.started', key, version: 2 }).experiments.get(key)?.status).toBe('running');
    expect(then(written, removed, saved(1)).experiments.get(key)?.version).toBe(1);
  });

  it.each<[string, SpineState, SpineEvent]>([
    ['a version that does not follow', written, saved(3)],
    ['a change of what runs', running, saved(2)],
    ['a change of what was stopped', over, saved(2)],
    ['a start of what runs', running, started],
    ['a start after the stop', over, started],
    ['a start of nothing', empty, started],
    ['a stop of a draft', written, stopped],
    ['a second stop', over, stopped],
    ['a stop of what is decided', decided, stopped],
    ['a removal of what runs', running, removed],
    ['a removal of what was stopped', over, removed],
    ['a removal of nothing', empty, removed],
    ['the kill switch as a flag', empty, { type: 'flag.set', key: 'kill_switch', enabled: false, note: '' }],
  ])('[EX1] [EX3] refuse %s', (_, state, event) => {
    expect(() => then(state, event)).toThrow(IllegalEvent);
  });

  it.each([
    ['a draft', written],
    ['what is decided', decided],
  ])('[EX1] refuse a decision on %s', (_, state) => {
    const again = proposal(300, { payload: decide(), actionN: 302 });
    expect(() => folded(state, proposed(again), ...approvedBatch(301, again))).toThrow(IllegalEvent);
  });

  it.each([
    ['another version of the design', { designVersion: 2 }],
    ['a variation it does not have', { variation: 'green' }],
  ])('[EX1] refuse a decision on %s', (_, changes) => {
    const of = proposal(300, { payload: { ...decide(), ...changes }, actionN: 302 });
    expect(() => folded(running, proposed(of), ...approvedBatch(301, of))).toThrow(IllegalEvent);
  });

  it('[EX10] hold flags as they were last set', () => {
    const set = (enabled: boolean, note: string): SpineEvent => ({ type: 'flag.set', key: 'new-menu', enabled, note });
    const state = then(empty, set(true, 'For the beta.'), set(false, 'It is slow.'));
    expect([...state.flags.values()]).toEqual([
      { key: 'new-menu', enabled: false, note: 'It is slow.', changedAt: at(11) },
    ]);
  });

  it('[EX2] a journal from before there were experiments is read as it was', async () => {
    const file = new URL('../../../tests/fixtures/journal-before-experiments.ndjson', import.meta.url);
    const reading = readJournal(new Uint8Array(await readFile(file)));
    expect(reading).toMatchObject({ problem: null, tail: 'none' });
    const state = foldAll(emptyState, reading.entries);
    expect(state.seq).toBe(10);
    expect([state.proposals.size, state.actions.size, state.experiments.size, state.flags.size]).toEqual([1, 1, 0, 0]);
  });
});
