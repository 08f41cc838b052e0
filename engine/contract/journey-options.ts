/**
 * Options of the Journeys page: what `scope.options` may hold, with the words to show. The first choice of each is the one
 * taken when the scope names none. `steps` is free: two to eight events in order, each with a page path or none.
 */
export const JOURNEY_OPTIONS = {
  /** Whose steps make one funnel: those of a session, or of a visitor within so many days of the first step. */
  window: {
    label: 'Steps within',
    choices: [
      { id: 'session', label: 'One session' },
      { id: '1', label: '1 day' },
      { id: '7', label: '7 days' },
      { id: '14', label: '14 days' },
      { id: '30', label: '30 days' },
    ],
  },
  group: {
    label: 'Funnel by',
    choices: [
      { id: 'none', label: 'Everyone' },
      { id: 'visitor', label: 'New and returning' },
      { id: 'channel', label: 'Channel group' },
      { id: 'device', label: 'Device' },
    ],
  },
  depth: {
    label: 'Pages deep',
    choices: [
      { id: '5', label: '5 pages' },
      { id: '3', label: '3 pages' },
      { id: '4', label: '4 pages' },
      { id: '6', label: '6 pages' },
    ],
  },
  pages: {
    label: 'Pages told apart',
    choices: [
      { id: '8', label: '8 pages' },
      { id: '5', label: '5 pages' },
      { id: '12', label: '12 pages' },
    ],
  },
  /** The touch rule the models are set beside. */
  rule: {
    label: 'Compare with',
    choices: [
      { id: 'last_touch', label: 'Last touch' },
      { id: 'last_non_direct', label: 'Last touch but direct' },
      { id: 'first_touch', label: 'First touch' },
      { id: 'linear', label: 'Every touch alike' },
    ],
  },
  /** What a Markov chain remembers. */
  model: {
    label: 'Markov chain of',
    choices: [
      { id: 'markov', label: 'The last channel' },
      { id: 'markov_2', label: 'The last two channels' },
    ],
  },
  /** What a set of channels is worth to the Shapley value. */
  worth: {
    label: 'Data-driven by',
    choices: [
      { id: 'rates', label: 'Conversion rates' },
      { id: 'conversions', label: 'Conversions alone' },
    ],
  },
  credit: {
    label: 'Credit for',
    choices: [
      { id: 'conversions', label: 'Conversions' },
      { id: 'value', label: 'Value' },
    ],
  },
} as const;

export const FUNNEL_STEPS = 'session_start > sign_up_start > sign_up > purchase';

export type JourneyOption = keyof typeof JOURNEY_OPTIONS;
export type JourneyChoice<Option extends JourneyOption> = (typeof JOURNEY_OPTIONS)[Option]['choices'][number]['id'];
