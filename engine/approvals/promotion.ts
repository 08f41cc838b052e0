import type {
  CreativePublish,
  CreativeTest,
  CreativeVariant,
  DiffLine,
  PromoteInput,
  Proof,
  Proposal,
} from '../contract/index.ts';
import { type AppError, appError, err, type Money, ok, type Result } from '../core/index.ts';
import { proofRef } from '../proofs/index.ts';
import { formatCount, formatInterval, formatMoney, formatPoints, formatText } from '../serializer/index.ts';
import type { PublishTarget } from './ports.ts';

const NAME_MAX = 160;

/** The measures a promotion rests on; the last one is the expected effect. */
export const PROMOTION_MEASURES = [
  'creative.verdict',
  'creative.p_best',
  'creative.expected_loss',
  'creative.uplift',
] as const;

/** References of the proofs a promotion of this variant rests on. */
export const promotionProofs = ({ testId, variantId }: PromoteInput): readonly string[] => [
  proofRef('creative.verdict', testId),
  proofRef('creative.p_best', testId, variantId),
  proofRef('creative.expected_loss', testId, variantId),
  proofRef('creative.uplift', testId),
];

const unsupported = (reason: string): Result<never> => err(appError('PROPOSAL_NOT_SUPPORTED', { reason }));

/** The variant, if the read supports promoting it. Fails with NOT_FOUND or PROPOSAL_NOT_SUPPORTED. */
export function supportedVariant(read: CreativeTest, input: PromoteInput): Result<CreativeVariant> {
  const variant = read.variants.find(({ variantId }) => variantId === input.variantId);
  if (variant === undefined) return err(appError('NOT_FOUND', { what: 'Variant', id: input.variantId }));
  if (read.test.verdict !== 'winner') return unsupported(read.reason.replace(/\.$/, ''));
  if (read.test.bestVariantId !== input.variantId)
    return unsupported(`variant ${read.test.bestLabel ?? 'another'} is the winner, not ${variant.label}`);
  return ok(variant);
}

const targetError = (target: PublishTarget, budget: Money): AppError | null => {
  if (target.accountId === '')
    return appError('PLATFORM_NOT_CONFIGURED', { platform: 'Meta', reason: 'it has no ad account' });
  if (target.pageId === '') return appError('PLATFORM_NOT_CONFIGURED', { platform: 'Meta', reason: 'it has no page' });
  if (budget.currency !== target.currency)
    return appError('INPUT_INVALID', {
      reason: `the budget is in ${budget.currency}, the workspace in ${target.currency}`,
    });
  if (budget.minor <= 0) return appError('INPUT_INVALID', { reason: 'the daily budget has to be above zero' });
  return null;
};

/** Shortens by whole characters as people see them. */
function shortened(text: string, most: number): string {
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
  return graphemes.length <= most ? text : `${graphemes.slice(0, most - 1).join('')}…`;
}

/** What will be made, in absolute values. Fails with PLATFORM_NOT_CONFIGURED or INPUT_INVALID. */
export function publishPayload(
  read: CreativeTest,
  variant: CreativeVariant,
  opts: { readonly input: PromoteInput; readonly target: PublishTarget },
): Result<CreativePublish> {
  const { input, target } = opts;
  const wrong = targetError(target, input.dailyBudget);
  if (wrong !== null) return err(wrong);
  return ok({
    kind: 'creative.publish',
    platform: 'meta',
    accountId: target.accountId,
    pageId: target.pageId,
    testId: input.testId,
    variantId: input.variantId,
    name: shortened(`${formatText(read.test.name)} · ${variant.label} (${input.testId})`, NAME_MAX),
    headline: formatText(variant.headline),
    body: formatText(variant.body) === '—' ? '' : formatText(variant.body),
    link: input.link,
    dailyBudget: input.dailyBudget,
    countries: [...new Set(input.countries)].sort(),
    specialAdCategories: input.financialProduct ? ['FINANCIAL_PRODUCTS_SERVICES'] : [],
  });
}

const none = 'none';

/** What will change, as lines for the approver. */
export function publishDiff(payload: CreativePublish, cap: Money | null): readonly DiffLine[] {
  const line = (label: string, after: string, mono = false): DiffLine => ({ label, before: none, after, mono });
  const budget = formatMoney(payload.dailyBudget);
  return [
    line('Ad', '1 new ad, created paused'),
    line('Headline', payload.headline, true),
    ...(payload.body === '' ? [] : [line('Text', payload.body, true)]),
    line('Leads to', payload.link, true),
    {
      label: 'Daily budget',
      before: formatMoney({ minor: 0, currency: payload.dailyBudget.currency }),
      after: cap === null ? budget : `${budget}, cap ${formatMoney(cap)}`,
      mono: false,
    },
    line('Shown in', payload.countries.join(', ')),
    line('Special ad category', payload.specialAdCategories.length === 0 ? none : 'financial products and services'),
    { label: 'Undo', before: '', after: 'delete the ad and its campaign; nothing else is touched', mono: false },
  ];
}

/** Leader minus runner-up with its interval, resting on the last proof. */
export function expectedEffect(read: CreativeTest, proofs: readonly Proof[]): Proposal['expectedEffect'] {
  const proof = proofs.at(-1);
  if (read.uplift === null || proof === undefined) return null;
  const { estimate, interval, against } = read.uplift;
  const points = formatPoints(estimate, { signed: true });
  const range = formatInterval(interval, 'percentage_points');
  const level = `${formatCount(interval.level * 100)} %`;
  const sentence = `${points} click-through rate over variant ${against} (${level} interval ${range}).`;
  return { metric: 'click-through rate', estimate, interval, sentence, proofId: proof.id };
}
