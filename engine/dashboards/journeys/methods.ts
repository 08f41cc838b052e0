import type { ProofMethod } from '../tile.ts';

/** Changes when the same data would give another number. */
const VERSION = '1.0';

const WHOLE = 'Each journey counts once, whole, on the day of its last touch';

export const COUNTED_JOURNEYS: ProofMethod = {
  name: 'Count of journeys',
  version: VERSION,
  seed: null,
  parameters: [],
  assumptions: [WHOLE],
  reference: 'Definition',
};

export const WILSON_OF_JOURNEYS: ProofMethod = {
  name: 'Share of journeys that converted',
  version: VERSION,
  seed: null,
  parameters: [{ name: 'Interval', value: 'Wilson score, 90 %' }],
  assumptions: [WHOLE, 'Journeys convert independently'],
  reference: 'Wilson 1927, Probable inference, the law of succession, and statistical inference',
};

export const MEDIAN_OF_JOURNEYS: ProofMethod = {
  name: 'Quantiles of the days from the first touch to the conversion',
  version: VERSION,
  seed: null,
  parameters: [{ name: 'Interval of the median', value: 'order statistics, 90 %' }],
  assumptions: [WHOLE, 'The first touch in the export is the first there was'],
  reference: 'Hyndman & Fan 1996, definition 7; Conover 1999, Practical nonparametric statistics, §3.2',
};

export const MEAN_OF_JOURNEYS: ProofMethod = {
  name: 'Mean touches of the journeys that converted',
  version: VERSION,
  seed: null,
  parameters: [{ name: 'Interval', value: 'mean ± 1.645 standard errors' }],
  assumptions: [WHOLE],
  reference: 'Central limit theorem',
};

const KNOWN = 'Only visitors with an id are in it';

export const NEW_SHARE: ProofMethod = {
  name: 'Share of visitors whose first session is in the days counted',
  version: VERSION,
  seed: null,
  parameters: [{ name: 'Interval', value: 'Wilson score, 90 %' }],
  assumptions: [KNOWN, 'A visitor who cleared cookies or changed device counts as new'],
  reference: 'Wilson 1927; ga_session_number of the GA4 export',
};

export const COUNTED_VISITORS: ProofMethod = {
  name: 'Count of visitors',
  version: VERSION,
  seed: null,
  parameters: [],
  assumptions: [KNOWN],
  reference: 'Definition',
};

export const funnelMethod = (steps: string, window: string): ProofMethod => ({
  name: 'Funnel in strict order',
  version: VERSION,
  seed: null,
  parameters: [
    { name: 'Steps', value: steps },
    { name: 'Within', value: window },
    { name: 'Interval', value: 'Wilson score, 90 %; order statistics for medians' },
  ],
  assumptions: [KNOWN, 'Each step is the first event after the step before; events of one instant count as in order'],
  reference: 'Wilson 1927; Conover 1999, §3.2',
});

export const pathsMethod = (depth: number, pages: number): ProofMethod => ({
  name: 'Count of sessions by page and the page after it',
  version: VERSION,
  seed: null,
  parameters: [
    { name: 'Pages deep', value: `${depth}` },
    { name: 'Pages told apart', value: `${pages}, the most viewed` },
  ],
  assumptions: [KNOWN, 'A page loaded again counts once'],
  reference: 'Definition',
});
