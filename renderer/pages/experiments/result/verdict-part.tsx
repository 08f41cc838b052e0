import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatCount, formatDays, formatRate, MISSING } from '../../../../engine/serializer/index.ts';
import { lookText } from '../../../components/chip.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { Fact, VerdictBox, Why } from '../../../components/verdict-box.tsx';
import { VERDICT_LOOKS } from '../looks.ts';
import classes from './result.module.css';
import { variationName } from './scorecard-rows.ts';

/** Which checks failed, and what to do about each: shown in place of numbers that can't be trusted. */
function Failed({ read }: { readonly read: ExperimentRead }) {
  const failed = read.checks.filter(({ outcome }) => outcome === 'fail');
  return (
    <ul className={classes.failed}>
      {failed.map((check) => (
        <li key={check.id}>
          <Proven proof={proofRef('experiment.check', read.experiment.design.key, check.id)}>
            <strong>✕ “{check.title}” failed.</strong> {check.evidence}
          </Proven>
          {check.next !== null && <p>{check.next}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What the experiment says, why, what would change it, and how far it is. */
export function VerdictPart({ read }: { readonly read: ExperimentRead }) {
  const { verdict, progress, experiment } = read;
  const { key, rule } = experiment.design;
  const look = VERDICT_LOOKS[verdict.state];
  const isUnhealthy = verdict.state === 'unhealthy';
  const isDraft = experiment.status === 'draft';
  const about =
    verdict.variation === null || isUnhealthy ? '' : ` ${cleanText(variationName(experiment, verdict.variation))}`;
  const progressRef = (name: string): string => proofRef('experiment.progress', key, name);
  return (
    <VerdictBox
      tone={look.tone}
      data-verdict={verdict.state}
      aria-label="Verdict"
      title={
        isDraft ? (
          'Not started'
        ) : (
          <Proven proof={proofRef('experiment.verdict', key)}>
            {lookText(look)}
            {about}
          </Proven>
        )
      }
      facts={
        isDraft ? null : (
          <>
            <Fact
              name="Units"
              value={
                <Proven proof={proofRef('experiment.units', key, 'all', 'units')}>{formatCount(read.units)}</Proven>
              }
              note={progress.plannedUnits === null ? 'no plan' : `of ${formatCount(progress.plannedUnits)} planned`}
            />
            <Fact
              name="Days"
              value={<Proven proof={progressRef('days')}>{formatCount(progress.days)}</Proven>}
              note={
                progress.plannedDays === null
                  ? `at least ${formatDays(rule.minDays)}`
                  : `of ${formatCount(progress.plannedDays)} planned`
              }
            />
            <Fact
              name="Days left"
              value={
                verdict.daysLeft === null ? (
                  MISSING
                ) : (
                  <Proven proof={progressRef('days_left')}>{formatCount(Math.ceil(verdict.daysLeft))}</Proven>
                )
              }
              note={
                verdict.daysLeft !== null
                  ? 'at this pace'
                  : verdict.state === 'no_data'
                    ? 'no pace to tell them by'
                    : 'nothing to wait for'
              }
            />
            <Fact
              name="Can find"
              value={
                progress.detectable === null ? (
                  MISSING
                ) : (
                  <Proven proof={progressRef('detectable')}>±{formatRate(progress.detectable)}</Proven>
                )
              }
              note="smallest effect by now"
            />
          </>
        )
      }
    >
      {isUnhealthy ? (
        <>
          <p>The data can not be trusted, so no effect is shown.</p>
          <Failed read={read} />
        </>
      ) : (
        <Why reason={verdict.reason} change={verdict.change} />
      )}
    </VerdictBox>
  );
}
