import {
  attribute,
  type ChannelCredit,
  type CreditRule,
  chainOf,
  dataDrivenCredit,
  firstTouch,
  type Journeys,
  lastNonDirect,
  lastTouch,
  linear,
  markovCredit,
  type Paths,
  removalEffects,
  shapleyCredit,
} from '../../attribution/index.ts';
import { JOURNEY_OPTIONS, type JourneyChoice } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { LEVEL } from '../../metrics/index.ts';
import type { AttributionChoice } from './choices.ts';

/** Seed and draws of the resampling behind every interval of the tile. */
export const RESAMPLING = { seed: 20_160_901, draws: 200, level: LEVEL } as const;

/** Above this many channels the tuples of two are too many states to resample over. */
const MOST_CHANNELS_OF_TWO = 13;

const TOUCH_RULES: Readonly<Record<JourneyChoice<'rule'>, (paths: Paths) => CreditRule>> = {
  last_touch: lastTouch,
  last_non_direct: (paths) => lastNonDirect(paths),
  first_touch: firstTouch,
  linear,
};

const WORTHS: Readonly<Record<JourneyChoice<'worth'>, (paths: Paths) => CreditRule>> = {
  rates: dataDrivenCredit,
  conversions: shapleyCredit,
};

export interface SideBySide {
  readonly touch: readonly ChannelCredit[];
  readonly markov: readonly ChannelCredit[];
  readonly dataDriven: readonly ChannelCredit[];
  /** By channel: the share of conversions lost without it. */
  readonly removal: Float64Array;
}

export const orderOf = (model: JourneyChoice<'model'>): number => (model === 'markov_2' ? 2 : 1);

/** Credits of the same journeys by a touch rule and two models, resampled together. Errors: CHOICE_UNKNOWN. */
export function sideBySide(journeys: Journeys, choice: AttributionChoice): Result<SideBySide> {
  const order = orderOf(choice.model);
  if (order > 1 && journeys.channels.length > MOST_CHANNELS_OF_TWO) {
    const { label } = JOURNEY_OPTIONS.model;
    const value = `the last two channels with ${journeys.channels.length} channels`;
    return err(appError('CHOICE_UNKNOWN', { option: label, value, choices: 'the last channel (markov)' }));
  }
  const rules = [TOUCH_RULES[choice.rule](journeys), markovCredit(journeys, order), WORTHS[choice.worth](journeys)];
  const [touch = [], markov = [], dataDriven = []] = attribute(journeys, rules, RESAMPLING);
  return ok({ touch, markov, dataDriven, removal: removalEffects(chainOf(journeys, order), journeys.outcomes) });
}
