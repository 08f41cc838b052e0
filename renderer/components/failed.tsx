import { Button } from '@mantine/core';
import { type Failure, toFailure } from '../app/failure.ts';
import { useSignIn } from '../stores/sign-in.ts';
import { Chip } from './chip.tsx';
import classes from './states.module.css';

interface FailedProps {
  readonly error: unknown;
  /** What the person can still do, as a sentence. */
  readonly works: string;
  readonly onRetry?: () => void;
}

/** What failed, what still works, the code, one next step, and a way to try again. */
export function Failed({ error, works, onRetry }: FailedProps) {
  const failure = toFailure(error);
  const ask = useSignIn((state) => state.ask);
  return (
    <div className={classes.state} role="alert">
      <Chip tone="neg">✕ failed</Chip>
      <h2>{failure.message}</h2>
      <p>
        {failure.next} {works}
      </p>
      <p>
        Code <span className="mono">{failure.code}</span>
      </p>
      <div className={classes.buttons}>
        {failure.code === 'SIGN_IN_REQUIRED' && (
          <Button variant="filled" onClick={() => ask()}>
            Sign in…
          </Button>
        )}
        {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
      </div>
    </div>
  );
}

/** The same in a dialog or beside a button: one line and one step. */
export function FailureNote({ failure }: { readonly failure: Failure }) {
  return (
    <div className={classes.note} role="alert">
      <strong>{failure.message}</strong> {failure.next} <span className="mono">{failure.code}</span>
    </div>
  );
}
