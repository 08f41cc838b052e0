import { useMemo } from 'react';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import { formatCount, formatProbability, formatRate } from '../../../../engine/serializer/index.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { LineChart } from '../../../charts/line/line-chart.tsx';
import { Part } from '../../../components/part.tsx';
import classes from './result.module.css';

const FIGURES = ['power', 'detectable'] as const;

const WORDS = {
  power: { title: 'Chance of finding the planned effect, by days', format: { kind: 'probability' }, colour: 1 },
  detectable: { title: 'Smallest effect that can be found, by days', format: { kind: 'rate' }, colour: 2 },
} as const;

/** How far it is against its plan: power and the smallest effect by days, with where it stands. */
export function ProgressPart({ read }: { readonly read: ExperimentRead }) {
  const { progress, experiment } = read;
  const { key, plan } = experiment.design;
  const { curve, days } = progress;
  const notes = useMemo(() => {
    const end = progress.plannedDays;
    if (days > 0 && days === end) return [{ id: 'now', x: days, text: 'now, planned end' }];
    return [
      ...(days > 0 ? [{ id: 'now', x: days, text: 'now' }] : []),
      ...(end === null ? [] : [{ id: 'end', x: end, text: 'planned end' }]),
    ];
  }, [days, progress.plannedDays]);
  const from = curve[0]?.days ?? 0;
  const to = curve.at(-1)?.days ?? 0;
  if (curve.length === 0) return null;
  return (
    <Part title="Power and length" note={progress.sentence}>
      <div className={classes.pair}>
        {FIGURES.map((figure) => {
          const { title, format, colour } = WORDS[figure];
          const goal = plan === null ? null : figure === 'power' ? plan.power : plan.minimumEffect;
          const now = curve.findLast((point) => point.days <= days);
          const said =
            figure === 'power'
              ? `After ${formatCount(now?.days)} days the chance is ${formatProbability(now?.power ?? null)}${plan === null ? '' : `; ${formatProbability(plan.power)} was planned for an effect of ${formatRate(plan.minimumEffect)}`}.`
              : `After ${formatCount(progress.detectable === null ? now?.days : days)} days an effect of ±${formatRate(progress.detectable ?? now?.detectable)} can be found.`;
          return (
            <ChartFrame
              key={figure}
              title={title}
              sentence={days === 0 || now === undefined ? 'Expected by days, from the plan.' : said}
              height={170}
              level={3}
              exportName={`${key}-${figure}`}
              table={{
                columns: [
                  { id: 'days', head: 'Days', numeric: true },
                  { id: 'power', head: 'Chance of finding it', numeric: true },
                  { id: 'detectable', head: 'Smallest effect', numeric: true },
                ],
                rows: curve.map((point) => ({
                  key: String(point.days),
                  cells: [formatCount(point.days), formatProbability(point.power), formatRate(point.detectable)],
                })),
              }}
            >
              {(box) => (
                <LineChart
                  {...box}
                  series={[
                    {
                      id: figure,
                      name: title,
                      measure: figure,
                      colour,
                      points: curve.map((point) => ({
                        key: String(point.days),
                        x: point.days,
                        value: point[figure],
                        forecast: point.days > days,
                      })),
                    },
                  ]}
                  goals={
                    goal === null
                      ? []
                      : [
                          {
                            name: 'planned',
                            points: [
                              { x: from, value: goal },
                              { x: to, value: goal },
                            ],
                          },
                        ]
                  }
                  notes={notes.filter(({ x }) => x >= from && x <= to)}
                  axis="number"
                  axisName="day"
                  zero
                  format={format}
                  sentence={said}
                />
              )}
            </ChartFrame>
          );
        })}
      </div>
    </Part>
  );
}
