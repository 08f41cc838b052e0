import { useQuery } from '@tanstack/react-query';
import type { ProposalView } from '../../../engine/contract/index.ts';
import { cleanText, formatId, formatInstant } from '../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Detail } from '../../components/detail.tsx';
import { Proven } from '../../components/proven.tsx';
import { Section } from '../../components/section.tsx';
import { Stepper } from '../../components/stepper.tsx';
import classes from './approvals.module.css';
import { DryRun } from './dry-run.tsx';
import { PlanDiff } from './plan-diff.tsx';
import { ProposalActions } from './proposal-actions.tsx';
import { OUTCOMES, proposalLook, road } from './states.ts';
import { useGuardrails } from './use-guardrails.ts';

/** Everything a person has to read before deciding, on one screen. */
export function ProposalDetail({ view }: { readonly view: ProposalView }) {
  const status = useQuery(workspaceStatus);
  const zone = status.data?.zone ?? 'UTC';
  const { proposal } = view;
  const guardrails = useGuardrails(view);
  const look = proposalLook(view, guardrails);
  return (
    <Detail
      id="proposal-detail"
      title={proposal.title}
      line={`proposed by ${view.proposerName}, ${formatInstant(proposal.createdAt, zone)} · expires ${formatInstant(proposal.expiresAt, zone)} · policy ${proposal.policyVersion}`}
      chip={<Chip tone={look.tone}>{look.text}</Chip>}
      actions={<ProposalActions view={view} />}
    >
      <Stepper label="How far the proposal has come" steps={road(view)} />
      <Decided view={view} zone={zone} />
      <Section title="What will change">
        <PlanDiff lines={proposal.diff} undo={proposal.compensation} />
      </Section>
      <Section title={view.state === 'in_review' ? 'Guardrails now' : 'Guardrails'}>
        <DataTable
          caption="Guardrails, what they found and on what evidence"
          columns={[{ head: 'Outcome' }, { head: 'Guardrail' }, { head: 'Evidence', grow: true }]}
          rows={guardrails.map((guardrail) => ({
            key: guardrail.guardrail,
            cells: [
              <Chip key="outcome" tone={OUTCOMES[guardrail.outcome].tone}>
                {OUTCOMES[guardrail.outcome].text}
              </Chip>,
              guardrail.title,
              <span key="evidence" className="muted">
                {guardrail.evidence}
              </span>,
            ],
          }))}
        />
      </Section>
      <Section title="Expected effect">
        {proposal.expectedEffect === null ? (
          <p className="muted">It can't be told from the data.</p>
        ) : (
          <p>
            {proposal.expectedEffect.sentence} ·{' '}
            <span className={classes.link}>
              <Proven proof={proposal.expectedEffect.proofId}>proof</Proven>
            </span>
          </p>
        )}
      </Section>
      <DryRun dryRun={proposal.dryRun} />
      <p className="muted">
        Approvals and signatures are bound to{' '}
        <span className="mono" title={proposal.fingerprint} data-fingerprint={proposal.fingerprint}>
          sha256 {formatId(proposal.fingerprint, 4, 4)}
        </span>
        ; any change makes another fingerprint.
      </p>
    </Detail>
  );
}

function Decided({ view, zone }: { readonly view: ProposalView; readonly zone: string }) {
  if (view.approvals.length === 0 && view.decision === null) return null;
  return (
    <Section title="Decided">
      <ul className={classes.plain}>
        {view.approvals.map(({ approval, approverName }) => (
          <li key={approval.id}>
            Approved and signed by {approverName}, {formatInstant(approval.approvedAt, zone)}
          </li>
        ))}
        {view.decision !== null && (
          <li>
            {view.decision.by}, {formatInstant(view.decision.at, zone)}: {cleanText(view.decision.reason)}
          </li>
        )}
      </ul>
    </Section>
  );
}
