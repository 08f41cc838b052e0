import type { ActionState } from '../../engine/contract/index.ts';
import type { Tone } from './chip.tsx';

/** A chip's colour and its sign and word. */
export interface Look {
  readonly tone: Tone;
  readonly text: string;
}

/** An action's state as a person would say it. */
export function actionLook(state: ActionState | null): Look {
  switch (state) {
    case null:
      return { tone: 'line', text: 'approved' };
    case 'journaled':
      return { tone: 'line', text: 'waiting to go out' };
    case 'validating':
    case 'dispatching':
      return { tone: 'line', text: 'going out' };
    case 'outcome_unknown':
    case 'reconciling':
      return { tone: 'warn', text: '! reading back' };
    case 'confirmed':
      return { tone: 'pos', text: '✓ confirmed' };
    case 'dead_letter':
      return { tone: 'neg', text: '✕ stuck' };
    case 'discarded':
      return { tone: 'unk', text: 'discarded' };
    case 'rolled_back':
      return { tone: 'unk', text: 'rolled back' };
    case 'superseded':
      return { tone: 'warn', text: '! superseded' };
    default:
      return { tone: 'unk', text: state satisfies never };
  }
}
