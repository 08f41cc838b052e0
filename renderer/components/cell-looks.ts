import type { ArmKind, ArmState, BanditDecision, BanditRead, CellStatus } from '../../engine/contract/index.ts';
import type { Look } from './chip.tsx';

export type AdviceKind = BanditRead['advice']['kind'];

/** What a look at a cell says, as a colleague would say it. */
export const ADVICE_LOOKS: Readonly<Record<AdviceKind, Look>> = {
  promote: { tone: 'pos', sign: '✓', word: 'Promote' },
  kill: { tone: 'neg', sign: '↓', word: 'Kill' },
  stop: { tone: 'warn', sign: '■', word: 'Stop' },
  keep_running: { tone: 'line', sign: '', word: 'Keep running' },
  no_data: { tone: 'unk', sign: '', word: 'No data' },
};

export const CELL_LOOKS: Readonly<Record<CellStatus, Look>> = {
  planned: { tone: 'line', sign: '○', word: 'Planned' },
  running: { tone: 'pos', sign: '●', word: 'Running' },
  paused: { tone: 'warn', sign: '‖', word: 'Paused' },
  ended: { tone: 'unk', sign: '■', word: 'Ended' },
};

export const ARM_LOOKS: Readonly<Record<ArmState, Look>> = {
  active: { tone: 'line', sign: '', word: 'Active' },
  promoted: { tone: 'pos', sign: '✓', word: 'Promoted' },
  killed: { tone: 'unk', sign: '✕', word: 'Killed' },
};

export const DECISION_LOOKS: Readonly<Record<BanditDecision['state'], Look>> = {
  noted: { tone: 'line', sign: '✓', word: 'Noted' },
  proposed: { tone: 'warn', sign: '!', word: 'Waits for approval' },
  refused: { tone: 'neg', sign: '✕', word: 'Refused' },
  approved: { tone: 'pos', sign: '✓', word: 'Approved' },
  done: { tone: 'pos', sign: '✓', word: 'In force' },
  taken_back: { tone: 'unk', sign: '↩', word: 'Taken back' },
};

export const DECISION_WORDS: Readonly<Record<BanditDecision['decision'], string>> = {
  promote: 'Promote',
  kill: 'Kill',
  keep: 'Keep',
};

export const ARM_KINDS: Readonly<Record<ArmKind, string>> = {
  creatives: 'creatives',
  campaigns: 'campaigns',
  audiences: 'audiences',
  landing_pages: 'landing pages',
  cells: 'cells',
};
