import type { ExperimentCheck, ExperimentRead, HealthOutcome } from '../../../../engine/contract/index.ts';
import { formatPValue } from '../../../../engine/serializer/index.ts';
import { Chip } from '../../../components/chip.tsx';
import { Part } from '../../../components/part.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { CHECKS } from './looks.ts';
import classes from './result.module.css';

const WORST: readonly HealthOutcome[] = ['fail', 'unknown', 'warn', 'pass'];

const byNeed = (a: ExperimentCheck, b: ExperimentCheck): number => WORST.indexOf(a.outcome) - WORST.indexOf(b.outcome);

/** Whether the data can be trusted: each check with what it found, trouble first. */
export function HealthPart({ read }: { readonly read: ExperimentRead }) {
  const checks = [...read.checks].sort(byNeed);
  const passed = checks.filter(({ outcome }) => outcome === 'pass').length;
  return (
    <Part
      title="Health"
      note={passed === checks.length ? 'Every check passes.' : `${passed} of ${checks.length} checks pass.`}
      span="half"
    >
      <ul className={classes.checks}>
        {checks.map((check) => (
          <li key={check.id} data-check={check.id} data-outcome={check.outcome}>
            <span className={classes.checkChip}>
              <Chip tone={CHECKS[check.outcome].tone}>{CHECKS[check.outcome].text}</Chip>
            </span>
            <div>
              <h4>
                {check.title}
                {check.pValue !== null && (
                  <small>
                    {' '}
                    p{' '}
                    <Proven proof={proofRef('experiment.check', read.experiment.design.key, check.id)}>
                      {formatPValue(check.pValue)}
                    </Proven>
                  </small>
                )}
              </h4>
              <p>
                {check.pValue === null ? (
                  <Proven proof={proofRef('experiment.check', read.experiment.design.key, check.id)}>
                    {check.evidence}
                  </Proven>
                ) : (
                  check.evidence
                )}
              </p>
              {check.next !== null && <p className={classes.next}>{check.next}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
