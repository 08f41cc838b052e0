export { adoptEvents } from './adopt.ts';
export { designProblems, sharesProblem } from './design-rules.ts';
export {
  type CellStanding,
  groundOf,
  mayEndCell,
  mayPauseCell,
  mayRemoveCell,
  mayResumeCell,
  maySaveCell,
  mayStartCell,
  type StartGround,
} from './edits.ts';
export { ARM_WORDS, REWARD_WORDS, STATUS_WORDS } from './words.ts';
