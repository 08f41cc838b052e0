import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeMeta } from '../fakes/meta/index.ts';
import { publishedSpec } from '../fakes/meta/published-spec.ts';

const answerSchema = z.object({
  id: z.string().optional(),
  success: z.boolean().optional(),
  error: z.object({ code: z.number(), error_subcode: z.number().optional(), message: z.string() }).optional(),
});

const CAMPAIGN = {
  name: 'Balance',
  objective: 'OUTCOME_TRAFFIC',
  status: 'PAUSED',
  is_adset_budget_sharing_enabled: false,
  special_ad_categories: ['FINANCIAL_PRODUCTS_SERVICES'],
  special_ad_category_country: ['US'],
};
const ADSET = {
  name: 'Balance',
  daily_budget: 5_000,
  billing_event: 'IMPRESSIONS',
  optimization_goal: 'LINK_CLICKS',
  targeting: { geo_locations: { countries: ['US'] } },
  status: 'PAUSED',
};
const CREATIVE = {
  name: 'Balance',
  object_story_spec: { page_id: '2002', link_data: { link: 'https://example.com', message: 'text' } },
};

function client(fake = new FakeMeta()) {
  const send = (
    method: string,
    path: string,
    opts: { body?: unknown; query?: Record<string, string>; token?: string } = {},
  ) =>
    answerSchema.parse(
      JSON.parse(
        fake.handle(
          {
            method,
            path: `/v25.0/${path}`,
            query: opts.query ?? {},
            headers: { authorization: `Bearer ${opts.token ?? 'test-token'}` },
            body: JSON.stringify(opts.body ?? {}),
          },
          0,
        ).body,
      ),
    );
  const post = (edge: string, body: unknown) => send('POST', `act_1001/${edge}`, { body });
  const made = (edge: string, body: unknown): string => {
    const { id, error } = post(edge, body);
    if (id === undefined) throw new Error(error?.message ?? 'no id');
    return id;
  };
  return { fake, send, post, made };
}

describe('the Meta fake judges requests', () => {
  it('takes a whole publication', () => {
    const { made, fake } = client();
    const campaign = made('campaigns', CAMPAIGN);
    const adset = made('adsets', { ...ADSET, campaign_id: campaign });
    const creative = made('adcreatives', CREATIVE);
    made('ads', { name: 'Balance', adset_id: adset, creative: { creative_id: creative }, status: 'PAUSED' });
    expect(fake.store.live.map((o) => o.kind)).toEqual(['campaign', 'adset', 'creative', 'ad']);
  });

  it('refuses another token, a token in the URL and another version', () => {
    const { send, fake } = client();
    expect(send('GET', 'act_1001', { token: 'stale' }).error?.code).toBe(190);
    expect(send('GET', 'act_1001', { query: { access_token: 'test-token' } }).error?.code).toBe(100);
    const old = fake.handle(
      { method: 'GET', path: '/v19.0/act_1001', query: {}, headers: { authorization: 'Bearer test-token' }, body: '' },
      0,
    );
    expect(answerSchema.parse(JSON.parse(old.body)).error?.code).toBe(2635);
  });

  it.each([
    ['a special ad category without countries', { special_ad_category_country: undefined }, 2_490_487],
    ['no word on budget sharing', { is_adset_budget_sharing_enabled: undefined }, 4_834_011],
    ['no status', { status: undefined }, undefined],
    ['no objective', { objective: undefined }, undefined],
  ])('refuses a campaign with %s', (_, change, subcode) => {
    const { error } = client().post('campaigns', { ...CAMPAIGN, ...change });
    expect(error?.code).toBe(100);
    expect(error?.error_subcode).toBe(subcode);
  });

  it.each([
    ['no budget', { daily_budget: undefined }],
    ['no countries', { targeting: {} }],
    ['an age in a special ad category', { targeting: { geo_locations: { countries: ['US'] }, age_min: 25 } }],
    ['a gender in a special ad category', { targeting: { geo_locations: { countries: ['US'] }, genders: [1] } }],
    ['postal codes in a special ad category', { targeting: { geo_locations: { countries: ['US'], zips: ['94110'] } } }],
    ['no billing event', { billing_event: undefined }],
    ['no such campaign', { campaign_id: '404' }],
  ])('refuses an ad set with %s', (_, change) => {
    const { made, post } = client();
    const campaign_id = made('campaigns', CAMPAIGN);
    expect(post('adsets', { ...ADSET, campaign_id, ...change }).error?.code).toBe(100);
  });

  it('refuses a budget on the campaign and on the ad set', () => {
    const { made, post } = client();
    const campaign_id = made('campaigns', { ...CAMPAIGN, daily_budget: 9_000 });
    expect(post('adsets', { ...ADSET, campaign_id }).error?.error_subcode).toBe(1_885_621);
  });

  it('refuses a page that the token may not use, and an ad without its creative', () => {
    const { made, post } = client();
    const story = { ...CREATIVE.object_story_spec, page_id: '999' };
    expect(post('adcreatives', { ...CREATIVE, object_story_spec: story }).error?.code).toBe(200);
    const adset_id = made('adsets', { ...ADSET, campaign_id: made('campaigns', CAMPAIGN) });
    const ad = { name: 'Balance', adset_id, creative: { creative_id: '404' }, status: 'PAUSED' };
    expect(post('ads', ad).error?.code).toBe(100);
  });

  it('makes nothing when asked to validate only', () => {
    const { post, fake } = client();
    expect(post('campaigns', { ...CAMPAIGN, execution_options: ['validate_only'] })).toEqual({ success: true });
    expect(fake.store.all).toEqual([]);
  });

  it('deletes what hangs under a campaign with it, and says so of what is gone', () => {
    const { made, send, fake } = client();
    const campaign = made('campaigns', CAMPAIGN);
    made('adsets', { ...ADSET, campaign_id: campaign });
    expect(send('DELETE', campaign).success).toBe(true);
    expect(fake.store.live).toEqual([]);
    expect(send('DELETE', campaign).error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it('lists behind time when it lags: late to show, late to hide', () => {
    const { fake, made } = client();
    const id = made('campaigns', CAMPAIGN);
    const seen = (now: number, lagMs: number) =>
      fake.store.listed({ kind: 'campaign', accountId: '1001', now, lagMs }).map((o) => o.id);
    expect(seen(100, 101)).toEqual([]);
    expect(seen(100, 100)).toEqual([id]);
    fake.store.delete(id, 200);
    expect(seen(250, 100)).toEqual([id]);
    expect(seen(250, 0)).toEqual([]);
  });
});

describe.skipIf(publishedSpec() === null)('by the specification that Meta publishes', () => {
  it.each([
    ['an unknown parameter', 'campaigns', { ...CAMPAIGN, budget: 5 }],
    ['a missing required parameter', 'campaigns', { ...CAMPAIGN, special_ad_categories: undefined }],
    ['a value that is none of the enumeration', 'campaigns', { ...CAMPAIGN, objective: 'WIN' }],
    ['a list value that is none of the enumeration', 'campaigns', { ...CAMPAIGN, special_ad_categories: ['LOANS'] }],
    ['a type that is not the parameter’s', 'campaigns', { ...CAMPAIGN, daily_budget: 'much' }],
    ['a key that targeting does not have', 'adsets', { ...ADSET, targeting: { place: 'US' } }],
    ['a key that a story does not have', 'adcreatives', { ...CREATIVE, object_story_spec: { page: '2002' } }],
  ])('refuses %s', (_, edge, body) => {
    expect(client().post(edge, body).error?.code).toBe(100);
  });

  it('refuses a field that the object does not have', () => {
    const { send } = client();
    expect(send('GET', 'act_1001/campaigns', { query: { fields: 'id,spend_so_far' } }).error?.code).toBe(100);
  });
});
