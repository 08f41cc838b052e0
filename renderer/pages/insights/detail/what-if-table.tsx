import type { BanditRead, WhatIf } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatPoints,
  formatProbability,
  formatRate,
} from '../../../../engine/serializer/index.ts';
import { rangeText, valueText } from '../../../charts/axis/value-text.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { QuietLine } from '../../../components/read-head.tsx';
import classes from '../insights.module.css';
import { formatOf } from '../values.ts';
import { comparedArms } from './what-if.ts';

interface WhatIfTableProps {
  readonly read: BanditRead;
  readonly answer: WhatIf;
}

/** What is known of each arm now, and what would be. */
export function WhatIfTable({ read, answer }: WhatIfTableProps) {
  const format = formatOf(read.unit);
  const { key } = read.cell.design;
  const widthText = (width: number): string => (read.unit === 'share' ? formatPoints(width) : valueText(format, width));
  return (
    <>
      <DataTable
        caption="The arms as they are and as they would be"
        columns={[
          { head: 'Arm', grow: true },
          { head: `${read.words.value} now`, numeric: true },
          { head: 'then', numeric: true },
          { head: 'Interval width', numeric: true },
          { head: 'P(best)', numeric: true },
          { head: 'Share', numeric: true },
        ]}
        rows={comparedArms(read, answer).map(({ now, then }) => {
          const ref = (name: string): string => proofRef('bandit.arm', key, now.arm, name);
          const { low, high } = now.interval95;
          return {
            key: now.arm,
            cells: [
              cleanText(now.label),
              <span key="now" className={classes.stacked}>
                <Proven proof={ref('mean')}>{valueText(format, now.mean)}</Proven>
                <small>{rangeText(format, low, high)}</small>
              </span>,
              <span key="then" className={classes.stacked}>
                <b>{valueText(format, then.mean)}</b>
                <small>{rangeText(format, then.interval.low, then.interval.high)}</small>
              </span>,
              <span key="width" className={classes.stacked}>
                {widthText(high - low)}
                <small>→ {widthText(then.width)}</small>
              </span>,
              <span key="best" className={classes.stacked}>
                <Proven proof={ref('p_best')}>{formatProbability(now.pBest)}</Proven>
                <small>→ {formatProbability(then.pBest)}</small>
              </span>,
              <span key="share" className={classes.stacked}>
                <Proven proof={ref('share')}>{formatRate(now.share)}</Proven>
                <small>→ {formatRate(then.share)}</small>
              </span>,
            ],
          };
        })}
      />
      <QuietLine>
        {answer.futures === 0
          ? 'Read anew, nothing simulated.'
          : `${formatCount(answer.futures)} futures with the seed ${answer.seed}: the same question of the same data has the same answer. Numbers of then are means over the futures.`}
      </QuietLine>
    </>
  );
}
