export { methodText, modelText, priorText } from './method-text.ts';
export type { CellReader } from './read-arms.ts';
export { type RewardModel, rewardModel } from './reward-model.ts';
export {
  type AskedCell,
  readBandit,
  readBandits,
  readCellData,
  readNights,
  readWhatIf,
} from './service.ts';
export { recommendedShares } from './shares.ts';
export { readCellGround, readCellSpend } from './spend.ts';
