import { Button, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { toFailure } from '../app/failure.ts';
import classes from './dialog.module.css';
import { FailureNote } from './failed.tsx';

interface ReasonDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What happens, in one or two sentences. */
  readonly happens: string;
  /** The button, which says what it does. */
  readonly action: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: (reason: string) => void;
}

/** A decision that needs a reason: who reads it later is the proposer, or the audit. */
export function ReasonDialog({ opened, onClose, title, ...form }: ReasonDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <ReasonForm {...form} onClose={onClose} />
    </Modal>
  );
}

function ReasonForm({
  happens,
  action,
  isPending,
  error,
  onConfirm,
  onClose,
}: Omit<ReasonDialogProps, 'opened' | 'title'>) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') onConfirm(reason.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p>{happens}</p>
      <Textarea
        label="Reason"
        description="One sentence; it stays in the audit"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        error={tried && reason.trim() === '' ? 'Write a reason' : null}
        data-autofocus
      />
      {error !== null && <FailureNote failure={toFailure(error)} />}
      <div className={classes.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
