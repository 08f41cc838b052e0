import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { formatAgo, formatCounted } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Bars } from '../../components/skeleton.tsx';
import classes from '../../dashboards/tile/tile.module.css';
import own from './executive.module.css';

const SHOWN = 3;
const approvals = api.approvals.list.queryOptions();

/** What waits for a signature, the oldest first. */
export function OpenApprovals() {
  const title = useId();
  const query = useQuery(approvals);
  return (
    <Card className={own.approvals} aria-labelledby={title}>
      <header className={classes.head}>
        <h2 id={title}>Open approvals</h2>
        <Link to="/approvals">All approvals</Link>
      </header>
      <Loaded
        query={query}
        queryKey={approvals.queryKey}
        skeleton={<Bars rows={2} />}
        works="The tiles of this page still work."
      >
        {(all) => {
          const waiting = all.filter(({ state }) => state === 'in_review').toReversed();
          if (waiting.length === 0) return <p className="muted">Nothing waits for a signature.</p>;
          return (
            <ul className={classes.list} aria-label={formatCounted(waiting.length, 'open approval')}>
              {waiting.slice(0, SHOWN).map(({ proposal, proposerName, mayApprove }) => (
                <li key={proposal.id}>
                  <Chip tone={mayApprove.allowed ? 'warn' : 'line'}>{mayApprove.allowed ? '! yours' : 'waits'}</Chip>
                  <div>
                    <Link to="/approvals" search={{ proposal: proposal.id }}>
                      {proposal.title}
                    </Link>
                    <p>
                      {proposerName}, {formatAgo(proposal.createdAt, new Date().toISOString())}; expires{' '}
                      {formatAgo(proposal.expiresAt, new Date().toISOString())}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}
