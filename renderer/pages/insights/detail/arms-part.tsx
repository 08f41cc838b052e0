import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { ArmRead, BanditResult } from '../../../../engine/contract/index.ts';
import { formatCount } from '../../../../engine/serializer/index.ts';
import { valueDomain } from '../../../charts/axis/value-domain.ts';
import { EffectAxis } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { Part } from '../../../components/part.tsx';
import { ReadTable } from '../../../components/read-table.tsx';
import { ArmActions } from '../decide/arm-actions.tsx';
import classes from '../insights.module.css';
import { byChance, formatOf } from '../values.ts';
import { ArmLine } from './arm-line.tsx';

interface ArmsPartProps {
  readonly result: BanditResult;
  readonly chosen: ArmRead;
  readonly onChoose: (arm: string) => void;
}

/** Every arm with its evidence, its value, how sure it is and its share; one is chosen, and can be decided over. */
export function ArmsPart({ result, chosen, onChoose }: ArmsPartProps) {
  const { read } = result;
  const { ref, width } = useElementSize<HTMLTableCellElement>();
  const format = formatOf(read.unit);
  const arms = useMemo(() => read.arms.toSorted(byChance), [read]);
  const domain = useMemo(
    () =>
      valueDomain(
        arms.flatMap(({ interval95: { low, high } }) => [low, high]),
        format.kind,
        'auto',
      ),
    [arms, format.kind],
  );
  const { trial, reward, value } = read.words;
  const { minTrials } = read.cell.design.rule;
  return (
    <Part
      title="Arms"
      note={`An arm is judged from ${formatCount(minTrials)} ${trial} on. Shares are of the last seven days, and as the rule recommends them now.`}
    >
      <ReadTable caption={read.sentence}>
        <colgroup>
          <col className={classes.colArm} />
          <col className={classes.colEvidence} />
          <col className={classes.colValue} />
          <col />
          <col className={classes.colChance} />
          <col className={classes.colShare} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Arm</th>
            <th scope="col" data-numeric>
              {trial}
              <small>{reward}</small>
            </th>
            <th scope="col" data-numeric>
              {value}
              <small>95 % interval</small>
            </th>
            <th scope="col" ref={ref}>
              <span className="visually-hidden">Interval</span>
              {width > 0 && <EffectAxis domain={domain} width={width} format={format} />}
            </th>
            <th scope="col" data-numeric>
              P(best)
              <small>loss if wrong</small>
            </th>
            <th scope="col" data-numeric>
              Share now
              <small>recommended</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <ArmLine
              key={arm.arm}
              read={read}
              arm={arm}
              domain={domain}
              width={width}
              isChosen={arm.arm === chosen.arm}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </ReadTable>
      <ArmActions result={result} arm={chosen} />
    </Part>
  );
}
