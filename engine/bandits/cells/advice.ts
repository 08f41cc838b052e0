import type { BanditRead } from '../../contract/index.ts';
import { formatProbability, formatRate } from '../../serializer/index.ts';
import type { ValueRemaining } from '../posterior/index.ts';
import { sumOf } from './evidence.ts';
import { type ArmStanding, type CellStanding, leaderOf, type NightStanding } from './standing.ts';
import { daysText, quoted, trialsText } from './wording.ts';

type Advice = BanditRead['advice'];

/** Days behind "at the present pace". */
export const PACE_DAYS = 7;

/** Trials a day of an arm over the last days of the cell. */
export function paceOf({ evidence }: CellStanding, place: number): number {
  const recent = (evidence.arms[place]?.trials ?? []).slice(-PACE_DAYS);
  return recent.length === 0 ? 0 : sumOf(recent) / recent.length;
}

interface Seen {
  readonly standing: CellStanding;
  readonly arms: readonly ArmStanding[];
  readonly leader: ArmStanding;
}

const chance = (arm: ArmStanding): string =>
  `${quoted(arm.label)} is the best with probability ${formatProbability(arm.pBest)}`;

/** What an arm still lacks of the trials the rule asks for, and how long that takes. */
function lacking({ standing }: Seen, arm: ArmStanding): string {
  const { rule } = standing.record.design;
  const left = Math.max(0, rule.minTrials - arm.trials);
  const pace = paceOf(standing, arm.place);
  const when = pace > 0 ? `, about ${daysText(Math.ceil(left / pace))} at the present pace` : ', and it gets none now';
  return `${trialsText(left)} more ${standing.model.words.trial} for ${quoted(arm.label)}${when}`;
}

function promote(seen: Seen): Advice | null {
  const { leader, standing } = seen;
  const { rule } = standing.record.design;
  if (leader.state === 'promoted' || leader.pBest < rule.promoteAt || !leader.enough) return null;
  return {
    kind: 'promote',
    arm: leader.arm,
    reason: `${chance(leader)}; the rule promotes from ${formatProbability(rule.promoteAt)} on, after ${trialsText(rule.minTrials)} ${standing.model.words.trial}, and it has ${trialsText(leader.trials)}.`,
    change: `Data that bring it below ${formatProbability(rule.promoteAt)}.`,
  };
}

function kill({ arms, leader, standing }: Seen): Advice | null {
  const { rule } = standing.record.design;
  if (!leader.enough) return null;
  const worst = arms
    .filter((arm) => arm.state === 'active' && arm !== leader && arm.enough && arm.pBest <= rule.killAt)
    .reduce<ArmStanding | null>((least, arm) => (least === null || arm.pBest < least.pBest ? arm : least), null);
  if (worst === null) return null;
  return {
    kind: 'kill',
    arm: worst.arm,
    reason: `${chance(worst)}, after ${trialsText(worst.trials)} ${standing.model.words.trial}; the rule kills from ${formatProbability(rule.killAt)} down.`,
    change: `Data that bring it above ${formatProbability(rule.killAt)}.`,
  };
}

/** Shares below this can not be written with two digits of a per cent. */
export const LEAST_SHARE = 5e-5;

/** What 5 of 100 plausible cases hold another arm better by, as a share of the leader's value. */
const gapText = ({ label }: ArmStanding, share: number): string =>
  share < LEAST_SHARE
    ? `In at most 5 of 100 plausible cases is another arm better than ${quoted(label)} at all`
    : `Another arm is better than ${quoted(label)} by more than ${formatRate(share)} with a probability of ${formatProbability(0.05)} only`;

function stop({ leader, standing }: Seen, remaining: ValueRemaining | null): Advice | null {
  const { rule } = standing.record.design;
  if (remaining === null || remaining.relative === null || !remaining.settled || !leader.enough) return null;
  return {
    kind: 'stop',
    arm: leader.arm,
    reason: `${gapText(leader, remaining.relative)}; below ${formatRate(rule.stopAt)} the rule calls it done.`,
    change: 'A new arm, or an arm whose value changes.',
  };
}

/** Where an arm that was ended is more likely the best than all that play, these are not judged by it. */
function passed({ arms, leader }: Seen): Advice | null {
  const first = arms.reduce((most, arm) => (arm.pBest > most.pBest ? arm : most), leader);
  if (first === leader) return null;
  const stands = leader.state === 'promoted' ? 'has been promoted' : 'leads the arms that still play';
  return {
    kind: 'keep_running',
    arm: null,
    reason: `${quoted(leader.label)} ${stands}, but by now ${chance(first)} and ${quoted(leader.label)} with ${formatProbability(leader.pBest)}.`,
    change: `Taking the decision over ${quoted(leader.state === 'promoted' ? leader.label : first.label)} back, or data that put ${quoted(leader.label)} first again.`,
  };
}

function keepRunning(seen: Seen): Advice {
  const { leader, standing, arms } = seen;
  const { rule } = standing.record.design;
  if (leader.state === 'promoted')
    return {
      kind: 'keep_running',
      arm: null,
      reason: `${quoted(leader.label)} has been promoted and still leads: ${chance(leader)}.`,
      change: 'Data that put another arm first.',
    };
  const short = arms.filter((arm) => arm.state === 'active' && !arm.enough);
  const lacks = short[0];
  const change =
    lacks === undefined
      ? `${quoted(leader.label)} at ${formatProbability(rule.promoteAt)}, or an arm at ${formatProbability(rule.killAt)}.`
      : `${lacking(seen, leader.enough ? lacks : leader)}; then ${formatProbability(rule.promoteAt)} for the best.`;
  const bar = formatProbability(rule.promoteAt);
  const near = leader.pBest < rule.promoteAt && formatProbability(leader.pBest) === bar;
  const stands = near ? `${quoted(leader.label)} is the best with probability just below ${bar}` : chance(leader);
  return {
    kind: 'keep_running',
    arm: null,
    reason: `${stands}; the rule promotes from ${bar} on.`,
    change,
  };
}

/** What a look on that night says, by the rule of the cell: the first of promote, kill, stop that holds. BA76. */
export function adviceOf(
  standing: CellStanding,
  night: NightStanding | null,
  remaining: ValueRemaining | null,
): Advice {
  const leader = night === null ? null : leaderOf(night.arms);
  if (night !== null && night.arms.length > 0 && leader === null)
    return {
      kind: 'no_data',
      arm: null,
      reason: 'No arm of the cell plays any more.',
      change: 'Taking a decision back.',
    };
  if (night === null || leader === null || night.arms.length < 2)
    return {
      kind: 'no_data',
      arm: null,
      reason:
        (night?.arms.length ?? 0) === 1
          ? 'Only one arm has data: there is nothing to compare.'
          : `No arm of the cell has ${standing.model.words.trial} yet.`,
      change: 'Data of two arms.',
    };
  const seen = { standing, arms: night.arms, leader };
  return promote(seen) ?? passed(seen) ?? kill(seen) ?? stop(seen, remaining) ?? keepRunning(seen);
}
