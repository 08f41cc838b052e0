import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ExperimentChange, ExperimentRecord } from '../../../../engine/contract/index.ts';
import { cleanText, formatId, formatInstant } from '../../../../engine/serializer/index.ts';
import { workspaceStatus } from '../../../app/queries.ts';
import { Chip, type Tone } from '../../../components/chip.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Part } from '../../../components/part.tsx';

const CHANGES: Readonly<Record<ExperimentChange['change'], { readonly tone: Tone; readonly text: string }>> = {
  saved: { tone: 'line', text: 'saved' },
  started: { tone: 'line', text: 'started' },
  stopped: { tone: 'unk', text: 'stopped' },
  proposed: { tone: 'warn', text: '! proposed' },
  approved: { tone: 'pos', text: '✓ approved' },
  rejected: { tone: 'neg', text: '✕ rejected' },
  decided: { tone: 'pos', text: '✓ decided' },
  removed: { tone: 'unk', text: 'removed' },
};

const OF_PROPOSALS: readonly ExperimentChange['change'][] = ['proposed', 'approved', 'rejected', 'decided'];

interface DecisionLogProps {
  readonly log: readonly ExperimentChange[];
  readonly record: ExperimentRecord;
}

/** Who did what, when and why, each with its place in the audit chain; the newest first. */
export function DecisionLog({ log, record }: DecisionLogProps) {
  const zone = useQuery(workspaceStatus).data?.zone ?? 'UTC';
  const proposal = record.decision?.proposalId;
  return (
    <Part title="Decision log" note="Each line is an event of the audit chain; its hash binds it to the one before.">
      {log.length === 0 ? (
        <p className="muted">Nothing was done with it yet.</p>
      ) : (
        <DataTable
          caption="Decision log"
          columns={[
            { head: 'When' },
            { head: 'What' },
            { head: 'Who' },
            { head: 'Why', grow: true },
            { head: 'Audit' },
          ]}
          rows={log
            .toSorted((a, b) => b.seq - a.seq)
            .map((change) => ({
              key: String(change.seq),
              cells: [
                formatInstant(change.at, zone),
                <Chip key="what" tone={CHANGES[change.change].tone}>
                  {CHANGES[change.change].text}
                </Chip>,
                cleanText(change.actor),
                <span key="why">
                  {cleanText(change.summary)}{' '}
                  {OF_PROPOSALS.includes(change.change) && (
                    <Link to="/approvals" search={proposal === undefined ? {} : { proposal }}>
                      See the approval
                    </Link>
                  )}
                </span>,
                <Link key="hash" to="/sync" search={{ tab: 'audit' }} className="mono" title={change.hash}>
                  {formatId(change.hash, 8, 4)}
                </Link>,
              ],
            }))}
        />
      )}
    </Part>
  );
}
