import type {
  ActionPayload,
  ExperimentDecide,
  ExperimentDesign,
  ExperimentRecord,
  ExperimentRollback,
  ExperimentStatus,
} from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { EntryBody } from './chain.ts';
import type { EventOf } from './event-of.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineDraft } from './spine-draft.ts';

export type ExperimentEvent = EventOf<
  'experiment.saved' | 'experiment.removed' | 'experiment.started' | 'experiment.stopped'
>;

/** draft → running → stopped → decided; only a draft is edited or removed. docs/spec/experiments.md EX1–EX3. */
export function foldExperiment(draft: SpineDraft, entry: EntryBody, event: ExperimentEvent): void {
  switch (event.type) {
    case 'experiment.saved':
      saved(draft, entry, event);
      return;
    case 'experiment.removed':
      experimentIn(draft, entry, { key: event.key, from: ['draft'] });
      draft.experiments.delete(event.key);
      return;
    case 'experiment.started': {
      const record = experimentIn(draft, entry, { key: event.key, from: ['draft'] });
      if (event.version !== record.version)
        throw new IllegalEvent(entry.seq, `the design of ${event.key} is version ${record.version}`);
      draft.experiments.set(event.key, {
        ...record,
        status: 'running',
        startedAt: entry.at,
        since: event.since ?? null,
      });
      return;
    }
    case 'experiment.stopped': {
      const record = experimentIn(draft, entry, { key: event.key, from: ['running'] });
      draft.experiments.set(event.key, { ...record, status: 'stopped', stoppedAt: entry.at });
      return;
    }
  }
}

function saved(draft: SpineDraft, entry: EntryBody, { design, version }: EventOf<'experiment.saved'>): void {
  const before = draft.experiments.get(design.key);
  if (before !== undefined && before.status !== 'draft')
    throw new IllegalEvent(entry.seq, `the experiment ${design.key} is ${before.status}`);
  if (version !== (before?.version ?? 0) + 1)
    throw new IllegalEvent(entry.seq, `version ${version} of ${design.key} does not follow`);
  draft.experiments.set(design.key, before === undefined ? written(design, entry) : { ...before, design, version });
}

const written = (design: ExperimentDesign, entry: EntryBody): ExperimentRecord => ({
  design,
  status: 'draft',
  version: 1,
  createdAt: entry.at,
  startedAt: null,
  since: null,
  stoppedAt: null,
  decidedAt: null,
  decision: null,
});

/** The approved decision on an experiment is in the journal: it ends what still runs, and everybody gets one variation. */
export function decideExperiment(
  draft: SpineDraft,
  entry: EntryBody,
  { experimentKey: key, outcome, variation, designVersion, reason }: ExperimentDecide,
  proposalId: Uuid | null,
): void {
  const record = experimentIn(draft, entry, { key, from: ['running', 'stopped'] });
  if (proposalId === null) throw new IllegalEvent(entry.seq, 'a decision needs an approved proposal');
  if (designVersion !== record.version)
    throw new IllegalEvent(entry.seq, `the design of ${key} is version ${record.version}`);
  if (!record.design.variations.some((each) => each.key === variation))
    throw new IllegalEvent(entry.seq, `the experiment ${key} has no variation ${variation}`);
  draft.experiments.set(key, {
    ...record,
    status: 'decided',
    stoppedAt: record.stoppedAt ?? entry.at,
    decidedAt: entry.at,
    decision: { outcome, variation, reason, proposalId },
  });
}

/** The decision is taken back: the experiment is stopped again, and may be decided anew. */
export function undecideExperiment(
  draft: SpineDraft,
  entry: EntryBody,
  { experimentKey: key }: ExperimentRollback,
  of: ActionPayload,
): void {
  if (of.kind !== 'experiment.decide' || of.experimentKey !== key)
    throw new IllegalEvent(entry.seq, `it is no decision on the experiment ${key}`);
  const record = experimentIn(draft, entry, { key, from: ['decided'] });
  draft.experiments.set(key, { ...record, status: 'stopped', decidedAt: null, decision: null });
}

/** A decision that was approved and never carried out: the experiment goes on where it was. */
export function cameToNothing(
  draft: SpineDraft,
  { experimentKey: key }: ExperimentDecide,
  proposalId: Uuid | null,
): void {
  const record = draft.experiments.get(key);
  if (record === undefined || record.decision === null || record.decision.proposalId !== proposalId) return;
  const wasRunning = record.stoppedAt === record.decidedAt;
  draft.experiments.set(key, {
    ...record,
    status: wasRunning ? 'running' : 'stopped',
    stoppedAt: wasRunning ? null : record.stoppedAt,
    decidedAt: null,
    decision: null,
  });
}

function experimentIn(
  draft: SpineDraft,
  entry: EntryBody,
  { key, from }: { readonly key: string; readonly from: readonly ExperimentStatus[] },
): ExperimentRecord {
  const record = draft.experiments.get(key);
  if (record === undefined) throw new IllegalEvent(entry.seq, `there is no experiment ${key}`);
  if (!from.includes(record.status)) throw new IllegalEvent(entry.seq, `the experiment ${key} is ${record.status}`);
  return record;
}
