import type { FreshnessState, ProposalState, Verdict } from '../contract/index.ts';
import { type Html, html } from './html.ts';

type Tone = 'pos' | 'neg' | 'warn' | 'unk' | 'line';

const chip = (tone: Tone, text: string): Html => html`<span class="chip ${tone}">${text}</span>`;

const VERDICTS: Readonly<Record<Verdict, readonly [Tone, string]>> = {
  winner: ['pos', '✓ Winner'],
  keep_testing: ['line', 'Keep testing'],
  no_difference: ['unk', "Can't tell apart"],
  unhealthy: ['neg', '✕ Unhealthy'],
  no_data: ['unk', 'No data'],
};

/** A verdict in colour, sign and word. */
export const verdictChip = (verdict: Verdict): Html => chip(...VERDICTS[verdict]);

const FRESHNESS: Readonly<Record<FreshnessState, readonly [Tone, string]>> = {
  fresh: ['pos', '● Fresh'],
  late: ['warn', '! Late'],
  stale: ['neg', '✕ Stale'],
  unknown: ['unk', '? Unknown'],
};

export const freshnessChip = (state: FreshnessState): Html => chip(...FRESHNESS[state]);

const STATES: Readonly<Record<ProposalState, readonly [Tone, string]>> = {
  in_review: ['warn', '… In review'],
  changes_requested: ['warn', '! Changes requested'],
  rejected: ['neg', '✕ Rejected'],
  withdrawn: ['unk', 'Withdrawn'],
  expired: ['unk', 'Expired'],
  approved: ['pos', '✓ Approved'],
};

export const proposalChip = (state: ProposalState): Html => chip(...STATES[state]);
