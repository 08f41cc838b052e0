import type { ArmRead, BanditDecide, BanditRead, GuardrailEvaluation } from '../../contract/index.ts';
import { formatCount, formatRate } from '../../serializer/index.ts';
import type { Support } from './verdict-supports.ts';

type Asked = Pick<BanditDecide, 'arm' | 'outcome'>;

/** The arm most likely to be best of those that are still played. */
export const leaderOf = ({ arms }: Pick<BanditRead, 'arms'>): ArmRead | null =>
  arms.reduce<ArmRead | null>(
    (best, arm) => (arm.state === 'active' && (best === null || arm.pBest > best.pBest) ? arm : best),
    null,
  );

/** Whether the posteriors carry it, by the rule fixed when the cell started. docs/spec/bandits.md BA86. */
export function supportOfArm(read: BanditRead, { arm: id, outcome }: Asked): Support {
  const { status, design } = read.cell;
  if (status === 'planned') return block('the cell is planned and has not started');
  if (status === 'ended') return block('the cell has ended');
  const arm = read.arms.find((each) => each.arm === id);
  if (arm === undefined) return block(`it has no arm ${id}`);
  if (arm.state !== 'active') return block(`${arm.label} is ${arm.state} already`);
  const leader = leaderOf(read) ?? arm;
  const few = (outcome === 'kill' ? [arm, leader] : [arm]).find(({ enough }) => !enough);
  if (few !== undefined)
    return block(
      `${few.label} has ${formatCount(few.trials)} ${read.words.trial}, and the rule asks for ${formatCount(design.rule.minTrials)}`,
    );
  const chance = `${arm.label} is best with probability ${formatRate(arm.pBest)}`;
  const { promoteAt, killAt } = design.rule;
  if (outcome === 'promote' && arm.pBest < promoteAt)
    return block(`${chance}, and the rule promotes from ${formatRate(promoteAt)}`);
  if (outcome === 'kill' && arm.pBest > killAt)
    return block(`${chance}, and the rule kills up to ${formatRate(killAt)}`);
  const after = `${chance} after ${formatCount(arm.trials)} ${read.words.trial}`;
  const drifting = [arm, leader].find(({ drift }) => drift?.alarm === true);
  if (drifting !== undefined)
    return { outcome: 'warn', reason: `${after}, but ${drifting.label} has changed since: the alarm for drift is on` };
  return { outcome: 'pass', reason: after };
}

const block = (reason: string): Support => ({ outcome: 'block', reason });

/** The posteriors of now against what was asked for. `null`: the cell could not be read. */
export function armEvidence(read: BanditRead | null, payload: BanditDecide): GuardrailEvaluation {
  const base = { guardrail: 'arm-evidence', title: 'Posterior and data' };
  if (read === null) {
    const evidence = 'The cell can not be read now, so nothing says what is known of the arm.';
    return { ...base, outcome: 'unknown', evidence, measured: {}, dataThrough: null };
  }
  const arm = read.arms.find((each) => each.arm === payload.arm);
  const { version, design } = read.cell;
  const measured = {
    version,
    minTrials: design.rule.minTrials,
    ...(arm === undefined ? {} : { pBest: arm.pBest, trials: arm.trials, mean: arm.mean }),
  };
  const through = { measured, dataThrough: read.dataThrough };
  if (version !== payload.cellVersion) {
    const evidence = `The cell is version ${version} now; this rests on version ${payload.cellVersion}.`;
    return { ...base, outcome: 'block', evidence, ...through };
  }
  const strange = strangersTo(read, payload);
  if (strange !== null) return { ...base, outcome: 'block', evidence: strange, ...through };
  const { outcome, reason } = supportOfArm(read, payload);
  return { ...base, outcome, evidence: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`, ...through };
}

/** Arms that came since have no share in it, so it would take their traffic without a word. */
function strangersTo(read: BanditRead, { shares }: BanditDecide): string | null {
  const shared = new Set(shares.map(({ arm }) => arm));
  const stranger = read.arms.find(({ arm, state }) => state === 'active' && !shared.has(arm));
  return stranger === undefined ? null : `${stranger.label} has come to the cell since, and has no share in this.`;
}
