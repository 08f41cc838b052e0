import { recommendedShares } from '../bandits/index.ts';
import type { ArmRead, ArmShare, BanditDecide, BanditRead, DiffLine, Proof, Proposal } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { leaderOf, supportOfArm } from '../guardrails/index.ts';
import { proofRef } from '../proofs/index.ts';
import { formatDay, formatInterval, formatNumber, formatRate, formatRatio } from '../serializer/index.ts';
import { unsupported } from './submit-decision.ts';

/** What a person wants decided over an arm. */
export type ArmDecideInput = Pick<BanditDecide, 'cell' | 'arm' | 'outcome' | 'reason'>;

/** What would be written, if the posteriors support it. Fails with PROPOSAL_NOT_SUPPORTED. docs/spec/bandits.md BA86–BA87. */
export function armPayload(read: BanditRead, { cell, arm, outcome, reason }: ArmDecideInput): Result<BanditDecide> {
  const support = supportOfArm(read, { arm, outcome });
  if (support.outcome === 'block') return unsupported(support.reason);
  if (read.dataThrough === null) return unsupported('there are no data of it');
  const shares = outcome === 'promote' ? allFor(read, arm) : sharesWithout(read, arm);
  const { version: cellVersion } = read.cell;
  const { dataThrough } = read;
  return ok({
    ...{ kind: 'bandit.decide', platform: 'production' },
    ...{ cell, outcome, arm, shares, cellVersion, dataThrough, reason },
  });
}

const active = ({ arms }: BanditRead): readonly ArmRead[] => arms.filter(({ state }) => state === 'active');

const allFor = (read: BanditRead, chosen: string): readonly ArmShare[] =>
  active(read).map(({ arm }) => ({ arm, share: arm === chosen ? 1 : 0 }));

/** The shares recommended of the others: the chances to be best within floor and cap, as on any night. */
function sharesWithout(read: BanditRead, gone: string): readonly ArmShare[] {
  const arms = active(read);
  const shares = recommendedShares(
    arms.map(({ pBest }) => pBest),
    arms.map(({ arm }) => (arm === gone ? 'killed' : 'active')),
    read.cell.design.rule,
  );
  return rounded(arms.map(({ arm }, index) => ({ arm, share: shares[index] ?? 0 })));
}

/** Hundredths of a per cent that add up to all of it (largest remainder), so that what is read is what is written. */
export function rounded(shares: readonly ArmShare[]): readonly ArmShare[] {
  const whole = shares.map(({ share }) => Math.floor(share * STEPS));
  const missing = STEPS - whole.reduce((sum, steps) => sum + steps, 0);
  const byRest = [...shares.keys()].toSorted((a, b) => restOf(shares[b]) - restOf(shares[a]) || a - b);
  const raised = new Set(byRest.slice(0, missing));
  return shares.map(({ arm }, index) => ({ arm, share: ((whole[index] ?? 0) + (raised.has(index) ? 1 : 0)) / STEPS }));
}

const STEPS = 10_000;
const restOf = (given: ArmShare | undefined): number => ((given?.share ?? 0) * STEPS) % 1;

/** The numbers a decision rests on: of the arm, and of the leader where it falls behind it. */
export function armProofs(read: BanditRead, { cell, arm, outcome, shares }: BanditDecide): readonly string[] {
  const of = (id: string, ...names: readonly string[]) => names.map((name) => proofRef('bandit.arm', cell, id, name));
  const leader = leaderOf(read)?.arm ?? arm;
  const behind = outcome === 'kill' && leader !== arm ? of(leader, 'p_best', 'trials', 'mean') : [];
  const now = shares.flatMap((each) => (nowOf(read, each.arm) === null ? [] : of(each.arm, 'share_now')));
  return [...of(arm, 'mean', 'low', 'high', 'p_best', 'expected_loss', 'trials'), ...behind, ...now];
}

const nowOf = (read: BanditRead, arm: string): number | null =>
  read.arms.find((each) => each.arm === arm)?.shareNow ?? null;

const labelOf = (read: BanditRead, arm: string): string => read.arms.find((each) => each.arm === arm)?.label ?? arm;

/** What will change, as lines for the approver. */
export function armDiff(read: BanditRead, payload: BanditDecide): readonly DiffLine[] {
  const { arm, outcome, shares, reason, dataThrough } = payload;
  const label = labelOf(read, arm);
  const others = shares.length - 1;
  return [
    { label, before: 'active', after: outcome === 'promote' ? 'promoted' : 'killed', mono: false },
    ...(outcome === 'promote' && others > 0
      ? [{ label: 'The other arms', before: `${formatNumber(others)} active`, after: 'killed', mono: false }]
      : []),
    ...shares.map((each) => ({
      label: `Share of ${labelOf(read, each.arm)}`,
      before: before(nowOf(read, each.arm)),
      after: formatRate(each.share),
      mono: true,
    })),
    { label: 'Data', before: '', after: `through ${formatDay(dataThrough)}`, mono: false },
    { label: 'Reason', before: '', after: reason, mono: false },
    {
      label: 'Undo',
      before: '',
      after: 'set the arms back to what they were; needs a reason, no approval',
      mono: false,
    },
  ];
}

const before = (share: number | null): string =>
  share === null ? 'not told' : `${formatRate(share)} over the last 7 days`;

const UNITS = {
  share: { kind: 'rate', write: (value: number) => formatRate(value) },
  per_currency: { kind: 'number', write: (value: number) => formatNumber(value) },
  ratio: { kind: 'ratio', write: (value: number) => formatRatio(value) },
} as const;

/** What the arm is worth, with its interval: what everybody gets of a promotion, and what ends with a kill. */
export function armEffect(
  read: BanditRead,
  { cell, arm: id, outcome }: BanditDecide,
  proofs: readonly Proof[],
): Proposal['expectedEffect'] {
  const arm = read.arms.find((each) => each.arm === id);
  const proof = proofs.find(({ ref }) => ref === proofRef('bandit.arm', cell, id, 'mean'));
  if (arm === undefined || proof === undefined) return null;
  const { mean, interval95: interval, pBest } = arm;
  const { kind, write } = UNITS[read.unit];
  const range = `${formatNumber(interval.level * 100)} % interval ${formatInterval(interval, kind)}`;
  const whose =
    outcome === 'promote' ? `expected of ${arm.label}, which gets all the traffic` : `given up with ${arm.label}`;
  const sentence = `${write(mean)} ${read.words.value} ${whose} (${range}); it is best with probability ${formatRate(pBest)}.`;
  return { metric: read.words.value, estimate: mean, interval, sentence, proofId: proof.id };
}

/** The title people see in the inbox. */
export const armTitle = (read: BanditRead, { arm, outcome }: Pick<BanditDecide, 'arm' | 'outcome'>): string =>
  `${outcome === 'promote' ? 'Promote' : 'Kill'} "${labelOf(read, arm)}" in "${read.cell.design.name}"`;
