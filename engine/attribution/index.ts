export {
  type Attribution,
  type AttributionSettings,
  attribute,
  type ChannelCredit,
  type Interval,
} from './attribute.ts';
export { chainOf } from './chain.ts';
export { dataDrivenCredit } from './data-driven.ts';
export {
  type CreditRule,
  type Credits,
  type Journeys,
  journeysOf,
  type Outcomes,
  type PathCount,
  type Paths,
} from './journeys.ts';
export { markovCredit, removalEffects } from './markov.ts';
export { shapleyCredit, shapleyValues } from './shapley.ts';
export { type Difference, tellApart } from './tell-apart.ts';
export { firstTouch, lastNonDirect, lastTouch, linear } from './touch-rules.ts';
