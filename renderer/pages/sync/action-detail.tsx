import { Link } from '@tanstack/react-router';
import type { ActionView, Receipt } from '../../../engine/contract/index.ts';
import {
  formatCounted,
  formatId,
  formatInstant,
  formatMoney,
  formatStake,
  formatText,
} from '../../../engine/serializer/index.ts';
import { actionLook } from '../../components/action-look.ts';
import { Chip, type Tone } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Detail } from '../../components/detail.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { payloadWords, receiptWords } from '../../components/payload-words.ts';
import { Section } from '../../components/section.tsx';
import { ActionButtons } from './action-buttons.tsx';
import classes from './sync.module.css';

/** How a step of the dispatch ended: colour, sign and word. */
function phaseLook(phase: string): { readonly tone: Tone; readonly text: string } {
  switch (phase) {
    case 'known':
      return { tone: 'pos', text: '✓ done' };
    case 'adopted':
      return { tone: 'pos', text: '✓ found again' };
    case 'not_done':
      return { tone: 'warn', text: '! not done' };
    case 'unknown':
      return { tone: 'unk', text: '? outcome unknown' };
    case 'started':
      return { tone: 'line', text: 'started' };
    default:
      return { tone: 'line', text: phase.replaceAll('_', ' ') };
  }
}

interface ActionDetailProps {
  readonly view: ActionView;
  readonly zone: string;
}

/** One action: why it is stuck if it is, each step as the journal has it, and what the platform confirmed. */
export function ActionDetail({ view, zone }: ActionDetailProps) {
  const look = actionLook(view.state);
  const { action } = view;
  return (
    <Detail
      id="action-detail"
      title={view.title}
      line={`journaled ${formatInstant(action.journaledAt, zone)} · ${formatStake(action.stakePerDay)} · ${formatCounted(view.attempts, 'attempt')}`}
      chip={<Chip tone={look.tone}>{look.text}</Chip>}
      actions={<ActionButtons view={view} />}
    >
      {view.failure !== null && (
        <div className={classes.failure}>
          <h3>{view.failure.message}</h3>
          <p>
            {view.failure.next} <span className="mono">{view.failure.code}</span>
          </p>
        </div>
      )}
      <KeyValues
        pairs={[
          [
            'Action',
            <span key="id" className="mono">
              {action.id}
            </span>,
          ],
          [
            'Fingerprint',
            <span key="fingerprint" className="mono" title={action.fingerprint}>
              sha256 {formatId(action.fingerprint, 4, 4)}
            </span>,
          ],
          ...(action.proposalId === null
            ? []
            : [
                [
                  'Proposal',
                  <Link key="proposal" to="/approvals" search={{ proposal: action.proposalId }}>
                    See what was approved
                  </Link>,
                ] as const,
              ]),
          ...(view.nextAttemptAt === null ? [] : [['Next attempt', formatInstant(view.nextAttemptAt, zone)] as const]),
        ]}
      />
      <Section title="Steps">
        {view.steps.length === 0 ? (
          <p className="muted">Nothing has been sent yet.</p>
        ) : (
          <DataTable
            caption="Steps of the dispatch, in order"
            columns={[
              { head: 'Step' },
              { head: 'Outcome' },
              { head: 'Id on the platform', grow: true },
              { head: 'At' },
            ]}
            rows={view.steps.map((step, index) => {
              const phase = phaseLook(step.phase);
              return {
                key: String(index),
                cells: [
                  step.step.replaceAll('_', ' '),
                  <Chip key="phase" tone={phase.tone}>
                    {phase.text}
                  </Chip>,
                  <span key="platform" className="mono">
                    {formatText(step.platformId)}
                  </span>,
                  formatInstant(step.at, zone),
                ],
              };
            })}
          />
        )}
      </Section>
      {view.receipt !== null && (
        <ReceiptView receipt={view.receipt} where={payloadWords(action.payload).where} zone={zone} />
      )}
    </Detail>
  );
}

interface ReceiptViewProps {
  readonly receipt: Receipt;
  /** What it was read back from. */
  readonly where: string;
  readonly zone: string;
}

function ReceiptView({ receipt, where, zone }: ReceiptViewProps) {
  return (
    <Section title={`Receipt, as read back from ${where}`}>
      <KeyValues
        pairs={[
          ['Status', receiptWords(receipt.status)],
          ['Confirmed', formatInstant(receipt.confirmedAt, zone)],
          ...(receipt.status === 'paused_created' ? [['Daily budget', formatMoney(receipt.dailyBudget)] as const] : []),
          ...receipt.objects.map(
            (object) =>
              [
                object.kind,
                <span key={object.platformId} className="mono">
                  {object.platformId}
                </span>,
              ] as const,
          ),
          [
            'Read-back',
            <span key="hash" className="mono" title={receipt.readBackHash}>
              sha256 {formatId(receipt.readBackHash, 4, 4)}
            </span>,
          ],
        ]}
      />
    </Section>
  );
}
