import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatCount, formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { FailureNote } from '../../components/failed.tsx';
import classes from './data.module.css';
import type { ImportRun } from './use-import.ts';

/** How far the import is, and how it ended. Nothing is shown before the first one. */
export function ImportPanel({ run }: { readonly run: ImportRun }) {
  const { state } = run;
  if (state.kind === 'idle') return null;
  return (
    <Card className={classes.import} aria-label="Import" data-import={state.kind}>
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

function Outcome({ run: { state } }: { readonly run: ImportRun }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running': {
      const fraction = state.progress?.fraction ?? null;
      return (
        <div className={classes.progress} role="status">
          <p>
            <b>Importing {state.label}</b> <span className="muted">{state.progress?.message ?? 'starting'}</span>
          </p>
          <Progress
            value={fraction === null ? 100 : fraction * 100}
            animated={fraction === null}
            size="sm"
            aria-label="Progress of the import"
          />
        </div>
      );
    }
    case 'loaded':
      return (
        <p role="status">
          <Chip tone="pos">{state.alreadyLoaded ? '✓ already loaded' : '✓ loaded'}</Chip> {state.load.dataset} to{' '}
          {formatDay(state.load.dataThrough)}: {formatCounted(state.load.rows, 'row')},{' '}
          {formatCount(state.load.quarantined)} kept out. <Link to="/creative-tests">Show creative tests</Link>
        </p>
      );
    case 'cancelled':
      return (
        <p role="status">
          <Chip tone="unk">cancelled</Chip> Nothing was changed.
        </p>
      );
    case 'failed':
      return <FailureNote failure={state.failure} />;
  }
}

/** Starts an import; asks for the folder first. */
ImportPanel.Button = function ImportButton({ run }: { readonly run: ImportRun }) {
  return (
    <Button variant="filled" disabled={run.state.kind === 'running'} onClick={run.choose}>
      Import a drop…
    </Button>
  );
};
