import { type CreativeTest, proposalViewSchema, sourceSchema, workspaceStatusSchema } from '../contract/index.ts';
import { instantOf } from '../core/index.ts';
import { CREATIVE_RULES, readTogether, testList, testView, variantTotalsRow } from '../creative/index.ts';
import type { CreativeReportInput } from './input.ts';

export const SOURCE = sourceSchema.parse({
  dataset: 'creative_daily',
  loadId: '01930000-0000-7000-8000-000000000001',
  rowsRead: 35,
  dataThrough: '2026-11-21',
  loadedAt: '2026-11-22T05:04:31.000Z',
  snapshotHash: 'a'.repeat(64),
  freshness: 'fresh',
});

const EVIL = `<script>alert("x")</script> & 'quotes' \u202e`;

const rows = (id: string, name: string, counts: readonly (readonly [number, number])[]) =>
  counts.map(([clicks, impressions], i) =>
    variantTotalsRow.parse({
      test_id: id,
      variant_id: `${id}-${i + 1}`,
      test_name: name,
      headline: `${name} ${i + 1}`,
      body: '',
      first_day: '2026-11-10',
      last_day: '2026-11-21',
      impressions,
      clicks,
      rows_read: 12,
    }),
  );

const budget = rows('budget', 'Budget reset headline', [
  [122, 3033],
  [96, 3022],
  [170, 3052],
]);
const evil = rows('evil', EVIL, [
  [120, 3000],
  [150, 3600],
]);

const view = (of: typeof budget): CreativeTest => testView(of, [SOURCE], CREATIVE_RULES);

const id = (n: number): string => `01930000-0000-7000-8000-00000000000${n}`;

const proposal = proposalViewSchema.parse({
  proposal: {
    id: id(2),
    actionId: id(3),
    title: `Promote C ${EVIL}`,
    proposerId: id(4),
    createdAt: '2026-11-22T10:00:00.000Z',
    expiresAt: '2026-11-25T10:00:00.000Z',
    payload: {
      kind: 'creative.publish',
      platform: 'meta',
      accountId: '1',
      pageId: '2',
      testId: 'budget',
      variantId: 'budget-3',
      name: 'Budget reset',
      headline: 'Budget reset headline 3',
      body: '',
      link: 'https://balance.example/',
      dailyBudget: { minor: 5000, currency: 'USD' },
      countries: ['US'],
      specialAdCategories: [],
    },
    diff: [],
    before: {},
    compensation: 'Delete what was made.',
    stakePerDay: { minor: 5000, currency: 'USD' },
    expectedEffect: null,
    proofIds: [],
    dryRun: { passed: true, checks: [], requests: [] },
    guardrails: [],
    policyVersion: '1',
    approvalsNeeded: 2,
    fingerprint: 'ab'.repeat(32),
  },
  state: 'in_review',
  proposerName: 'Ana',
  approvals: [],
  decision: null,
  actionId: null,
  actionState: null,
  mayApprove: { allowed: false, reason: 'Nobody is signed in.' },
});

/** A report with a winner, an uneven split and text that tries to be markup. */
export const INPUT: CreativeReportInput = {
  list: testList([...budget, ...evil], [SOURCE], CREATIVE_RULES),
  tests: [view(budget), view(evil)],
  together: readTogether(
    [...budget, ...evil].map((row) => ({ ...row, declared: row.variant_id === 'budget-3' })),
    [SOURCE],
    CREATIVE_RULES,
  ),
  status: workspaceStatusSchema.parse({
    id: id(1),
    name: 'Balance <b>sample</b>',
    sample: true,
    zone: 'America/New_York',
    currency: 'USD',
    version: '0.1.0',
    datasets: [],
    counts: {
      creativeTests: 2,
      experimentsRunning: 0,
      cellsToLook: 0,
      approvalsWaiting: 1,
      actionsWaiting: 0,
      deadLetters: 0,
    },
    caps: { perDay: { minor: 100_000, currency: 'USD' }, twoApproversAbove: { minor: 50_000, currency: 'USD' } },
  }),
  proposals: [proposal],
  proofs: [],
  generatedAt: instantOf(Date.UTC(2026, 10, 22, 16)),
  zone: 'America/New_York',
};
