import type { ExperimentStatus, ExperimentVerdict, HealthOutcome } from '../../../engine/contract/index.ts';
import type { Look } from '../../components/chip.tsx';

/** What an experiment says. The words are those of the contract, as a colleague would say them. */
export const VERDICT_LOOKS: Readonly<Record<ExperimentVerdict, Look>> = {
  ship: { tone: 'pos', sign: '✓', word: 'Ship' },
  roll_back: { tone: 'neg', sign: '↓', word: 'Roll back' },
  ready_for_review: { tone: 'warn', sign: '!', word: 'Ready for review' },
  keep_running: { tone: 'line', sign: '', word: 'Keep running' },
  unhealthy: { tone: 'neg', sign: '✕', word: 'Unhealthy' },
  no_data: { tone: 'unk', sign: '', word: 'No data' },
};

export const STATUS_LOOKS: Readonly<Record<ExperimentStatus, Look>> = {
  draft: { tone: 'line', sign: '○', word: 'Draft' },
  running: { tone: 'pos', sign: '●', word: 'Running' },
  stopped: { tone: 'unk', sign: '■', word: 'Stopped' },
  decided: { tone: 'unk', sign: '✓', word: 'Decided' },
};

export const HEALTH_LOOKS: Readonly<Record<HealthOutcome, Look>> = {
  pass: { tone: 'pos', sign: '✓', word: 'Healthy' },
  warn: { tone: 'warn', sign: '!', word: 'Warning' },
  fail: { tone: 'neg', sign: '✕', word: 'Unhealthy' },
  unknown: { tone: 'unk', sign: '?', word: 'Part unknown' },
};
