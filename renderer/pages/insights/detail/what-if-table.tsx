import type { ReactNode } from 'react';
import { type BanditRead, priorKey, type WhatIf, type WhatIfInput } from '../../../../engine/contract/index.ts';
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
  /** Null while another question is being answered: what stands has no proof then. */
  readonly question: WhatIfInput | null;
}

/** A number of an answer, with its proof once the answer is the one to the question. */
function Answered({
  question,
  names,
  children,
}: Pick<WhatIfTableProps, 'question'> & { readonly names: readonly string[]; readonly children: ReactNode }) {
  if (question === null) return children;
  const { key, moreDays, prior } = question;
  const measure = names.length === 1 ? 'bandit.what_if_cell' : 'bandit.what_if';
  return <Proven proof={proofRef(measure, key, String(moreDays), priorKey(prior), ...names)}>{children}</Proven>;
}

/** What is known of each arm now, and what would be. */
export function WhatIfTable({ read, answer, question }: WhatIfTableProps) {
  const format = formatOf(read.unit);
  const { key } = read.cell.design;
  const widthText = (width: number): string => (read.unit === 'share' ? formatPoints(width) : valueText(format, width));
  return (
    <>
      <p className={classes.partText}>
        <Answered question={question} names={['chance_to_decide']}>
          {answer.sentence}
        </Answered>
      </p>
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
          const names = (name: string): readonly string[] => [now.arm, name];
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
                <Answered question={question} names={names('mean')}>
                  <b>{valueText(format, then.mean)}</b>
                </Answered>
                <small>{rangeText(format, then.interval.low, then.interval.high)}</small>
              </span>,
              <span key="width" className={classes.stacked}>
                {widthText(high - low)}
                <small>
                  →{' '}
                  <Answered question={question} names={names('width')}>
                    {widthText(then.width)}
                  </Answered>
                </small>
              </span>,
              <span key="best" className={classes.stacked}>
                <Proven proof={ref('p_best')}>{formatProbability(now.pBest)}</Proven>
                <small>
                  →{' '}
                  <Answered question={question} names={names('p_best')}>
                    {formatProbability(then.pBest)}
                  </Answered>
                </small>
              </span>,
              <span key="share" className={classes.stacked}>
                <Proven proof={ref('share')}>{formatRate(now.share)}</Proven>
                <small>
                  →{' '}
                  <Answered question={question} names={names('share')}>
                    {formatRate(then.share)}
                  </Answered>
                </small>
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
