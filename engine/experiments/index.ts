export * from './assign/index.ts';
export {
  benjaminiHochberg,
  confidenceSequence,
  effectOf,
  fixedHorizon,
  holm,
  type KnownEffect,
} from './stats/index.ts';
