import type { CellStatus, ExploreCellDesign, ExploreCellRecord } from '../../contract/index.ts';
import type { EntryBody } from './chain.ts';
import type { EventOf } from './event-of.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineDraft } from './spine-draft.ts';

export type CellEvent = EventOf<
  'cell.saved' | 'cell.removed' | 'cell.started' | 'cell.paused' | 'cell.resumed' | 'cell.ended' | 'arm.kept'
>;

/** planned → running ⇄ paused → ended; only a planned cell is edited or removed. docs/spec/bandits.md BA60–BA62. */
export function foldCell(draft: SpineDraft, entry: EntryBody, event: CellEvent): void {
  switch (event.type) {
    case 'cell.saved':
      saved(draft, entry, event);
      return;
    case 'cell.removed':
      cellIn(draft, entry, { key: event.key, from: ['planned'] });
      draft.cells.delete(event.key);
      return;
    case 'cell.started': {
      const record = cellIn(draft, entry, { key: event.key, from: ['planned'] });
      if (event.version !== record.version)
        throw new IllegalEvent(entry.seq, `the plan of ${event.key} is version ${record.version}`);
      draft.cells.set(event.key, { ...record, status: 'running', startedAt: entry.at });
      return;
    }
    case 'cell.paused': {
      const record = cellIn(draft, entry, { key: event.key, from: ['running'] });
      draft.cells.set(event.key, { ...record, status: 'paused', note: event.reason });
      return;
    }
    case 'cell.resumed': {
      const record = cellIn(draft, entry, { key: event.key, from: ['paused'] });
      draft.cells.set(event.key, { ...record, status: 'running', note: '' });
      return;
    }
    case 'cell.ended': {
      const record = cellIn(draft, entry, { key: event.key, from: ['running', 'paused'] });
      draft.cells.set(event.key, { ...record, status: 'ended', endedAt: entry.at, note: event.reason });
      return;
    }
    case 'arm.kept': {
      const { decision } = event;
      cellIn(draft, entry, { key: decision.cell, from: ['running', 'paused', 'ended'] });
      if (draft.keptArms.has(decision.id)) throw new IllegalEvent(entry.seq, 'the decision was written before');
      draft.keptArms.set(decision.id, { ...decision, decidedAt: entry.at, by: entry.actor });
      return;
    }
  }
}

function saved(draft: SpineDraft, entry: EntryBody, { cell, version }: EventOf<'cell.saved'>): void {
  const before = draft.cells.get(cell.key);
  if (before !== undefined && before.status !== 'planned')
    throw new IllegalEvent(entry.seq, `the cell ${cell.key} is ${before.status}`);
  if (version !== (before?.version ?? 0) + 1)
    throw new IllegalEvent(entry.seq, `version ${version} of ${cell.key} does not follow`);
  draft.cells.set(cell.key, before === undefined ? planned(cell, entry) : { ...before, design: cell, version });
}

const planned = (design: ExploreCellDesign, entry: EntryBody): ExploreCellRecord => ({
  design,
  version: 1,
  status: 'planned',
  createdAt: entry.at,
  startedAt: null,
  endedAt: null,
  note: '',
  arms: [],
});

function cellIn(
  draft: SpineDraft,
  entry: EntryBody,
  { key, from }: { readonly key: string; readonly from: readonly CellStatus[] },
): ExploreCellRecord {
  const record = draft.cells.get(key);
  if (record === undefined) throw new IllegalEvent(entry.seq, `there is no cell ${key}`);
  if (!from.includes(record.status)) throw new IllegalEvent(entry.seq, `the cell ${key} is ${record.status}`);
  return record;
}
