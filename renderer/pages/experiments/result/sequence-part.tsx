import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatDay,
  formatInterval,
  formatRate,
  formatRelativeChange,
  MISSING,
} from '../../../../engine/serializer/index.ts';
import { dayNumber } from '../../../charts/axis/day.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { Sequence } from '../../../charts/sequence/sequence.tsx';
import { PartFrame } from '../../../components/part.tsx';
import { proofRef } from '../../../components/proven.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import { variationColour } from './looks.ts';
import { intervalName, levelOf, levelText, methodWords } from './method-words.ts';
import { partialAfter } from './partial.ts';
import classes from './result.module.css';
import { rowKey, type ScorecardGroup, type ScorecardRow, variationName } from './scorecard-rows.ts';

interface SequencePartProps {
  readonly read: ExperimentRead;
  readonly groups: readonly ScorecardGroup[];
  readonly row: ScorecardRow;
  readonly onChoose: (key: string) => void;
}

/** The effect of the chosen metric as it stood at the end of each day. */
export function SequencePart({ read, groups, row, onChoose }: SequencePartProps) {
  const openProof = useOpenProof();
  const { design } = read.experiment;
  const { metric, comparison } = row;
  const { variation } = comparison;
  const points = useMemo(() => {
    const through = partialAfter(read);
    return read.daily
      .filter((day) => day.metric === metric.id && day.variation === variation)
      .map(({ day, estimate, low, high }) => ({
        key: day,
        x: dayNumber(day),
        estimate,
        low,
        high,
        partial: through !== null && day > through,
      }));
  }, [read, metric.id, variation]);
  const open = (day: string, name: string): void =>
    openProof(proofRef('experiment.day', design.key, day, metric.id, variation, name));
  const first = points[0];
  const last = points.findLast((point) => point.estimate !== null);
  const level = comparison.interval?.level ?? levelOf(design.rule);
  const who = cleanText(variationName(read.experiment, variation));
  const name = `${levelText(level)} ${intervalName(design.rule)}`;
  const sentence =
    first === undefined || last === undefined || last.low === null || last.high === null
      ? `There is no effect of ${who} on ${cleanText(metric.name)} by day.`
      : `At the end of ${formatDay(last.key)} the effect of ${who} on ${cleanText(metric.name)} stood at ${formatRelativeChange(last.estimate)}, ${name} ${formatInterval({ low: last.low, high: last.high }, 'rate')}${
          last.low > 0 || last.high < 0 ? ', which leaves zero out.' : ', which holds zero.'
        }`;
  const metrics = groups.flatMap(({ title, rows }) => {
    const items = rows.filter(({ opens }) => opens).map((one) => ({ value: one.metric.id, label: one.metric.name }));
    return [{ group: title, items }];
  });
  const planned = design.plan === null || first === undefined ? undefined : first.x + design.plan.days - 1;
  return (
    <PartFrame aria-label="Effect by day">
      <ChartFrame
        title="Effect by day"
        sentence={sentence}
        height={250}
        level={3}
        exportName={`${design.key}-${metric.id}-${variation}-by-day`}
        footnote={methodWords(design.rule)}
        onProof={open}
        actions={
          <>
            <Select
              className={classes.picker}
              aria-label="Metric of the chart"
              data={metrics}
              value={metric.id}
              allowDeselect={false}
              onChange={(id) => id !== null && onChoose(rowKey(id, variation))}
            />
            {design.variations.length > 2 && (
              <Select
                className={classes.picker}
                aria-label="Variation of the chart"
                data={design.variations.slice(1).map((one) => ({ value: one.key, label: one.name }))}
                value={variation}
                allowDeselect={false}
                onChange={(id) => id !== null && onChoose(rowKey(metric.id, id))}
              />
            )}
          </>
        }
        table={{
          columns: [
            { id: 'day', head: 'Day' },
            { id: 'estimate', head: 'Effect', numeric: true, proven: true },
            { id: 'low', head: 'From', numeric: true, proven: true },
            { id: 'high', head: 'To', numeric: true, proven: true },
          ],
          rows: points.map((point) => ({
            key: point.key,
            cells: [
              `${formatDay(point.key)}${point.partial ? ', not complete' : ''}`,
              point.estimate === null ? MISSING : formatRelativeChange(point.estimate),
              formatRate(point.low),
              formatRate(point.high),
            ],
          })),
        }}
      >
        {(box) => (
          <Sequence
            {...box}
            points={points}
            axis="day"
            look="band"
            colour={variationColour(read.experiment, variation)}
            level={level}
            settled={
              first === undefined
                ? undefined
                : { from: first.x + design.rule.minDays, text: `no verdict before day ${design.rule.minDays}` }
            }
            end={planned === undefined ? undefined : { at: planned, text: 'planned end' }}
            sentence={sentence}
            onProof={open}
          />
        )}
      </ChartFrame>
    </PartFrame>
  );
}
