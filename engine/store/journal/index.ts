export { GENESIS } from './chain.ts';
export { committedSpend, mayHaveEffect } from './committed-spend.ts';
export { nodeJournalFile } from './file.ts';
export { emptyState, fold, foldAll } from './fold.ts';
export { IllegalEvent } from './illegal-event.ts';
export { openJournal } from './journal.ts';
export { type JournalReading, readJournal } from './reading.ts';
export type { ActionRecord, ProposalRecord, SpineState, StepPhase, StepRecord } from './state.ts';
export type { EventDraft, Journal, JournalFile, JournalHead, Spine } from './types.ts';
