import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ArmRead, BanditDecision } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay, formatInstant } from '../../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../../app/queries.ts';
import { DECISION_LOOKS, DECISION_WORDS } from '../../../components/cell-looks.ts';
import { LookChip } from '../../../components/chip.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Part } from '../../../components/part.tsx';
import classes from '../insights.module.css';

interface DecisionsPartProps {
  readonly decisions: readonly BanditDecision[];
  readonly arms: readonly ArmRead[];
}

/** What people decided over the arms, on which data and why, and how far it has come; the newest first. */
export function DecisionsPart({ decisions, arms }: DecisionsPartProps) {
  const zone = useQuery(workspaceStatus).data?.zone ?? 'UTC';
  const labelOf = (id: string): string => cleanText(arms.find(({ arm }) => arm === id)?.label ?? id);
  return (
    <Part title="Decisions">
      {decisions.length === 0 ? (
        <p className="muted">Nobody has decided over an arm yet.</p>
      ) : (
        <DataTable
          caption="Decisions"
          columns={[{ head: 'When' }, { head: 'What', grow: true }, { head: 'Why', grow: true }, { head: 'State' }]}
          rows={decisions
            .toSorted((a, b) => b.decidedAt.localeCompare(a.decidedAt))
            .map((decision) => ({
              key: decision.id,
              cells: [
                <span key="when" className={classes.stacked}>
                  {formatInstant(decision.decidedAt, zone)}
                  <small>by {cleanText(decision.by)}</small>
                </span>,
                <span key="what" className={classes.stacked}>
                  {DECISION_WORDS[decision.decision]} {labelOf(decision.arm)}
                  <small>on data to {formatDay(decision.dataThrough)}</small>
                </span>,
                <span key="why">
                  {cleanText(decision.reason)}{' '}
                  {decision.proposalId !== null && (
                    <Link to="/approvals" search={{ proposal: decision.proposalId }}>
                      See the approval
                    </Link>
                  )}
                </span>,
                <LookChip key="state" look={DECISION_LOOKS[decision.state]} />,
              ],
            }))}
        />
      )}
    </Part>
  );
}
