import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { FailureNote } from '../../components/failed.tsx';
import classes from './data.module.css';
import type { Run } from './use-run.ts';

interface RunPanelProps<Done> {
  readonly run: Run<Done>;
  /** What runs: "Import". */
  readonly name: string;
  /** While it runs. */
  readonly title: string;
  /** What else to know while it runs, behind how far it is. */
  readonly meanwhile?: string;
  readonly done: (result: Done) => ReactNode;
  /** What is so after it was stopped. */
  readonly cancelled: string;
}

/** How far a run is, and how it ended. Nothing is shown before the first one. */
export function RunPanel<Done>(props: RunPanelProps<Done>) {
  const { run, name } = props;
  const { kind } = run.state;
  if (kind === 'idle') return null;
  return (
    <Card className={classes.run} aria-label={name} data-run={kind}>
      <Outcome {...props} />
      <span className={classes.space} />
      {kind === 'running' ? <Button onClick={run.cancel}>Cancel</Button> : <Button onClick={run.dismiss}>Close</Button>}
    </Card>
  );
}

function Outcome<Done>({ run: { state }, name, title, meanwhile, done, cancelled }: RunPanelProps<Done>) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running': {
      const { fraction, message } = state.progress ?? { fraction: null, message: 'starting' };
      return (
        <div className={classes.progress} role="status">
          <p>
            <b>{title}</b>{' '}
            <span className="muted">{meanwhile === undefined ? message : `${message} · ${meanwhile}`}</span>
          </p>
          <Progress
            value={fraction === null ? 100 : fraction * 100}
            animated={fraction === null}
            size="sm"
            aria-label={`Progress of the ${name.toLowerCase()}`}
          />
        </div>
      );
    }
    case 'done':
      return <p role="status">{done(state.result)}</p>;
    case 'cancelled':
      return (
        <p role="status">
          <Chip tone="unk">cancelled</Chip> {cancelled}
        </p>
      );
    case 'failed':
      return <FailureNote failure={state.failure} />;
  }
}
