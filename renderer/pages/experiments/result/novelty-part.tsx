import { useMemo } from 'react';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatRate,
  formatRelativeChange,
  MISSING,
} from '../../../../engine/serializer/index.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { Sequence } from '../../../charts/sequence/sequence.tsx';
import { Part, PartFrame } from '../../../components/part.tsx';
import { proofRef } from '../../../components/proven.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import { variationColour } from './looks.ts';
import { levelOf } from './method-words.ts';
import { type ScorecardRow, variationName } from './scorecard-rows.ts';

interface NoveltyPartProps {
  readonly read: ExperimentRead;
  readonly row: ScorecardRow;
}

/** Whether the effect is one of the first days only. */
export function NoveltyPart({ read, row }: NoveltyPartProps) {
  const openProof = useOpenProof();
  const { variation } = row.comparison;
  const { id, points } = useMemo(() => {
    const of = read.novelty.filter((point) => point.variation === variation);
    const chosen = of.some(({ metric }) => metric === row.metric.id) ? row.metric.id : of[0]?.metric;
    const ages = of.filter(({ metric }) => metric === chosen).toSorted((a, b) => a.age - b.age);
    // Ages at the end that nobody has an event at would only take room.
    const last = ages.findLastIndex(({ estimate }) => estimate !== null);
    return { id: chosen, points: ages.slice(0, last + 1) };
  }, [read, row.metric.id, variation]);
  const metric = read.metrics.find((one) => one.metric.id === id)?.metric;
  if (metric === undefined) return null;
  const { key, rule } = read.experiment.design;
  const check = read.checks.find((one) => one.id === 'novelty');
  const sentence =
    check?.evidence ?? `Effects on ${cleanText(metric.name)} by the days since a unit was first exposed.`;
  const title = `${cleanText(metric.name)}, ${cleanText(variationName(read.experiment, variation))}, by days since exposure`;
  if (points.filter(({ estimate }) => estimate !== null).length < 2) return <Part title={title} note={sentence} />;
  const open = (age: string, name: string): void =>
    openProof(proofRef('experiment.novelty', key, age, metric.id, variation, name));
  return (
    <PartFrame aria-label="Effect by days since exposure">
      <ChartFrame
        title={title}
        sentence={sentence}
        height={190}
        level={3}
        exportName={`${key}-${metric.id}-${variation}-novelty`}
        onProof={open}
        table={{
          columns: [
            { id: 'age', head: 'Days since exposure', numeric: true },
            { id: 'units', head: 'Units', numeric: true, proven: true },
            { id: 'estimate', head: 'Effect', numeric: true, proven: true },
            { id: 'low', head: 'From', numeric: true, proven: true },
            { id: 'high', head: 'To', numeric: true, proven: true },
          ],
          rows: points.map(({ age, units, estimate, interval }) => ({
            key: String(age),
            cells: [
              formatCount(age),
              formatCount(units),
              estimate === null ? MISSING : formatRelativeChange(estimate),
              formatRate(interval?.low),
              formatRate(interval?.high),
            ],
          })),
        }}
      >
        {(box) => (
          <Sequence
            {...box}
            points={points.map(({ age, estimate, interval }) => ({
              key: String(age),
              x: age,
              estimate,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
            }))}
            axis="number"
            axisName="day"
            look="whiskers"
            colour={variationColour(read.experiment, variation)}
            level={points.find(({ interval }) => interval !== null)?.interval?.level ?? levelOf(rule)}
            sentence={sentence}
            onProof={open}
          />
        )}
      </ChartFrame>
    </PartFrame>
  );
}
