import { Button } from '@mantine/core';
import { type QueryKey, type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Card } from './card.tsx';
import { Empty } from './empty.tsx';
import { Failed } from './failed.tsx';
import classes from './states.module.css';

const SLOW_MS = 2_000;

interface LoadedProps<T> {
  readonly query: UseQueryResult<T, unknown>;
  readonly queryKey: QueryKey;
  /** Bars in the shape of what will be there. */
  readonly skeleton: ReactNode;
  /** What the person can still do when this fails. */
  readonly works: string;
  readonly children: (data: T) => ReactNode;
  /** `all`: the states before the answer come on a card; `failures`: the skeleton has cards of its own. */
  readonly framed?: 'all' | 'failures';
}

/** The states around a query, on a card of their own where the page has none: see `Answer`. */
export function Loaded<T>({ framed, ...rest }: LoadedProps<T>) {
  const answer = <Answer {...rest} />;
  const { data, isError, fetchStatus } = rest.query;
  const isLoading = !isError && fetchStatus !== 'idle';
  if (data !== undefined || framed === undefined || (framed === 'failures' && isLoading)) return answer;
  return <Card>{answer}</Card>;
}

/** The states around a query: its skeleton with a way out after two seconds, its failure, or what it answered. */
function Answer<T>({ query, queryKey, skeleton, works, children }: Omit<LoadedProps<T>, 'framed'>) {
  const queryClient = useQueryClient();
  const again = (): void => void query.refetch();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} works={works} onRetry={again} />;
  if (query.fetchStatus === 'idle')
    return (
      <Empty
        title="Cancelled"
        why="Nothing was changed. Load it when you are ready."
        action={<Button onClick={again}>Try again</Button>}
      />
    );
  return (
    <div aria-busy="true" className={classes.loading}>
      <Slow onCancel={() => void queryClient.cancelQueries({ queryKey, exact: true })} />
      {skeleton}
    </div>
  );
}

function Slow({ onCancel }: { readonly onCancel: () => void }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(true), SLOW_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!slow) return <span className="visually-hidden">Loading</span>;
  return (
    <div className={classes.slow} role="status">
      This takes longer than usual. <Button onClick={onCancel}>Cancel</Button>
    </div>
  );
}
