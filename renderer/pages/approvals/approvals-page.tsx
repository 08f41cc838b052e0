import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ProposalView } from '../../../engine/contract/index.ts';
import { formatMoney, formatStake } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Inbox } from '../../components/inbox.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { payloadWords } from '../../components/payload-words.ts';
import { Bars } from '../../components/skeleton.tsx';
import { Split } from '../../components/split.tsx';
import { ProposalDetail } from './proposal-detail.tsx';
import { proposalLook } from './states.ts';

const options = api.approvals.list.queryOptions();

/** The inbox: what waits for a decision, what was decided, and what became of it. */
export function ApprovalsPage() {
  const query = useQuery(options);
  const status = useQuery(workspaceStatus);
  useEffect(() => {
    document.title = 'Approvals · Growth Workbench';
  }, []);
  const waiting = query.data?.filter((view) => view.state === 'in_review').length;
  const line = [
    waiting === undefined ? null : `${waiting === 0 ? 'Nothing' : waiting} waiting for a decision`,
    status.data === undefined
      ? null
      : `above ${formatMoney(status.data.caps.twoApproversAbove)} a day two approvers are needed`,
  ];
  return (
    <Page title="Approvals" line={line.filter((part) => part !== null).join(' · ')}>
      <Loaded
        query={query}
        queryKey={options.queryKey}
        framed="all"
        skeleton={<Bars rows={8} height={26} />}
        works="The reads and their proofs still work."
      >
        {(views) => (views.length === 0 ? <NothingProposed /> : <Proposals views={views} />)}
      </Loaded>
    </Page>
  );
}

function NothingProposed() {
  return (
    <Card>
      <Empty
        title="Nothing has been proposed yet"
        why="A proposal starts from a read: promote the winner of a creative test, or decide an experiment."
        action={
          <Link to="/creative-tests" search={{ verdict: 'winner' }}>
            Show the winners
          </Link>
        }
      />
    </Card>
  );
}

function Proposals({ views }: { readonly views: readonly ProposalView[] }) {
  const search = useSearch({ from: '/approvals' });
  const navigate = useNavigate({ from: '/approvals' });
  const ordered = [
    ...views.filter((view) => view.state === 'in_review'),
    ...views.filter((view) => view.state !== 'in_review'),
  ];
  const chosen = ordered.find((view) => view.proposal.id === search.proposal) ?? ordered[0];
  return (
    <Split
      wide="detail"
      list={
        <Card kind="list">
          <Inbox
            label="Proposals"
            items={ordered.map((view) => {
              const look = proposalLook(view);
              return {
                id: view.proposal.id,
                title: view.proposal.title,
                line: `${formatStake(view.proposal.stakePerDay)} · ${payloadWords(view.proposal.payload).about}`,
                chip: <Chip tone={look.tone}>{look.text}</Chip>,
              };
            })}
            selectedId={chosen?.proposal.id ?? null}
            onSelect={(proposal) => void navigate({ replace: true, search: (now) => ({ ...now, proposal }) })}
            onOpen={() => document.getElementById('proposal-detail')?.focus()}
          />
        </Card>
      }
      detail={
        <Card kind="detail" aria-label="Selected proposal">
          {chosen !== undefined && <ProposalDetail key={chosen.proposal.id} view={chosen} />}
        </Card>
      }
    />
  );
}
