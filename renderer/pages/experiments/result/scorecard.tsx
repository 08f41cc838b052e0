import { useElementSize } from '@mantine/hooks';
import { Fragment, useMemo } from 'react';
import type { ExperimentRead, ExperimentRecord } from '../../../../engine/contract/index.ts';
import { cleanText, formatMetric, formatMetricKind, MISSING } from '../../../../engine/serializer/index.ts';
import { effectDomain, type Reach } from '../../../charts/gradient-interval/effect-scale.ts';
import { EffectAxis } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { Part } from '../../../components/part.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ReadTable } from '../../../components/read-table.tsx';
import { correctionName, intervalName, levelOf, levelText } from './method-words.ts';
import classes from './result.module.css';
import { ScorecardLine } from './scorecard-line.tsx';
import { roleNote, type ScorecardGroup, type ScorecardRow, variationName } from './scorecard-rows.ts';

interface ScorecardProps {
  readonly read: ExperimentRead;
  readonly groups: readonly ScorecardGroup[];
  /** Key of the row whose details are shown. */
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** What of a group is drawn. */
const reaches = ({ rows }: ScorecardGroup): readonly Reach[] =>
  rows.flatMap(({ comparison: { estimate, interval } }) =>
    estimate === null || interval === null ? [] : [{ estimate, low: interval.low, high: interval.high }],
  );

/** Every metric by its role: both values, the effect with its interval on a scale of the role, and what it reads as. */
export function Scorecard({ read, groups, chosen, onChoose }: ScorecardProps) {
  const { design } = read.experiment;
  const { ref, width } = useElementSize<HTMLTableCellElement>();
  const domains = useMemo(() => groups.map((group) => effectDomain(reaches(group))), [groups]);
  const isBayesian = design.rule.method === 'bayesian';
  const isPair = design.variations.length === 2;
  const [control, treatment] = design.variations;
  const level = groups.flatMap(({ rows }) => rows).find(({ comparison }) => comparison.interval !== null)?.comparison
    .interval?.level;
  const note = `Relative effects against ${control?.name ?? 'the control'}, each with its ${levelText(level ?? levelOf(design.rule))} ${intervalName(design.rule)}. ${
    isBayesian
      ? 'Chance to win under the prior of the rule.'
      : `p-values are corrected over all goals (${correctionName(design.rule)}).`
  }`;
  return (
    <Part title="Scorecard" note={note}>
      <ReadTable caption={read.sentence}>
        <colgroup>
          <col className={classes.colMetric} />
          <col className={classes.colValue} />
          <col className={classes.colEffect} />
          <col />
          <col className={classes.colReads} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" data-numeric>
              {isPair ? variationName(read.experiment, treatment?.key ?? '') : 'Value'}
              {isPair && <small>{control?.name ?? 'Control'}</small>}
            </th>
            <th scope="col" data-numeric>
              Effect
              <small>interval</small>
            </th>
            <th scope="col" ref={ref}>
              <span className="visually-hidden">Interval, drawn</span>
            </th>
            <th scope="col">
              Reads
              <small>{isBayesian ? 'chance to win' : 'adjusted p'}</small>
            </th>
          </tr>
        </thead>
        {groups.map((group, index) => {
          const domain = domains[index] ?? [-0.1, 0.1];
          return (
            <tbody key={group.role}>
              <tr className={classes.role}>
                <th scope="colgroup" colSpan={3}>
                  {group.title} <span>{roleNote(group.role)}</span>
                </th>
                <td>{width > 0 && <EffectAxis domain={domain} width={width} />}</td>
                <td />
              </tr>
              {group.rows.map((row) => (
                <Fragment key={row.key}>
                  {row.opens && !isPair && <MetricHead experiment={read.experiment} row={row} />}
                  <ScorecardLine
                    experiment={read.experiment}
                    row={row}
                    domain={domain}
                    width={width}
                    isChosen={row.key === chosen}
                    onChoose={onChoose}
                  />
                </Fragment>
              ))}
            </tbody>
          );
        })}
      </ReadTable>
    </Part>
  );
}

/** Above the variations of one metric: its name, and what the control has. */
function MetricHead({ experiment, row }: { readonly experiment: ExperimentRecord; readonly row: ScorecardRow }) {
  const { metric, control } = row;
  return (
    <tr className={classes.metricHead}>
      <th scope="rowgroup" className={classes.metricName}>
        {cleanText(metric.name)} <small>{formatMetricKind(metric)}</small>
      </th>
      <td data-numeric>
        {control === undefined ? (
          MISSING
        ) : (
          <Proven proof={proofRef('experiment.metric', experiment.design.key, metric.id, control.variation, 'value')}>
            {formatMetric(metric, control.value)}
          </Proven>
        )}
      </td>
      <td colSpan={3}>{control === undefined ? null : cleanText(variationName(experiment, control.variation))}</td>
    </tr>
  );
}
