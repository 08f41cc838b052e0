import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Proof, ProofRun } from '../../../engine/contract/index.ts';
import { formatCounted, formatText } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { KeyValues } from '../key-values.tsx';
import { exactly } from './exactly.ts';
import { ProofActions } from './proof-actions.tsx';
import classes from './proof-drawer.module.css';
import { RunResult } from './run-result.tsx';
import { Sources } from './sources.tsx';

/** Where a number comes from: value, method, sources, query, and who rests on it. */
export function ProofView({ proof }: { readonly proof: Proof }) {
  const [run, setRun] = useState<ProofRun | null>(null);
  const status = useQuery(workspaceStatus);
  const uses = useQuery(api.proofs.usedBy.queryOptions({ input: { id: proof.id } }));
  const zone = status.data?.zone ?? 'UTC';
  const { method } = proof;
  return (
    <>
      <div className={classes.scroll}>
        <p className={classes.value}>{exactly(proof.value)}</p>
        <RunResult proof={proof} run={run} zone={zone} />
        <KeyValues
          pairs={[
            ['Method', `${method.name}, version ${method.version}`],
            ...method.parameters.map(({ name, value }): [string, string] => [name, value]),
            ['Seed', method.seed === null ? 'none: no randomness' : String(method.seed)],
            ...method.assumptions.map((text): [string, string] => ['Assumes', text]),
            ...proof.caveats.map((text): [string, string] => ['Mind', text]),
            ['Source', method.reference],
          ]}
        />
        <h3>Sources</h3>
        <Sources sources={run?.sources ?? proof.sources} />
        <h3>Query</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by key */}
        <pre className={classes.code} tabIndex={0}>
          {proof.query.sql}
        </pre>
        <p className={classes.params}>
          {proof.query.params.map(({ name, value }) => (
            <span key={name}>
              ${name} = {typeof value === 'string' ? `'${value}'` : formatText(value)}
            </span>
          ))}
        </p>
        <h3>Used by</h3>
        {uses.data === undefined || uses.data.length === 0 ? (
          <p className="muted">{uses.isError ? 'It can not be told now.' : 'No proposal rests on this number.'}</p>
        ) : (
          <ul className={classes.uses} aria-label={formatCounted(uses.data.length, 'proposal')}>
            {uses.data.map((use) => (
              <li key={use.proposalId}>
                Proposal{' '}
                <Link to="/approvals" search={{ proposal: use.proposalId }}>
                  {use.title}
                </Link>
                , {use.state.replaceAll('_', ' ')}
              </li>
            ))}
          </ul>
        )}
      </div>
      <ProofActions proof={proof} onRun={setRun} />
    </>
  );
}
