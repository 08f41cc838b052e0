import type { ExperimentRecord } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatMetric,
  formatMetricKind,
  formatProbability,
  formatPValue,
  MISSING,
} from '../../../../engine/serializer/index.ts';
import type { Domain } from '../../../charts/axis/value-domain.ts';
import { Chip } from '../../../components/chip.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ChooseButton, NumberPair } from '../../../components/read-table.tsx';
import { EffectCells } from './effect-cells.tsx';
import { READS } from './looks.ts';
import classes from './result.module.css';
import { type ScorecardRow, variationName } from './scorecard-rows.ts';

interface ScorecardLineProps {
  readonly experiment: ExperimentRecord;
  readonly row: ScorecardRow;
  readonly domain: Domain;
  /** Room of the interval, in pixels. */
  readonly width: number;
  readonly isChosen: boolean;
  readonly onChoose: (key: string) => void;
}

/** One row of the scorecard. Its name chooses it; each of its numbers has its proof. */
export function ScorecardLine({ experiment, row, domain, width, isChosen, onChoose }: ScorecardLineProps) {
  const { key, rule, variations } = experiment.design;
  const { metric, comparison, control, arm } = row;
  const { interval, variation } = comparison;
  const ref = (of: string, name: string): string => proofRef('experiment.metric', key, metric.id, of, name);
  const look = READS[comparison.reads];
  const chance = rule.method === 'bayesian' ? comparison.chanceToWin : comparison.adjustedPValue;
  // The interval is the metric's own; what it reads as is corrected over the family.
  const leavesZeroOut = interval !== null && (interval.low > 0 || interval.high < 0);
  const isPair = variations.length === 2;
  const who = cleanText(variationName(experiment, variation));
  return (
    <tr data-metric={metric.id} data-variation={variation} data-chosen={isChosen} onClick={() => onChoose(row.key)}>
      <th scope="row">
        <ChooseButton value={row.key} isChosen={isChosen} onChoose={onChoose}>
          {isPair ? (
            <>
              {cleanText(metric.name)}
              <small>{formatMetricKind(metric)}</small>
            </>
          ) : (
            <>
              <span className="visually-hidden">{cleanText(metric.name)}, </span>
              {who}
            </>
          )}
        </ChooseButton>
      </th>
      <NumberPair
        under={
          isPair && control !== undefined ? (
            <Proven proof={ref(control.variation, 'value')}>{formatMetric(metric, control.value)}</Proven>
          ) : null
        }
      >
        {arm === undefined ? (
          MISSING
        ) : (
          <Proven proof={ref(arm.variation, 'value')}>{formatMetric(metric, arm.value)}</Proven>
        )}
      </NumberPair>
      <EffectCells
        comparison={comparison}
        name={`${cleanText(metric.name)}, ${who}`}
        proof={(number) => ref(variation, number)}
        domain={domain}
        width={width}
      />
      <td className={classes.reads}>
        <Chip tone={look.tone} {...(comparison.gap === null ? {} : { title: comparison.gap })}>
          {look.text}
        </Chip>
        {chance !== null && (
          <small>
            {rule.method === 'bayesian' ? (
              <Proven proof={ref(variation, 'chance')}>{formatProbability(chance)} to win</Proven>
            ) : (
              <>
                p <Proven proof={ref(variation, 'adjusted_p')}>{formatPValue(chance)}</Proven>
                {leavesZeroOut && comparison.reads === 'cant_tell' && ' corrected'}
              </>
            )}
          </small>
        )}
      </td>
    </tr>
  );
}
