import type { CreativePublish } from '../../../engine/contract/index.ts';
import { type Json, ok, type Result, type Uuid } from '../../../engine/core/index.ts';
import type { Made } from '../contract.ts';
import { toMetaAmount } from './currency.ts';
import { objectName } from './names.ts';
import type { ObjectKind } from './objects.ts';

export type Body = Readonly<Record<string, Json>>;

/**
 * The body that makes one object, PAUSED. Ids not made yet stand as `<campaign_id>` and the like, which is how a plan
 * shows them. Parameters: Meta Marketing API v25.0.
 */
export function bodyOf(opts: {
  readonly payload: CreativePublish;
  readonly actionId: Uuid;
  readonly kind: ObjectKind;
  readonly made: Made;
}): Result<Body> {
  const { payload, actionId, kind, made } = opts;
  const name = objectName(payload, actionId);
  const id = (of: ObjectKind): string => made[of] ?? `<${of}_id>`;
  switch (kind) {
    case 'campaign':
      return ok({
        name,
        objective: 'OUTCOME_TRAFFIC',
        buying_type: 'AUCTION',
        status: 'PAUSED',
        is_adset_budget_sharing_enabled: false,
        special_ad_categories: payload.specialAdCategories,
        ...(payload.specialAdCategories.length > 0 && { special_ad_category_country: payload.countries }),
      });
    case 'adset': {
      const budget = toMetaAmount(payload.dailyBudget);
      if (!budget.ok) return budget;
      return ok({
        name,
        campaign_id: id('campaign'),
        daily_budget: budget.value,
        billing_event: 'IMPRESSIONS',
        optimization_goal: 'LINK_CLICKS',
        bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
        targeting: {
          geo_locations: { countries: payload.countries },
          targeting_automation: { advantage_audience: 0 },
        },
        status: 'PAUSED',
      });
    }
    case 'creative':
      return ok({
        name,
        object_story_spec: {
          page_id: payload.pageId,
          link_data: {
            link: payload.link,
            message: payload.body,
            name: payload.headline,
            call_to_action: { type: 'LEARN_MORE', value: { link: payload.link } },
          },
        },
      });
    case 'ad':
      return ok({
        name,
        adset_id: id('adset'),
        creative: { creative_id: id('creative') },
        status: 'PAUSED',
      });
  }
}
