import type { CellArms, CellReward, ExploreCellDesign } from '../../contract/index.ts';
import { addDays, type Day, money } from '../../core/index.ts';

/** A cell as the sample tells it: days count from the last day of its data, money is in major units. */
export interface Told {
  readonly key: string;
  readonly name: string;
  readonly hypothesis: string;
  readonly channel: string | null;
  readonly segment: string | null;
  readonly arms: CellArms;
  readonly reward: CellReward;
  readonly owner: string;
  readonly cap: number;
  /** First and last day, as days before the last day of the data; below zero: after it. */
  readonly from: number;
  readonly to: number;
  readonly minTrials: number;
  readonly lookEveryDays?: number;
}

const MARA = 'Mara Lindt';
const JONAS = 'Jonas Weber';
const AYLIN = 'Aylin Kaya';

const creatives = (testId: string): CellArms => ({ kind: 'creatives', testId });

/** Tests of resources/sample/tests.sql that run, or have just ended, by the seed of `gw sample`. */
const CREATIVES: readonly Told[] = [
  {
    ...{ key: 'meta-rent-day', name: 'Meta: rent day', channel: 'meta', segment: null, owner: MARA },
    hypothesis:
      'One of the six headlines on rent day is clicked at least a tenth more often on meta than the mean of the six.',
    ...{ arms: creatives('bal-0242'), reward: 'click_rate', cap: 1_500, from: 42, to: -13, minTrials: 5_000 },
  },
  {
    ...{
      key: 'search-late-night',
      name: 'Search: late-night shopping',
      channel: 'google_search',
      segment: null,
      owner: MARA,
    },
    hypothesis: 'On search a headline that names the outcome is clicked more often than one that names the steps.',
    ...{ arms: creatives('bal-0142'), reward: 'click_rate', cap: 1_100, from: 30, to: -11, minTrials: 3_000 },
  },
  {
    ...{ key: 'tiktok-credit-card', name: 'TikTok: credit card bill', channel: 'tiktok', segment: null, owner: AYLIN },
    hypothesis: 'On tiktok "now" is clicked at least a tenth more often than "later" for paying down the credit card.',
    ...{ arms: creatives('bal-0174'), reward: 'click_rate', cap: 250, from: 33, to: -8, minTrials: 4_000 },
  },
  {
    ...{
      key: 'families-energy-bill',
      name: 'Young families: energy bill',
      channel: null,
      segment: 'young_families',
      owner: AYLIN,
    },
    hypothesis: 'Young families who click on "most people" open an account more often than those who click on "you".',
    ...{ arms: creatives('bal-0103'), reward: 'conversion_rate', cap: 200, from: 34, to: -21, minTrials: 300 },
  },
  {
    ...{ key: 'pocket-money', name: 'Pocket money, everywhere', channel: null, segment: null, owner: MARA },
    hypothesis: 'Of five headlines on pocket money one is clicked at least a tenth more often than the others.',
    ...{ arms: creatives('bal-0114'), reward: 'click_rate', cap: 5_500, from: 37, to: 3, minTrials: 10_000 },
  },
];

const CAMPAIGNS: readonly Told[] = [
  {
    ...{
      key: 'meta-families',
      name: 'Meta, young families: campaigns',
      channel: 'meta',
      segment: 'young_families',
      owner: JONAS,
    },
    hypothesis:
      'For young families on meta "the family budget" brings at least a tenth more sign-ups for the money than always on.',
    ...{ arms: { kind: 'campaigns' }, reward: 'signups_per_spend', cap: 22_000, from: 42, to: -13, minTrials: 2_000 },
  },
  {
    ...{
      key: 'search-retirement',
      name: 'Search, near retirement: campaigns',
      channel: 'google_search',
      segment: 'near_retirement',
      owner: JONAS,
    },
    hypothesis:
      'People near retirement who search for old pensions sign up more often than those who search for Balance by name.',
    ...{ arms: { kind: 'campaigns' }, reward: 'signup_rate', cap: 12_000, from: 56, to: -6, minTrials: 1_000 },
  },
  {
    ...{
      key: 'tiktok-students',
      name: 'TikTok, students: campaigns',
      channel: 'tiktok',
      segment: 'students',
      owner: AYLIN,
    },
    hypothesis:
      'Students who come from "first pay slip" sign up at least a twentieth more often than those who come from "money tips".',
    ...{ arms: { kind: 'campaigns' }, reward: 'signup_rate', cap: 14_000, from: 35, to: -20, minTrials: 2_000 },
  },
  {
    ...{
      key: 'youtube-first-job',
      name: 'YouTube, first job: campaigns',
      channel: 'youtube',
      segment: 'first_job',
      owner: AYLIN,
    },
    hypothesis: 'For people in their first job shorts bring more sign-ups for the money than explainers.',
    ...{ arms: { kind: 'campaigns' }, reward: 'signups_per_spend', cap: 9_000, from: 49, to: -13, minTrials: 1_500 },
  },
  {
    ...{
      key: 'display-families',
      name: 'Display, young families: campaigns',
      channel: 'display',
      segment: 'young_families',
      owner: JONAS,
    },
    hypothesis:
      'For young families on display retargeting returns at least a third more of its spend than prospecting.',
    ...{ arms: { kind: 'campaigns' }, reward: 'return_on_spend', cap: 4_000, from: 42, to: -13, minTrials: 21 },
  },
];

const AUDIENCES: readonly Told[] = [
  {
    ...{ key: 'meta-audiences', name: 'Meta: audiences', channel: 'meta', segment: null, owner: JONAS },
    hypothesis: 'On meta young families sign up at least a tenth more often than any other audience.',
    ...{ arms: { kind: 'audiences' }, reward: 'signup_rate', cap: 75_000, from: 56, to: -6, minTrials: 4_000 },
  },
  {
    ...{ key: 'tiktok-audiences', name: 'TikTok: audiences', channel: 'tiktok', segment: null, owner: AYLIN },
    hypothesis: 'On tiktok students bring more sign-ups for the money than people in their first job.',
    ...{ arms: { kind: 'audiences' }, reward: 'signups_per_spend', cap: 45_000, from: 28, to: -27, minTrials: 2_500 },
  },
  {
    ...{ key: 'display-audiences', name: 'Display: audiences', channel: 'display', segment: null, owner: JONAS },
    hypothesis: 'On display people near retirement sign up at least a twentieth more often than young families.',
    ...{ arms: { kind: 'audiences' }, reward: 'signup_rate', cap: 6_000, from: -1, to: -28, minTrials: 1_500 },
  },
];

const PAGES: readonly Told[] = [
  {
    ...{ key: 'youtube-pages', name: 'YouTube: landing pages', channel: 'youtube', segment: null, owner: MARA },
    hypothesis:
      'Visitors from youtube who land on /balance-v2 sign up at least a tenth more often than on /balance-insight-v1.',
    ...{ arms: { kind: 'landing_pages' }, reward: 'signup_rate', cap: 26_000, from: 49, to: -13, minTrials: 800 },
  },
  {
    ...{ key: 'search-pages', name: 'Search: landing pages', channel: 'google_search', segment: null, owner: MARA },
    hypothesis: 'Visitors from search who land on /balance-v2 sign up more often than those who land on the home page.',
    ...{ arms: { kind: 'landing_pages' }, reward: 'signup_rate', cap: 16_000, from: -1, to: -28, minTrials: 800 },
  },
];

const CELLS: readonly Told[] = [
  {
    ...{ key: 'cells-of-cells', name: 'All running cells', channel: null, segment: null, owner: MARA },
    hypothesis: 'One of the running cells of campaigns has a sign-up rate that none of the others reaches.',
    ...{
      arms: { kind: 'cells' },
      reward: 'signup_rate',
      cap: 10_000,
      from: 28,
      to: -13,
      minTrials: 2_000,
      lookEveryDays: 14,
    },
  },
];

export const SAMPLE_CELLS: readonly Told[] = [...CREATIVES, ...CAMPAIGNS, ...AUDIENCES, ...PAGES, ...CELLS];

/** The plan of a told cell for data that end with `through`. */
export function designOf(told: Told, through: Day, currency: string): ExploreCellDesign {
  const { key, name, hypothesis, channel, segment, arms, reward, owner, cap, from, to, minTrials } = told;
  return {
    ...{ key, name, hypothesis, channel, segment, arms, reward, owner },
    budgetCap: money(cap * 100, currency),
    firstDay: addDays(through, -from),
    lastDay: addDays(through, -to),
    rule: {
      ...{ minTrials, floor: 0.05, cap: 0.8, promoteAt: 0.95, killAt: 0.02, stopAt: 0.01, discount: 0.99, prior: null },
      lookEveryDays: told.lookEveryDays ?? 7,
    },
  };
}
