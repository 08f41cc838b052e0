import type { BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay, formatProbability, formatRate, MISSING } from '../../../../engine/serializer/index.ts';
import { rangeText } from '../../../charts/axis/value-text.ts';
import { ADVICE_LOOKS } from '../../../components/cell-looks.ts';
import { Chip, lookText } from '../../../components/chip.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ProvenInterval } from '../../../components/proven-interval.tsx';
import { Fact, VerdictBox, Why } from '../../../components/verdict-box.tsx';
import classes from '../insights.module.css';
import { amountText, leaderOf } from '../values.ts';

/** What to do, why, what would change it, and the four numbers it is read with. */
export function AdvicePart({ read }: { readonly read: BanditRead }) {
  const { advice, arms, regret, valueRemaining, words } = read;
  const { key, rule } = read.cell.design;
  const isOver = read.cell.status === 'ended';
  // Nothing is to be done any more: the last word has no colour.
  const tone = isOver ? 'unk' : ADVICE_LOOKS[advice.kind].tone;
  const about = arms.find(({ arm }) => arm === advice.arm);
  const leader = leaderOf(arms);
  const first = arms.flatMap(({ since }) => since ?? []).toSorted()[0];
  const trials = arms.reduce((sum, arm) => sum + arm.trials, 0);
  const ref = (name: string): string => proofRef('bandit.cell', key, name);
  return (
    <VerdictBox
      className={classes.advice}
      tone={tone}
      data-advice={advice.kind}
      aria-label="Advice"
      title={
        <>
          {isOver && 'Ended, with the last word: '}
          {lookText(ADVICE_LOOKS[advice.kind])}
          {about === undefined || advice.kind === 'stop' ? '' : ` ${cleanText(about.label)}`}
        </>
      }
      facts={
        leader === null ? null : (
          <>
            <Fact
              name="P(best) of the leader"
              value={<Proven proof={ref('leader_p_best')}>{formatProbability(leader.pBest)}</Proven>}
              note={`${cleanText(leader.label)}; promoted from ${formatProbability(rule.promoteAt)}`}
            />
            <Fact
              name="Value remaining"
              value={
                valueRemaining === null ? (
                  MISSING
                ) : (
                  <Proven proof={ref('value_remaining')}>{formatRate(valueRemaining.share)}</Proven>
                )
              }
              note={`done below ${formatRate(rule.stopAt)} of the leader's value`}
            />
            <Fact
              name="Lost so far"
              value={
                regret === null ? (
                  MISSING
                ) : (
                  <>
                    <Proven proof={ref('regret')}>{amountText(regret.estimate)}</Proven> <em>{words.reward}</em>
                  </>
                )
              }
              note={
                regret === null ? (
                  'needs two arms'
                ) : (
                  <ProvenInterval
                    text={rangeText({ kind: 'count' }, regret.interval.low, regret.interval.high)}
                    low={ref('regret_low')}
                    high={ref('regret_high')}
                  />
                )
              }
            />
            <Fact
              name="Evidence"
              value={<Proven proof={ref('trials')}>{amountText(trials)}</Proven>}
              note={`${words.trial}${first === undefined ? '' : ` since ${formatDay(first)}`}`}
            />
          </>
        )
      }
    >
      <Why reason={advice.reason} change={advice.change} />
      <DriftNotes read={read} />
    </VerdictBox>
  );
}

/** Arms whose value has changed: since when, and how sure. */
function DriftNotes({ read }: { readonly read: BanditRead }) {
  const changed = read.arms.filter(({ drift }) => drift?.alarm === true);
  if (changed.length === 0) return null;
  return (
    <ul className={classes.drifts}>
      {changed.map(({ arm, label, drift }) => (
        <li key={arm} data-drift={arm}>
          <Chip tone="warn">{drift?.since === null ? '! Drift' : `! Drift since ${formatDay(drift?.since)}`}</Chip>{' '}
          <b>{cleanText(label)}:</b>{' '}
          <Proven proof={proofRef('bandit.arm', read.cell.design.key, arm, 'drift_p')}>{drift?.sentence}</Proven>
        </li>
      ))}
    </ul>
  );
}
