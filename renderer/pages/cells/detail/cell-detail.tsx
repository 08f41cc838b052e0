import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatInstant,
  formatMoney,
  formatProbability,
  formatRate,
} from '../../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../../app/queries.ts';
import { ADVICE_LOOKS, CELL_LOOKS } from '../../../components/cell-looks.ts';
import { LookChip } from '../../../components/chip.tsx';
import { Detail } from '../../../components/detail.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { Section } from '../../../components/section.tsx';
import { budgetSentence, usedShare } from '../budget.ts';
import { BudgetBar } from '../budget-bar.tsx';
import classes from '../cells.module.css';
import { CellActions } from '../lifecycle/cell-actions.tsx';
import { armsLine, placeName, REWARD_WORDS, trialWords } from '../words.ts';
import { CellLog } from './cell-log.tsx';
import { ruleSentences } from './rule-words.ts';

/** What a look says, when the next one is due, and the way to its posteriors. */
function Says({ row }: { readonly row: ExploreCellRow }) {
  const { design, status } = row.cell;
  const { leader, advice } = row;
  if (status === 'planned') return <p>It is planned and has not started: nothing is read yet.</p>;
  return (
    <div className={classes.says}>
      <p>
        {advice !== null && <LookChip look={ADVICE_LOOKS[advice]} />}
        {leader === null ? (
          <span>Nothing can be compared yet.</span>
        ) : (
          <span>
            {cleanText(leader.label)} leads with{' '}
            <Proven proof={proofRef('bandit.cell', design.key, 'leader_p_best')}>
              P(best) {formatProbability(leader.pBest)}
            </Proven>
          </span>
        )}
      </p>
      <p className={classes.quiet}>
        {row.nextLook === null ? '' : `Next look ${formatDay(row.nextLook)}: `}
        {row.nextLookReason}
      </p>
      <p>
        <Link to="/insights" search={{ key: design.key }}>
          Open its posteriors in RL Insights
        </Link>
      </p>
    </div>
  );
}

function Budget({ row }: { readonly row: ExploreCellRow }) {
  const { key, budgetCap } = row.cell.design;
  const used = usedShare(row.spent, budgetCap);
  return (
    <div className={classes.budget}>
      <p className={classes.amounts}>
        {row.spent !== null && (
          <>
            <b>
              <Proven proof={proofRef('cell.money', key, 'spent')}>{formatMoney(row.spent)}</Proven>
            </b>{' '}
            of{' '}
          </>
        )}
        <Proven proof={proofRef('cell.money', key, 'cap')}>{formatMoney(budgetCap)}</Proven>
        {used !== null && ` (${formatRate(used)})`}
        {row.spentPerDay !== null && (
          <>
            , <Proven proof={proofRef('cell.money', key, 'per_day')}>{formatMoney(row.spentPerDay)} a day</Proven>
          </>
        )}
      </p>
      <BudgetBar row={row} />
      <p className={classes.quiet}>{budgetSentence(row)}</p>
    </div>
  );
}

/** One cell: what a look says, its money, what is believed, and the rule it was planned with. */
export function CellDetail({ row }: { readonly row: ExploreCellRow }) {
  const zone = useQuery(workspaceStatus).data?.zone ?? 'UTC';
  const { design, status, version, startedAt, endedAt, note } = row.cell;
  const { reward, budgetCap, key } = design;
  return (
    <Detail
      id="cell-detail"
      title={cleanText(design.name)}
      line={`${placeName(design)} · ${formatDayRange(design.firstDay, design.lastDay)} · ${cleanText(design.owner)}`}
      chip={<LookChip look={CELL_LOOKS[status]} />}
      actions={<CellActions row={row} />}
    >
      <Section title="What a look says">
        <Says row={row} />
      </Section>
      <Section title="Budget">
        <Budget row={row} />
      </Section>
      <Section title="Hypothesis">
        <p>{cleanText(design.hypothesis)}</p>
      </Section>
      <Section title="Plan">
        <KeyValues
          pairs={[
            ['Arms', armsLine(design.arms)],
            ...(row.arms === 0
              ? []
              : [
                  [
                    'In the data',
                    <span key="data">
                      <Proven proof={proofRef('bandit.cell', key, 'arms')}>{formatCounted(row.arms, 'arm')}</Proven>,{' '}
                      <Proven proof={proofRef('cell.trials', key)}>
                        {formatCount(row.trials)} {trialWords(reward, budgetCap.currency)}
                      </Proven>
                    </span>,
                  ] as const,
                ]),
            ['Judged by', REWARD_WORDS[reward]],
            ['Days', formatDayRange(design.firstDay, design.lastDay)],
            ['Version', `${formatCount(version)}, ${design.key}`],
            ...(startedAt === null ? [] : [['Started', formatInstant(startedAt, zone)] as const]),
            ...(endedAt === null ? [] : [['Ended', formatInstant(endedAt, zone)] as const]),
            ...(note === '' ? [] : [[status === 'paused' ? 'Paused' : 'Why', cleanText(note)] as const]),
            [
              'Nights',
              row.nights === 0
                ? 'none recorded yet'
                : `${formatCount(row.nights)} recorded, the last ${formatDay(row.lastNight)}`,
            ],
          ]}
        />
      </Section>
      <Section title="Rule">
        <ul className={classes.rule}>
          {ruleSentences(design.rule, { reward, currency: budgetCap.currency }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <Section title="What happened">
        <CellLog cellKey={key} />
      </Section>
    </Detail>
  );
}
