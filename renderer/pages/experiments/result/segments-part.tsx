import { useElementSize } from '@mantine/hooks';
import type { ExperimentRead, SegmentRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatCount, formatPValue } from '../../../../engine/serializer/index.ts';
import type { Domain } from '../../../charts/axis/value-domain.ts';
import { effectDomain } from '../../../charts/gradient-interval/effect-scale.ts';
import { EffectAxis } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { Chip } from '../../../components/chip.tsx';
import { Part } from '../../../components/part.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ReadTable } from '../../../components/read-table.tsx';
import { EffectCells } from './effect-cells.tsx';
import { correctionName } from './method-words.ts';
import classes from './result.module.css';
import { type ScorecardRow, variationName } from './scorecard-rows.ts';
import { segmentGroups, segmentsSentence } from './segments.ts';

interface SegmentsPartProps {
  readonly read: ExperimentRead;
  readonly row: ScorecardRow;
}

/** The goal in parts of the units, as a forest: one line a part, all on one scale. */
export function SegmentsPart({ read, row }: SegmentsPartProps) {
  const { ref, width } = useElementSize<HTMLTableCellElement>();
  const { variation } = row.comparison;
  const { metric, groups } = segmentGroups(read, row.metric.id, variation);
  if (metric === undefined || groups.length === 0) return null;
  const segments = groups.flatMap((group) => group.segments);
  const domain = effectDomain(
    segments.flatMap(({ comparison: { estimate, interval } }) =>
      estimate === null || interval === null ? [] : [{ estimate, low: interval.low, high: interval.high }],
    ),
  );
  const { alpha } = read.experiment.design.rule;
  return (
    <Part
      title={`${cleanText(metric.name)}, ${cleanText(variationName(read.experiment, variation))}, in parts of the units`}
      note={`${segmentsSentence(segments, alpha)} p-values are corrected over ${segments.length} parts together (${correctionName(read.experiment.design.rule)}): one that stands out by chance is expected among many.`}
    >
      <ReadTable caption={segmentsSentence(segments, alpha)} data-forest>
        <colgroup>
          <col className={classes.colMetric} />
          <col className={classes.colValue} />
          <col className={classes.colEffect} />
          <col />
          <col className={classes.colReads} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" data-numeric>
              Units
            </th>
            <th scope="col" data-numeric>
              Effect
              <small>interval</small>
            </th>
            <th scope="col" ref={ref}>
              <span className="visually-hidden">Interval</span>
            </th>
            <th scope="col">
              Against the rest
              <small>p of the effect</small>
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.dimension}>
            <tr className={classes.role}>
              <th scope="colgroup" colSpan={3}>
                {group.title}
              </th>
              <td>{width > 0 && <EffectAxis domain={domain} width={width} />}</td>
              <td />
            </tr>
            {group.segments.map((segment) => (
              <SegmentLine
                key={segment.value}
                read={read}
                segment={segment}
                domain={domain}
                width={width}
                alpha={alpha}
              />
            ))}
          </tbody>
        ))}
      </ReadTable>
    </Part>
  );
}

interface SegmentLineProps {
  readonly read: ExperimentRead;
  readonly segment: SegmentRead;
  readonly domain: Domain;
  readonly width: number;
  readonly alpha: number;
}

function SegmentLine({ read, segment, domain, width, alpha }: SegmentLineProps) {
  const { comparison, dimension, value, metric, units, differsPValue } = segment;
  const { variation, adjustedPValue } = comparison;
  const ref = (name: string): string =>
    proofRef('experiment.segment', read.experiment.design.key, dimension, value, metric, variation, name);
  const name = cleanText(value) || 'unknown';
  return (
    <tr data-segment={`${dimension}/${value}`}>
      <th scope="row">{name}</th>
      <td data-numeric>
        <Proven proof={ref('units')}>{formatCount(units)}</Proven>
      </td>
      <EffectCells comparison={comparison} name={name} proof={ref} domain={domain} width={width} />
      <td className={classes.reads}>
        {differsPValue === null ? (
          <span className="muted">can't tell</span>
        ) : (
          <Proven proof={ref('differs_p')}>
            {differsPValue < alpha ? <Chip tone="warn">! differs</Chip> : <span className="muted">alike</span>}
          </Proven>
        )}
        {adjustedPValue !== null && (
          <small>
            p <Proven proof={ref('adjusted_p')}>{formatPValue(adjustedPValue)}</Proven>
          </small>
        )}
      </td>
    </tr>
  );
}
