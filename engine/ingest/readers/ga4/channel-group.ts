import { literal } from '../../../store/cache/index.ts';
import { SITES } from './sites.ts';

/**
 * GA4's default channel groups for manual traffic, in the order they are tried, first match wins; letter case does not
 * matter. `S`, `M` and `C` stand for source, medium and campaign in lower case, '' when missing.
 * Source: Analytics Help, "Default channel group", https://support.google.com/analytics/answer/9756891 (2026).
 */
const PAID = `.*cp.*|ppc|retargeting|paid.*`;
const SHOP = `.*(([^a-df-z]|^)shop|shopping).*`;
const MAILS = ['email', 'e-mail', 'e_mail', 'e mail'];

const matches = (value: string, pattern: string): string => `regexp_full_match(${value}, ${literal(pattern)})`;
const oneOf = (value: string, texts: readonly string[]): string => `${value} IN (${texts.map(literal).join(', ')})`;

/** A source is a site by its name or its host: `google`, `www.google.de`, `m.facebook.com`. */
const siteOf = (source: string, kind: keyof typeof SITES): string =>
  matches(
    source,
    String.raw`([a-z0-9-]+\.)*(${SITES[kind].map((name) => name.replaceAll('.', String.raw`\.`)).join('|')})(\.[a-z]{2,3}){0,2}`,
  );

interface Touch {
  readonly S: string;
  readonly M: string;
  readonly C: string;
}

const RULES: readonly (readonly [string, (touch: Touch) => string])[] = [
  ['Direct', ({ S, M }) => `${oneOf(S, ['(direct)', ''])} AND ${oneOf(M, ['(not set)', '(none)', ''])}`],
  ['Cross-network', ({ C }) => `contains(${C}, 'cross-network')`],
  ['Paid Shopping', ({ S, M, C }) => `(${siteOf(S, 'shopping')} OR ${matches(C, SHOP)}) AND ${matches(M, PAID)}`],
  ['Paid Search', ({ S, M }) => `${siteOf(S, 'search')} AND ${matches(M, PAID)}`],
  ['Paid Social', ({ S, M }) => `${siteOf(S, 'social')} AND ${matches(M, PAID)}`],
  ['Paid Video', ({ S, M }) => `${siteOf(S, 'video')} AND ${matches(M, PAID)}`],
  ['Display', ({ M }) => oneOf(M, ['display', 'banner', 'expandable', 'interstitial', 'cpm'])],
  ['Paid Other', ({ M }) => matches(M, PAID)],
  ['Organic Shopping', ({ S, C }) => `${siteOf(S, 'shopping')} OR ${matches(C, SHOP)}`],
  [
    'Organic Social',
    ({ S, M }) =>
      `${siteOf(S, 'social')} OR ${oneOf(M, ['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'])}`,
  ],
  ['Organic Video', ({ S, M }) => `${siteOf(S, 'video')} OR ${matches(M, '.*video.*')}`],
  ['Organic Search', ({ S, M }) => `${siteOf(S, 'search')} OR ${M} = 'organic'`],
  ['Referral', ({ M }) => oneOf(M, ['referral', 'app', 'link'])],
  ['Email', ({ S, M }) => `${oneOf(S, MAILS)} OR ${oneOf(M, MAILS)}`],
  ['Affiliates', ({ M }) => `${M} = 'affiliate'`],
  ['Audio', ({ M }) => `${M} = 'audio'`],
  ['SMS', ({ S, M }) => `${S} = 'sms' OR ${M} = 'sms'`],
  [
    'Mobile Push Notifications',
    ({ S, M }) =>
      `${matches(M, '.*push')} OR contains(${M}, 'mobile') OR contains(${M}, 'notification') OR ${S} = 'firebase'`,
  ],
];

/** SQL of the default channel group of a source, medium and campaign, given as SQL of texts. */
export function channelGroupSql(source: string, medium: string, campaign: string): string {
  const lower = (value: string) => `lower(trim(coalesce(${value}, '')))`;
  const touch: Touch = { S: lower(source), M: lower(medium), C: lower(campaign) };
  return `CASE ${RULES.map(([group, rule]) => `WHEN ${rule(touch)} THEN ${literal(group)}`).join(' ')} ELSE 'Unassigned' END`;
}
