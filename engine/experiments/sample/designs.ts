import type { ExperimentDesign } from '../../contract/index.ts';
import { closerMetrics, sampleMetrics } from './metrics.ts';

const rule: ExperimentDesign['rule'] = {
  method: 'sequential',
  alpha: 0.05,
  correction: 'holm',
  sides: 'two',
  prior: null,
  chanceToWin: 0.95,
  covariateDays: 14,
  minDays: 14,
  minUnits: 1000,
  guardrailMargin: 0.05,
};

interface Told {
  readonly key: string;
  readonly name: string;
  readonly hypothesis: string;
  readonly control: string;
  readonly treatment: string;
  /** What the treatment is called. */
  readonly change: string;
  /** Share that signs up today, and units a day. */
  readonly baseline: number;
  readonly unitsPerDay: number;
  readonly days: number;
}

const designOf = (told: Told, currency: string): ExperimentDesign => ({
  key: told.key,
  name: told.name,
  hypothesis: told.hypothesis,
  unit: 'user',
  flag: told.key,
  defaultValue: false,
  variations: [
    { key: 'control', name: 'As it is', weight: 0.5, value: false, description: told.control },
    { key: 'treatment', name: told.change, weight: 0.5, value: true, description: told.treatment },
  ],
  coverage: 1,
  targeting: {},
  namespace: null,
  holdout: null,
  hashVersion: 2,
  seed: told.key,
  sticky: true,
  metrics: sampleMetrics(currency),
  rule,
  plan: {
    minimumEffect: 0.15,
    power: 0.8,
    baseline: told.baseline,
    sd: Math.sqrt(told.baseline * (1 - told.baseline)),
    unitsPerDay: told.unitsPerDay,
    days: told.days,
  },
});

/** The design of each experiment in the sample's data (resources/sample/experiments.sql), and one that is still a draft. */
export const sampleDesigns = (currency: string) => ({
  checklist: designOf(
    {
      ...{ key: 'onboarding-checklist', name: 'Onboarding checklist', baseline: 0.2, unitsPerDay: 570, days: 21 },
      hypothesis:
        'New users do not see what Balance can do for them. A checklist of three steps on the first screen shows it, so more of them sign up.',
      control: 'The first screen is empty.',
      treatment: 'The first screen has three steps to tick off.',
      change: 'Three steps',
    },
    currency,
  ),
  pricing: designOf(
    {
      ...{ key: 'pricing-page-aa', name: 'Pricing page, A/A', baseline: 0.12, unitsPerDay: 330, days: 28 },
      hypothesis:
        'Both halves see the same pricing page. Nothing should differ: this checks the split and the metrics.',
      control: 'The pricing page.',
      treatment: 'The same pricing page.',
      change: 'The same again',
    },
    currency,
  ),
  signUp: designOf(
    {
      ...{ key: 'shorter-sign-up', name: 'Shorter sign-up', baseline: 0.16, unitsPerDay: 500, days: 28 },
      hypothesis: 'The form asks for eleven fields. With four of them left, fewer people give up half way.',
      control: 'The form with eleven fields.',
      treatment: 'The form with four fields.',
      change: 'Four fields',
    },
    currency,
  ),
  card: inCountries(
    {
      ...{ key: 'trial-card-first', name: 'Card before the trial', baseline: 0.17, unitsPerDay: 350, days: 28 },
      hypothesis:
        'Whoever gives a card before the trial means it. Asking for it first loses the curious, and keeps those who pay.',
      control: 'The card is asked for when the trial ends.',
      treatment: 'The card is asked for before it begins.',
      change: 'Card first',
    },
    currency,
  ),
  rhythm: rhythmOf(currency),
  annual: designOf(
    {
      ...{ key: 'annual-plan-first', name: 'Yearly plan first', baseline: 0.16, unitsPerDay: 450, days: 28 },
      hypothesis: 'A year costs less than twelve months. Shown first, more people take it.',
      control: 'The monthly plan stands first.',
      treatment: 'The yearly plan stands first.',
      change: 'Year first',
    },
    currency,
  ),
  budget: draftOf(currency),
});

/** For users of the countries that the sample has. */
const inCountries = (told: Told, currency: string): ExperimentDesign => ({
  ...designOf(told, currency),
  targeting: { country: { $in: ['DE', 'FR', 'ES', 'IT', 'NL'] } },
});

const REMINDERS = [
  ['control', 'No reminder', 'Nobody is reminded.'],
  ['monthly', 'Monthly', 'A reminder on the first of the month.'],
  ['weekly', 'Weekly', 'A reminder on Monday mornings.'],
  ['daily', 'Daily', 'A reminder every evening.'],
] as const;

/** With four variations, and ten metrics. */
function rhythmOf(currency: string): ExperimentDesign {
  const design = designOf(
    {
      ...{ key: 'reminder-rhythm', name: 'Reminder rhythm', baseline: 0.15, unitsPerDay: 800, days: 35 },
      hypothesis: 'A reminder brings people back to finish their sign-up; too many of them put people off.',
      control: '',
      treatment: '',
      change: '',
    },
    currency,
  );
  return {
    ...design,
    variations: REMINDERS.map(([key, name, description]) => ({ key, name, description, weight: 0.25, value: key })),
    defaultValue: 'control',
    metrics: [...design.metrics, ...closerMetrics(currency)],
  };
}

/** With three variations, a part of a namespace and targeting. */
function draftOf(currency: string): ExperimentDesign {
  const design = designOf(
    {
      ...{ key: 'guided-budget', name: 'Guided first budget', baseline: 0.18, unitsPerDay: 420, days: 35 },
      hypothesis: 'People who set a budget on their first day stay. Guiding them through it brings more of them there.',
      control: 'The budget page as it is.',
      treatment: 'Three questions, and the budget is there.',
      change: 'Three questions',
    },
    currency,
  );
  const [control, treatment] = design.variations;
  return {
    ...design,
    variations: [control, treatment]
      .flatMap((variation) =>
        variation === undefined
          ? []
          : [{ ...variation, value: variation.key, weight: variation.key === 'control' ? 0.4 : 0.3 }],
      )
      .concat([
        {
          key: 'template',
          name: 'Templates',
          weight: 0.3,
          value: 'template',
          description: 'Five budgets to choose from.',
        },
      ]),
    defaultValue: 'control',
    targeting: { country: { $in: ['DE', 'FR'] } },
    coverage: 0.5,
    namespace: { name: 'first-day', from: 0, to: 0.5 },
  };
}
