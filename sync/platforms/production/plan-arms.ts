import type { BanditDecide, DryRun } from '../../../engine/contract/index.ts';
import type { Uuid } from '../../../engine/core/index.ts';

/** The one step of a decision over an arm: the shares of the cell and the decision over them, in one transaction. */
export const ARMS_STEP = 'arms';

/** How far shares that were rounded may be from all of it. */
const ROUNDING = 1e-9;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** The exact rows, checked here; the database's own rehearsal comes on top at dispatch. */
export function planArms(payload: BanditDecide, actionId: Uuid): DryRun {
  const { cell, arm, outcome, shares, cellVersion, dataThrough } = payload;
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const distinct = new Set(shares.map((each) => each.arm)).size;
  const own = shares.find((each) => each.arm === arm)?.share ?? null;
  const wanted = outcome === 'promote' ? 1 : 0;
  const checks = [
    {
      name: 'Shares add up',
      passed: Math.abs(total - 1) < ROUNDING,
      note: `${percent(total)} over ${shares.length} arms`,
    },
    { name: 'One share an arm', passed: distinct === shares.length, note: `${distinct} arms` },
    {
      name: 'The arm gets what was decided',
      passed: own === wanted,
      note: `${own === null ? 'no share' : percent(own)}, for ${outcome} ${percent(wanted)}`,
    },
    { name: 'Written once', passed: true, note: 'one row with the action id as its key, in one transaction' },
  ];
  return {
    passed: checks.every(({ passed }) => passed),
    checks,
    requests: [
      {
        step: ARMS_STEP,
        method: 'WRITE',
        path: `bandit_decisions, explore_cell_arms/${cell}`,
        body: { actionId, cell, cellVersion, outcome, arm, shares: [...shares], dataThrough },
      },
    ],
  };
}
