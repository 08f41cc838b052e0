import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal } from '../../../store/cache/index.ts';
import { channelGroupSql } from './channel-group.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function groupOf(source: string | null, medium: string | null, campaign: string | null): Promise<unknown> {
  const text = (value: string | null) => (value === null ? 'NULL::VARCHAR' : literal(value));
  const sql = `SELECT ${channelGroupSql(text(source), text(medium), text(campaign))}`;
  return (await connection.runAndReadAll(sql)).getRows()[0]?.[0];
}

// The definitions of Analytics Help, "Default channel group" (answer 9756891), one row or more for each line of the table.
describe('[IN13] the default channel group of', () => {
  it.each([
    ['(direct)', '(none)', null, 'Direct'],
    ['(direct)', '(not set)', '(direct)', 'Direct'],
    [null, null, null, 'Direct'],
    ['google', 'cpc', 'autumn cross-network', 'Cross-network'],
    ['amazon.de', 'cpc', null, 'Paid Shopping'],
    ['google', 'cpc', 'shopping de', 'Paid Shopping'],
    ['google', 'cpc', 'workshop', 'Paid Search'],
    ['google', 'cpc', 'bishop', 'Paid Search'],
    ['google', 'cpc', 'eshop de', 'Paid Shopping'],
    ['google', 'cpc', 'brand', 'Paid Search'],
    ['Google', 'CPC', 'brand', 'Paid Search'],
    ['bing', 'ppc', null, 'Paid Search'],
    ['www.google.co.uk', 'paidsearch', null, 'Paid Search'],
    ['facebook', 'paid_social', null, 'Paid Social'],
    ['m.facebook.com', 'cpm', null, 'Paid Social'],
    ['tiktok', 'retargeting', null, 'Paid Social'],
    ['youtube.com', 'cpv', null, 'Paid Video'],
    ['dv360', 'cpm', null, 'Display'],
    ['partner', 'banner', null, 'Display'],
    ['partner', 'interstitial', null, 'Display'],
    ['partner', 'cpa', null, 'Paid Other'],
    ['ebay', 'referral', null, 'Organic Shopping'],
    ['partner', 'referral', 'shop', 'Organic Shopping'],
    ['t.co', 'referral', null, 'Organic Social'],
    ['partner', 'social-media', null, 'Organic Social'],
    ['vimeo.com', 'referral', null, 'Organic Video'],
    ['partner', 'in-video', null, 'Organic Video'],
    ['duckduckgo', 'referral', null, 'Organic Search'],
    ['partner', 'organic', null, 'Organic Search'],
    ['blog.example', 'referral', null, 'Referral'],
    ['blog.example', 'link', null, 'Referral'],
    ['newsletter', 'e-mail', null, 'Email'],
    ['email', 'newsletter', null, 'Email'],
    ['partner', 'affiliate', null, 'Affiliates'],
    ['podcast', 'audio', null, 'Audio'],
    ['sms', 'text', null, 'SMS'],
    ['partner', 'sms', null, 'SMS'],
    ['app', 'web-push', null, 'Mobile Push Notifications'],
    ['firebase', 'message', null, 'Mobile Push Notifications'],
    ['app', 'mobile banner', null, 'Mobile Push Notifications'],
    ['google-like', 'offline', null, 'Unassigned'],
    ['partner', null, null, 'Unassigned'],
  ])('%s / %s / %s is %s', async (source, medium, campaign, group) => {
    expect(await groupOf(source, medium, campaign)).toBe(group);
  });
});
