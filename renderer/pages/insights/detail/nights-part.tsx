import { useMemo } from 'react';
import type { BanditDecision, BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay, formatProbability, formatRate, MISSING } from '../../../../engine/serializer/index.ts';
import { dayNumber } from '../../../charts/axis/day.ts';
import { shortValue } from '../../../charts/axis/value-ticks.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { LineChart } from '../../../charts/line/line-chart.tsx';
import type { LineGoal } from '../../../charts/line/series.ts';
import { DECISION_WORDS } from '../../../components/cell-looks.ts';
import { Part } from '../../../components/part.tsx';
import { proofRef } from '../../../components/proven.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import classes from '../insights.module.css';
import { armColours, armOn, drawnArms, nightWord, recordedSentence } from './nights.ts';

interface NightsPartProps {
  readonly read: BanditRead;
  readonly decisions: readonly BanditDecision[];
}

const RATE = { kind: 'rate' } as const;

const FIGURES = [
  { name: 'p_best', field: 'pBest', title: 'Probability to be best', kind: 'probability', text: formatProbability },
  { name: 'share', field: 'share', title: 'Recommended share', kind: 'rate', text: formatRate },
] as const;

/** P(best) and the recommended share of each arm, night by night, with what they are held to. */
export function NightsPart({ read, decisions }: NightsPartProps) {
  const openProof = useOpenProof();
  const { history, cell } = read;
  const { key, rule } = cell.design;
  const arms = useMemo(() => drawnArms(read.arms), [read]);
  const colours = useMemo(() => armColours(read.arms), [read]);
  const days = history.map(({ day }) => dayNumber(day));
  const [from = 0, to = 1] = [days[0], days.at(-1)];
  const level = (name: string, value: number): LineGoal => ({
    name,
    points: [
      { x: from, value },
      { x: to, value },
    ],
  });
  const goals = {
    p_best: [
      level(`promote ${formatProbability(rule.promoteAt)}`, rule.promoteAt),
      level(`kill ${formatProbability(rule.killAt)}`, rule.killAt),
    ],
    share: [
      level(`cap ${shortValue(RATE, rule.cap)}`, rule.cap),
      level(`floor ${shortValue(RATE, rule.floor)}`, rule.floor),
    ],
  };
  const notes = decisions
    .map(({ id, arm, decision, dataThrough }) => ({
      id,
      x: dayNumber(dataThrough),
      text: `${DECISION_WORDS[decision]} ${cleanText(read.arms.find((one) => one.arm === arm)?.label ?? arm)}`,
    }))
    .filter(({ x }) => x >= from && x <= to);
  const left = read.arms.length - arms.length;
  const told = `${recordedSentence(history)}${left > 0 ? ` The ${arms.length} most probable of ${read.arms.length} arms are drawn; all are in the table.` : ''}`;
  if (history.length < 2) return <Part title="Night by night" note={`${told} Two nights make a line.`} />;
  return (
    <Part title="Night by night" note={told}>
      <div className={classes.charts}>
        {FIGURES.map(({ name, field, title, kind, text }) => {
          const [first] = arms;
          const last = first === undefined ? undefined : history.at(-1)?.arms.find(({ arm }) => arm === first.arm);
          const sentence = `On ${formatDay(history.at(-1)?.day)} ${cleanText(first?.label ?? '')} has ${
            name === 'p_best' ? 'P(best)' : 'a share of'
          } ${text(last?.[field])}.`;
          return (
            <ChartFrame
              key={name}
              title={title}
              sentence={sentence}
              height={230}
              level={3}
              exportName={`${key}-${name}-by-night`}
              onProof={(day, arm) => openProof(proofRef('bandit.night', key, day, arm, name))}
              table={{
                columns: [
                  { id: 'day', head: 'Night of' },
                  ...read.arms.map(({ arm, label }) => ({
                    id: arm,
                    head: cleanText(label),
                    numeric: true,
                    proven: true,
                  })),
                  { id: 'recorded', head: 'Recorded' },
                ],
                rows: history.map((night) => ({
                  key: night.day,
                  cells: [
                    formatDay(night.day),
                    ...read.arms.map(({ arm }) => {
                      const value = armOn(night, arm)?.[field];
                      return value === undefined ? MISSING : text(value);
                    }),
                    nightWord(night),
                  ],
                })),
              }}
            >
              {(box) => (
                <LineChart
                  {...box}
                  series={arms.map(({ arm, label }) => ({
                    id: arm,
                    name: cleanText(label),
                    measure: arm,
                    colour: colours.get(arm) ?? 'rest',
                    points: history.map((night) => ({
                      key: night.day,
                      x: dayNumber(night.day),
                      value: armOn(night, arm)?.[field] ?? null,
                      forecast: !night.recorded,
                    })),
                  }))}
                  goals={goals[name]}
                  notes={notes}
                  zero
                  format={{ kind }}
                  forecastName="not recorded"
                  sentence={sentence}
                  onProof={(day, arm) => openProof(proofRef('bandit.night', key, day, arm, name))}
                />
              )}
            </ChartFrame>
          );
        })}
      </div>
    </Part>
  );
}
