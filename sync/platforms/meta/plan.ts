import { z } from 'zod';
import type { CreativePublish, DryRun, PlannedRequest } from '../../../engine/contract/index.ts';
import type { Uuid } from '../../../engine/core/index.ts';
import { toMetaAmount } from './currency.ts';
import { objectName } from './names.ts';
import { OBJECTS } from './objects.ts';
import { bodyOf } from './requests.ts';

/** Longest name Meta takes for a campaign. */
const NAME_MAX = 400;

const bodySchema = z.record(z.string(), z.json());

type Check = DryRun['checks'][number];

/** What can be checked here, before anything is sent. Meta's own `validate_only` comes on top at dispatch. */
function checksOf(payload: CreativePublish, actionId: Uuid): readonly Check[] {
  const budget = toMetaAmount(payload.dailyBudget);
  const name = objectName(payload, actionId);
  const categories = payload.specialAdCategories;
  return [
    {
      name: 'Budget in whole units of the platform',
      passed: budget.ok && budget.value > 0,
      note: budget.ok ? `daily_budget ${budget.value} (${payload.dailyBudget.currency})` : budget.error.message,
    },
    {
      name: 'Name leaves room for the action id',
      passed: name.length <= NAME_MAX,
      note: `${name.length} of ${NAME_MAX} characters`,
    },
    {
      name: 'Special ad category names its countries',
      passed: categories.length === 0 || payload.countries.length > 0,
      note:
        categories.length === 0
          ? 'no special ad category declared'
          : `${categories.join(', ')} in ${payload.countries.join(', ')}; targeting by country only`,
    },
    { name: 'Created paused', passed: true, note: 'campaign, ad set and ad are sent with status PAUSED' },
  ];
}

/** The exact requests in order, with `<campaign_id>` and the like where Meta will give an id. */
export function planPublish(payload: CreativePublish, actionId: Uuid, apiVersion: string): DryRun {
  const checks = checksOf(payload, actionId);
  const requests: PlannedRequest[] = [];
  for (const { kind, edge } of OBJECTS) {
    const body = bodyOf({ payload, actionId, kind, made: {} });
    if (!body.ok) continue;
    requests.push({
      step: kind,
      method: 'POST',
      path: `/${apiVersion}/act_${payload.accountId}/${edge}`,
      body: bodySchema.parse(body.value),
    });
  }
  return { passed: checks.every((c) => c.passed) && requests.length === OBJECTS.length, checks, requests };
}
