import { z } from 'zod';
import type { Edge, ObjectStore } from './store.ts';
import { invalidParameter, type MetaFault, type Params } from './wire.ts';

/** Narrowing that a special ad category forbids. */
const RESTRICTED = ['age_min', 'age_max', 'age_range', 'genders', 'zips'];

const targetingSchema = z
  .object({ geo_locations: z.object({ countries: z.array(z.string()).min(1) }).loose() })
  .loose();
const creativeSpecSchema = z.object({
  page_id: z.string(),
  link_data: z.object({ link: z.url(), message: z.string().optional() }).loose(),
});

interface World {
  readonly store: ObjectStore;
  readonly pageIds: readonly string[];
}

/**
 * Rules about combinations, which the published parameter lists do not tell: parents exist, the budget is in one place,
 * a special ad category names its countries and is not narrowed, everything starts PAUSED.
 */
export function combinationFault(world: World, edge: Edge, params: Params): MetaFault | null {
  if (typeof params.name !== 'string' || params.name === '') return invalidParameter('The parameter name is required');
  if (edge !== 'adcreatives' && params.status === undefined)
    return invalidParameter('The parameter status is required');
  switch (edge) {
    case 'campaigns':
      return campaignFault(params);
    case 'adsets':
      return adsetFault(world, params);
    case 'adcreatives':
      return creativeFault(world, params);
    case 'ads':
      return adFault(world, params);
  }
}

const categoriesOf = (params: Params): readonly unknown[] =>
  Array.isArray(params.special_ad_categories) ? params.special_ad_categories.filter((c) => c !== 'NONE') : [];

function campaignFault(params: Params): MetaFault | null {
  if (params.objective === undefined) return invalidParameter('The parameter objective is required');
  const countries = params.special_ad_category_country;
  if (categoriesOf(params).length > 0 && (!Array.isArray(countries) || countries.length === 0)) {
    return invalidParameter('special_ad_category_country is required with a special ad category', 2_490_487);
  }
  if (params.daily_budget === undefined && params.is_adset_budget_sharing_enabled === undefined) {
    return invalidParameter('is_adset_budget_sharing_enabled is required without a campaign budget', 4_834_011);
  }
  return null;
}

function adsetFault({ store }: World, params: Params): MetaFault | null {
  const campaign = store.get(String(params.campaign_id));
  if (campaign?.kind !== 'campaign' || campaign.deletedAt !== null) {
    return invalidParameter('campaign_id must be a campaign of this account');
  }
  const onCampaign = campaign.fields.daily_budget !== undefined;
  if (onCampaign && params.daily_budget !== undefined) {
    return invalidParameter('The budget is on the campaign or on the ad set, not on both', 1_885_621);
  }
  if (!onCampaign && !(Number(params.daily_budget) > 0)) return invalidParameter('The ad set needs a daily_budget');
  if (params.billing_event === undefined || params.optimization_goal === undefined) {
    return invalidParameter('The parameters billing_event and optimization_goal are required');
  }
  const targeting = targetingSchema.safeParse(params.targeting);
  if (!targeting.success) return invalidParameter('targeting needs geo_locations', 1_885_364);
  const narrowed = [...Object.keys(targeting.data), ...Object.keys(targeting.data.geo_locations)];
  const forbidden = narrowed.find((key) => RESTRICTED.includes(key));
  if (categoriesOf(campaign.fields).length > 0 && forbidden !== undefined) {
    return invalidParameter(`A special ad category does not allow targeting by ${forbidden}`, 1_885_534);
  }
  return null;
}

function creativeFault({ pageIds }: World, params: Params): MetaFault | null {
  const spec = creativeSpecSchema.safeParse(params.object_story_spec);
  if (!spec.success) return invalidParameter('object_story_spec needs page_id and link_data with a link', 1_443_048);
  if (!pageIds.includes(spec.data.page_id)) {
    return { status: 403, code: 200, message: '(#200) The token may not use this page' };
  }
  return null;
}

function adFault({ store }: World, params: Params): MetaFault | null {
  const adset = store.get(String(params.adset_id));
  if (adset?.kind !== 'adset' || adset.deletedAt !== null) return invalidParameter('adset_id must be a live ad set');
  const creative = z.object({ creative_id: z.string() }).safeParse(params.creative);
  const held = creative.success ? store.get(creative.data.creative_id) : undefined;
  if (held?.kind !== 'creative' || held.deletedAt !== null)
    return invalidParameter('creative needs a live creative_id');
  return null;
}
