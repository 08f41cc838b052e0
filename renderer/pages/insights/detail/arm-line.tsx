import type { ArmRead, BanditRead } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatDayTick,
  formatProbability,
  formatRate,
  MISSING,
} from '../../../../engine/serializer/index.ts';
import type { Domain } from '../../../charts/axis/value-domain.ts';
import { rangeText, valueText } from '../../../charts/axis/value-text.ts';
import { type EffectTone, GradientInterval } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { ARM_LOOKS } from '../../../components/cell-looks.ts';
import { LookChip } from '../../../components/chip.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ProvenInterval } from '../../../components/proven-interval.tsx';
import { ChooseButton, NumberPair } from '../../../components/read-table.tsx';
import classes from '../insights.module.css';
import { amountText, formatOf, lossText } from '../values.ts';

interface ArmLineProps {
  readonly read: BanditRead;
  readonly arm: ArmRead;
  readonly domain: Domain;
  /** Room of the interval, in pixels. */
  readonly width: number;
  readonly isChosen: boolean;
  readonly onChoose: (arm: string) => void;
}

/** The colour says what the advice says of the arm, beside its words above. */
const toneOf = ({ advice }: BanditRead, { arm }: ArmRead): EffectTone =>
  advice.arm !== arm ? 'neither' : advice.kind === 'promote' ? 'good' : advice.kind === 'kill' ? 'bad' : 'neither';

/** Since when there is data, and whether it is enough to judge the arm. */
function enoughWords({ words, cell }: BanditRead, { enough, since, trials }: ArmRead): string {
  const left = Math.max(0, cell.design.rule.minTrials - trials);
  return [
    ...(since === null ? ['no data yet'] : [`since ${formatDayTick(since)}`]),
    enough ? '✓ enough' : `! ${formatCount(Math.ceil(left))} ${words.trial} to go`,
  ].join(' · ');
}

/** One arm. Its name chooses it; each of its numbers has its proof. */
export function ArmLine({ read, arm, domain, width, isChosen, onChoose }: ArmLineProps) {
  const format = formatOf(read.unit);
  const label = cleanText(arm.label);
  const note = cleanText(arm.note);
  const { low, high } = arm.interval95;
  const ref = (name: string): string => proofRef('bandit.arm', read.cell.design.key, arm.arm, name);
  return (
    <tr data-arm-line={arm.arm} data-chosen={isChosen} onClick={() => onChoose(arm.arm)}>
      <th scope="row">
        <ChooseButton value={arm.arm} isChosen={isChosen} onChoose={onChoose}>
          {label}
          {note !== '' && note !== label && <small title={note}>{note}</small>}
          <small>{enoughWords(read, arm)}</small>
          {arm.drift?.alarm === true && (
            <small className={classes.drift}>
              {arm.drift.since === null ? '! Drift' : `! Drift since ${formatDayTick(arm.drift.since)}`}
            </small>
          )}
        </ChooseButton>
        {arm.state !== 'active' && <LookChip look={ARM_LOOKS[arm.state]} />}
      </th>
      <NumberPair under={<Proven proof={ref('reward')}>{amountText(arm.reward)}</Proven>}>
        <Proven proof={ref('trials')}>{amountText(arm.trials)}</Proven>
      </NumberPair>
      <NumberPair under={<ProvenInterval text={rangeText(format, low, high)} low={ref('low')} high={ref('high')} />}>
        <Proven proof={ref('mean')}>{valueText(format, arm.mean)}</Proven>
      </NumberPair>
      <td>
        {width > 0 && (
          <GradientInterval
            estimate={arm.mean}
            low={low}
            high={high}
            domain={domain}
            tone={toneOf(read, arm)}
            width={width}
            label={`${label}: ${valueText(format, arm.mean)}, ${rangeText(format, low, high)}`}
          />
        )}
      </td>
      <NumberPair under={<Proven proof={ref('expected_loss')}>{lossText(read.unit, arm.expectedLoss)}</Proven>}>
        <Proven proof={ref('p_best')}>{formatProbability(arm.pBest)}</Proven>
      </NumberPair>
      <NumberPair
        under={
          <>
            → <Proven proof={ref('share')}>{formatRate(arm.share)}</Proven>
          </>
        }
      >
        {arm.shareNow === null ? MISSING : <Proven proof={ref('share_now')}>{formatRate(arm.shareNow)}</Proven>}
      </NumberPair>
    </tr>
  );
}
