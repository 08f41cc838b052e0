import { Button, Progress } from '@mantine/core';
import { formatCount, formatCounted } from '../../../engine/serializer/index.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { FailureNote } from '../../components/failed.tsx';
import classes from './data.module.css';
import type { RebuildRun } from './use-rebuild.ts';

/** How far the rebuild is, and how it ended. Nothing is shown before the first one. */
export function RebuildPanel({ run }: { readonly run: RebuildRun }) {
  const { state } = run;
  if (state.kind === 'idle') return null;
  return (
    <Card className={classes.import} aria-label="Rebuild" data-rebuild={state.kind}>
      <Outcome run={run} />
      <span className={classes.space} />
      {state.kind === 'running' ? (
        <Button onClick={run.cancel}>Cancel</Button>
      ) : (
        <Button onClick={run.dismiss}>Close</Button>
      )}
    </Card>
  );
}

function Outcome({ run: { state } }: { readonly run: RebuildRun }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running': {
      const fraction = state.progress?.fraction ?? null;
      return (
        <div className={classes.progress} role="status">
          <p>
            <b>Building the cache anew</b>{' '}
            <span className="muted">
              {state.progress?.message ?? 'starting'} · pages use the present one until it is done
            </span>
          </p>
          <Progress
            value={fraction === null ? 100 : fraction * 100}
            animated={fraction === null}
            size="sm"
            aria-label="Progress of the rebuild"
          />
        </div>
      );
    }
    case 'rebuilt':
      return (
        <p role="status">
          <Chip tone="pos">✓ rebuilt</Chip> {formatCounted(state.loads, 'load')}, {formatCount(state.rows)} rows, read
          again from their drops.
        </p>
      );
    case 'cancelled':
      return (
        <p role="status">
          <Chip tone="unk">cancelled</Chip> The cache is as it was.
        </p>
      );
    case 'failed':
      return <FailureNote failure={state.failure} />;
  }
}
