import type { Proof, ProofRun } from '../../../engine/contract/index.ts';
import { formatDuration, formatInstant, formatTime } from '../../../engine/serializer/index.ts';
import { Chip } from '../chip.tsx';
import { exactly } from './exactly.ts';
import classes from './proof-drawer.module.css';

interface RunResultProps {
  readonly proof: Proof;
  readonly run: ProofRun | null;
  readonly zone: string;
}

/** Whether the number still holds, when it was last computed, and why it differs if it does. */
export function RunResult({ proof, run, zone }: RunResultProps) {
  if (run === null)
    return (
      <div className={classes.run}>
        <Chip tone="line">computed {formatInstant(proof.computedAt, zone)}</Chip>
      </div>
    );
  return (
    <div className={classes.run} role="status" data-proof-holds={run.holds}>
      <Chip tone={run.holds ? 'pos' : 'neg'}>
        {run.holds ? '✓ Holds' : '✕ Differs'}: {exactly(run.now)} now, {exactly(run.was)} then
      </Chip>
      <Chip tone="line">
        ran {formatTime(run.ranAt, zone)}, {formatDuration(run.elapsedMs)}
      </Chip>
      <p>{run.explanation}</p>
    </div>
  );
}
