export type { Confusion } from './confusion.ts';
export type { Evaluation } from './evaluation.ts';
export type { ArmStats, RewardStats } from './reward-stats.ts';
export {
  type Candidate,
  type SimulatedCandidate,
  type Simulation,
  type SimulationOptions,
  simulate,
} from './simulate.ts';
export type { Split } from './split.ts';
