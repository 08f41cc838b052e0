import type { ProofMethod } from '../tile.ts';
import { type AttributionChoice, choiceLabel } from './choices.ts';
import { orderOf, RESAMPLING } from './side-by-side.ts';

/** Changes when the same data would give another number. */
const VERSION = '1.0';

const RESAMPLED = { name: 'Interval', value: `Bayesian bootstrap over journeys, ${RESAMPLING.draws} draws, 90 %` };
const WHOLE = 'Each journey counts once, whole, on the day of its last touch';
const SEEN = 'The touches in the export are all there were';

/** How each column of the attribution tile is made. */
export function creditMethods({ rule, model, worth, credit }: AttributionChoice): {
  readonly touch: ProofMethod;
  readonly markov: ProofMethod;
  readonly removal: ProofMethod;
  readonly dataDriven: ProofMethod;
} {
  const shared = { name: 'Shared out', value: choiceLabel('credit', credit).toLowerCase() };
  const chain = { name: 'Order of the chain', value: `${orderOf(model)}` };
  const base = { version: VERSION, seed: RESAMPLING.seed };
  const anderl =
    'Anderl, Becker, von Wangenheim & Schumann 2016, Mapping the customer journey; Grassmann, Taksar & Heyman 1985 for the solution; Rubin 1981, The Bayesian bootstrap';
  const touch: ProofMethod = {
    ...base,
    name: `Credit by ${choiceLabel('rule', rule).toLowerCase()}`,
    parameters: [shared, RESAMPLED],
    assumptions: [WHOLE, SEEN],
    reference: 'Rubin 1981, The Bayesian bootstrap',
  };
  const markov: ProofMethod = {
    ...base,
    name: 'Credit in proportion to the removal effects of a Markov chain',
    parameters: [shared, chain, RESAMPLED],
    assumptions: [
      WHOLE,
      SEEN,
      'The next touch depends on the last ones only',
      'A removed channel ends the journeys that come to it',
    ],
    reference: anderl,
  };
  const removal: ProofMethod = {
    ...markov,
    seed: null,
    name: 'Removal effect: the share of the chain’s conversions lost without the channel, exactly',
    parameters: [chain],
  };
  return { touch, markov, removal, dataDriven: { ...base, ...dataDriven(worth), parameters: [shared, RESAMPLED] } };
}

const dataDriven = (worth: AttributionChoice['worth']): Pick<ProofMethod, 'name' | 'assumptions' | 'reference'> =>
  worth === 'rates'
    ? {
        name: 'Shapley values over the conversion rates of channel sets',
        assumptions: [
          WHOLE,
          SEEN,
          'Journeys over other channels would convert as journeys over those channels did; order and repetition do not count',
          'Each rate is drawn to the rate of all by one expected conversion; a channel that takes more than it adds gets none',
        ],
        reference:
          'Dalessandro, Perlich, Stitelman & Provost 2012, Causally motivated attribution for online advertising; Shapley 1953; Rubin 1981',
      }
    : {
        name: 'Shapley values over the conversions of channel sets',
        assumptions: [WHOLE, SEEN, 'Order and repetition do not count, nor do journeys that did not convert'],
        reference:
          'Zhao, Mahboobi & Bagheri 2018, Shapley value methods for attribution modeling in online advertising; Rubin 1981',
      };
