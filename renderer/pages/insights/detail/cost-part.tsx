import { useElementSize } from '@mantine/hooks';
import type { BanditRead } from '../../../../engine/contract/index.ts';
import { formatRate } from '../../../../engine/serializer/index.ts';
import { valueDomain } from '../../../charts/axis/value-domain.ts';
import { rangeText } from '../../../charts/axis/value-text.ts';
import { EffectAxis, GradientInterval } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { Chip } from '../../../components/chip.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Part } from '../../../components/part.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { ProvenInterval } from '../../../components/proven-interval.tsx';
import { levelText } from '../../experiments/result/method-words.ts';
import classes from '../insights.module.css';
import { amountText } from '../values.ts';

const COUNT = { kind: 'count' } as const;

/** What trying cost against always playing the best arm, against equal shares, and what may still be found. */
export function CostPart({ read }: { readonly read: BanditRead }) {
  const { regret, valueRemaining, words } = read;
  const { key, rule } = read.cell.design;
  const { ref, width } = useElementSize();
  const proof = (name: string): string => proofRef('bandit.cell', key, name);
  if (regret === null && valueRemaining === null) return null;
  return (
    <Part title="What it cost, and what is left to find">
      <div className={classes.pair}>
        {regret !== null && (
          <div className={classes.cost}>
            <p className={classes.partText}>{regret.sentence}</p>
            <div ref={ref} className={classes.costPicture}>
              {width > 0 && <RegretPicture regret={regret} width={width} reward={words.reward} />}
            </div>
            <KeyValues
              pairs={[
                [
                  'Not won',
                  <>
                    <Proven proof={proof('regret')}>
                      {amountText(regret.estimate)} {words.reward}
                    </Proven>{' '}
                    (
                    <ProvenInterval
                      text={rangeText(COUNT, regret.interval.low, regret.interval.high)}
                      low={proof('regret_low')}
                      high={proof('regret_high')}
                    />
                    , {levelText(regret.interval.level)})
                  </>,
                ],
                [
                  'Equal shares',
                  <Proven key="equal" proof={proof('regret_equal_split')}>
                    {amountText(regret.equalSplit)} {words.reward}
                  </Proven>,
                ],
              ]}
            />
          </div>
        )}
        {valueRemaining !== null && (
          <div className={classes.cost}>
            <p className={classes.partText}>
              <Chip tone={valueRemaining.stop ? 'warn' : 'line'}>
                {valueRemaining.stop ? '■ Little left' : 'Worth going on'}
              </Chip>{' '}
              {valueRemaining.sentence}
            </p>
            <KeyValues
              pairs={[
                [
                  'Value remaining',
                  <>
                    <Proven key="left" proof={proof('value_remaining')}>
                      {formatRate(valueRemaining.share)}
                    </Proven>{' '}
                    of the leader's value, at the 95th percentile
                  </>,
                ],
                ['Stop rule', `below ${formatRate(rule.stopAt)}, fixed when the cell started`],
              ]}
            />
          </div>
        )}
      </div>
    </Part>
  );
}

interface RegretPictureProps {
  readonly regret: NonNullable<BanditRead['regret']>;
  readonly width: number;
  readonly reward: string;
}

/** What was not won with its interval, and a line where equal shares would be. */
function RegretPicture({ regret, width, reward }: RegretPictureProps) {
  const { low, high } = regret.interval;
  const domain = valueDomain([low, high, regret.equalSplit], 'count', true);
  return (
    <>
      <GradientInterval
        estimate={regret.estimate}
        low={low}
        high={high}
        domain={domain}
        tone={high < regret.equalSplit ? 'good' : low > regret.equalSplit ? 'bad' : 'neither'}
        width={width}
        mark={regret.equalSplit}
        label={`${amountText(regret.estimate)} ${reward} were not won, ${rangeText(COUNT, low, high)}; equal shares would have left ${amountText(regret.equalSplit)}`}
      />
      <EffectAxis domain={domain} width={width} format={COUNT} />
    </>
  );
}
