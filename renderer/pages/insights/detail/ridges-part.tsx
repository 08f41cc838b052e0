import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ArmRead, BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay } from '../../../../engine/serializer/index.ts';
import { rangeText, valueText } from '../../../charts/axis/value-text.ts';
import { ChartFrame } from '../../../charts/frame/chart-frame.tsx';
import { Ridgeline } from '../../../charts/ridgeline/ridgeline.tsx';
import { PartFrame } from '../../../components/part.tsx';
import { proofRef } from '../../../components/proven.tsx';
import { useOpenProof } from '../../../components/use-open-proof.ts';
import classes from '../insights.module.css';
import { amountText, formatOf } from '../values.ts';
import { armColours, armOn, drawnArms, nightWord } from './nights.ts';
import { ridgeRows } from './ridge-rows.ts';

interface RidgesPartProps {
  readonly read: BanditRead;
  readonly chosen: ArmRead;
  readonly onChoose: (arm: string) => void;
}

const ALL = 'all arms';
const WORDS = { solid: 'recorded that night', outline: 'worked out later' } as const;

/** How what is believed of one arm, or of all of them, became what it is: posteriors by night. */
export function RidgesPart({ read, chosen, onChoose }: RidgesPartProps) {
  const openProof = useOpenProof();
  const [isAll, setIsAll] = useState(false);
  const { key } = read.cell.design;
  const format = formatOf(read.unit);
  const colours = useMemo(() => armColours(read.arms), [read]);
  const arms = useMemo(() => (isAll ? drawnArms(read.arms) : [chosen]), [isAll, read, chosen]);
  const rows = useMemo(() => ridgeRows(read, arms, colours), [read, arms, colours]);
  const nights = read.history.flatMap((night) =>
    arms.flatMap((arm) => {
      const then = armOn(night, arm.arm);
      return then === null ? [] : [{ night, arm, then }];
    }),
  );
  const [first, last] = [nights[0], nights.at(-1)];
  if (first === undefined || last === undefined || rows.length < 2) return null;
  const width = ({ low, high }: { readonly low: number; readonly high: number }): string =>
    rangeText(format, low, high);
  const sentence = isAll
    ? `What was believed of ${arms.length} arms on ${rows.length} nights from ${formatDay(rows[0]?.key)} to ${formatDay(rows.at(-1)?.key)}.`
    : `${cleanText(chosen.label)}: ${width(first.then.interval)} on ${formatDay(first.night.day)}, ${width(last.then.interval)} on ${formatDay(last.night.day)}.`;
  const open = (day: string, arm: string): void => openProof(proofRef('bandit.night', key, day, arm, 'mean'));
  return (
    <PartFrame aria-label="Posterior by night">
      <ChartFrame
        title="Posterior by night"
        sentence={sentence}
        height={isAll ? 90 + rows.length * 58 : 90 + rows.length * 26}
        level={3}
        exportName={`${key}-posterior-by-night`}
        actions={
          <Select
            size="xs"
            className={classes.armPicker}
            aria-label="Arm"
            allowDeselect={false}
            data={[
              { value: ALL, label: 'All arms' },
              ...read.arms.map(({ arm, label }) => ({ value: `arm ${arm}`, label: cleanText(label) })),
            ]}
            value={isAll ? ALL : `arm ${chosen.arm}`}
            onChange={(value) => {
              setIsAll(value === ALL);
              if (value !== null && value !== ALL) onChoose(value.slice('arm '.length));
            }}
          />
        }
        onProof={(row, name) => {
          const [day = '', ...arm] = row.split(' ');
          openProof(proofRef('bandit.night', key, day, arm.join(' '), name));
        }}
        table={{
          columns: [
            { id: 'day', head: 'Night of' },
            { id: 'arm', head: 'Arm' },
            { id: 'trials', head: read.words.trial, numeric: true, proven: true },
            { id: 'mean', head: 'Mean', numeric: true, proven: true },
            { id: 'low', head: '95 % from', numeric: true, proven: true },
            { id: 'high', head: 'to', numeric: true, proven: true },
            { id: 'recorded', head: 'Recorded' },
          ],
          rows: nights.map(({ night, arm, then }) => ({
            key: `${night.day} ${arm.arm}`,
            cells: [
              formatDay(night.day),
              cleanText(arm.label),
              amountText(then.trials),
              valueText(format, then.mean),
              valueText(format, then.interval.low),
              valueText(format, then.interval.high),
              nightWord(night),
            ],
          })),
        }}
      >
        {(box) => <Ridgeline {...box} rows={rows} format={format} words={WORDS} sentence={sentence} onProof={open} />}
      </ChartFrame>
    </PartFrame>
  );
}
