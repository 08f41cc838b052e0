import type { ArmRead, BanditRead, BanditResult } from '../../contract/index.ts';
import { formatProbability } from '../../serializer/index.ts';
import { quoted, trialsText } from './wording.ts';

type Permission = BanditResult['may'][number]['promote'];

const YES: Permission = { allowed: true, reason: '' };
const no = (reason: string): Permission => ({ allowed: false, reason });

/** Why nothing can be decided over any arm of the cell now; null when it can. */
function closed({ cell, arms }: BanditRead): string | null {
  if (cell.status === 'planned') return 'The cell has not started.';
  if (cell.status === 'ended') return 'The cell has ended.';
  return arms.length < 2 ? 'There is nothing to compare: fewer than two arms have data.' : null;
}

const tooFew = (arm: ArmRead, { cell, words }: BanditRead): string =>
  `${quoted(arm.label)} has ${trialsText(arm.trials)} ${words.trial}; the rule asks for ${trialsText(cell.design.rule.minTrials)}.`;

function mayPromote(arm: ArmRead, read: BanditRead): Permission {
  const { promoteAt } = read.cell.design.rule;
  if (arm.state !== 'active') return no(`${quoted(arm.label)} is ${arm.state} already.`);
  if (!arm.enough) return no(tooFew(arm, read));
  return arm.pBest >= promoteAt
    ? YES
    : no(
        `${quoted(arm.label)} is the best with probability ${formatProbability(arm.pBest)}; the rule promotes from ${formatProbability(promoteAt)} on.`,
      );
}

function mayKill(arm: ArmRead, read: BanditRead): Permission {
  const { killAt } = read.cell.design.rule;
  if (arm.state !== 'active') return no(`${quoted(arm.label)} is ${arm.state} already.`);
  if (!arm.enough) return no(tooFew(arm, read));
  const leader = read.arms
    .filter(({ state }) => state !== 'killed')
    .reduce<ArmRead>((best, each) => (each.pBest > best.pBest ? each : best), arm);
  if (!leader.enough) return no(tooFew(leader, read));
  return arm.pBest <= killAt
    ? YES
    : no(
        `${quoted(arm.label)} is the best with probability ${formatProbability(arm.pBest)}; the rule kills from ${formatProbability(killAt)} down.`,
      );
}

/** What the data and the rule allow over an arm, and if not, why: who may do it is not asked here. BA77. */
export function armPermissions(read: BanditRead): BanditResult['may'] {
  const reason = closed(read);
  return read.arms.map((arm) =>
    reason === null
      ? { arm: arm.arm, promote: mayPromote(arm, read), kill: mayKill(arm, read), keep: YES }
      : { arm: arm.arm, promote: no(reason), kill: no(reason), keep: no(reason) },
  );
}
