import type {
  Comparison,
  DecisionRule,
  ExperimentStatus,
  ExperimentVerdict,
  HealthOutcome,
} from '../../contract/index.ts';
import { formatNumber, formatRate } from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';

type Look = readonly [tone: 'pos' | 'neg' | 'warn' | 'unk' | 'line', text: string];

const chip = ([tone, text]: Look): Html => html`<span class="chip ${tone}">${text}</span>`;

const VERDICTS: Readonly<Record<ExperimentVerdict, Look>> = {
  ship: ['pos', '✓ Ship'],
  roll_back: ['neg', '↓ Roll back'],
  ready_for_review: ['warn', '! Ready for review'],
  keep_running: ['line', 'Keep running'],
  unhealthy: ['neg', '✕ Unhealthy'],
  no_data: ['unk', 'No data'],
};

const STATUSES: Readonly<Record<ExperimentStatus, Look>> = {
  draft: ['line', '○ Draft'],
  running: ['pos', '● Running'],
  stopped: ['unk', '■ Stopped'],
  decided: ['unk', '✓ Decided'],
};

const CHECKS: Readonly<Record<HealthOutcome, Look>> = {
  pass: ['pos', '✓ Pass'],
  warn: ['warn', '! Warning'],
  fail: ['neg', '✕ Failed'],
  unknown: ['unk', "? Can't tell"],
};

const READS: Readonly<Record<Comparison['reads'], Look>> = {
  better: ['pos', '✓ Better'],
  worse: ['neg', '↓ Worse'],
  cant_tell: ['line', "Can't tell apart"],
  no_read: ['unk', 'No read'],
};

export const verdictChip = (verdict: ExperimentVerdict): Html => chip(VERDICTS[verdict]);
export const statusChip = (status: ExperimentStatus): Html => chip(STATUSES[status]);
export const checkChip = (outcome: HealthOutcome): Html => chip(CHECKS[outcome]);
export const readsChip = (reads: Comparison['reads']): Html => chip(READS[reads]);

export const verdictWord = (verdict: ExperimentVerdict): string => VERDICTS[verdict][1];

const METHODS: Readonly<Record<DecisionRule['method'], string>> = {
  sequential: 'confidence sequences, may be looked at every day',
  fixed: 'fixed horizon, read once at the planned end',
  bayesian: 'Bayesian, chance to win',
};

const CORRECTIONS: Readonly<Record<DecisionRule['correction'], string>> = {
  holm: 'p-values adjusted by Holm',
  benjamini_hochberg: 'p-values adjusted by Benjamini–Hochberg',
  none: 'p-values not adjusted',
};

/** How the experiment is judged, in one line. */
export const ruleLine = (rule: DecisionRule): string =>
  rule.method === 'bayesian'
    ? `${METHODS.bayesian}, decided at ${formatRate(rule.chanceToWin).replace('.00', '')}`
    : `${METHODS[rule.method]}, α ${formatNumber(rule.alpha)}, ${CORRECTIONS[rule.correction]}${rule.sides === 'greater' ? ', one-sided' : ''}`;
