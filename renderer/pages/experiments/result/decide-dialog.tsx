import { Button, Modal, SegmentedControl, Select, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import classes from '../../../components/decide-dialog.module.css';
import { FailureNote } from '../../../components/failed.tsx';
import { useSignIn } from '../../../stores/sign-in.ts';
import { whomItIsFor } from '../detail/design-words.ts';
import { VERDICT_LOOKS } from '../looks.ts';
import { variationName } from './scorecard-rows.ts';

interface DecideDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly read: ExperimentRead;
}

/** What everybody gets from now on, and why. Makes a proposal; nothing changes until it is approved. */
export function DecideDialog({ opened, onClose, read }: DecideDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Decide ${cleanText(read.experiment.design.name)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <DecideForm onClose={onClose} read={read} />
    </Modal>
  );
}

const OUTCOMES = [
  { value: 'ship', label: 'Ship a variation' },
  { value: 'roll_back', label: 'Roll back to the control' },
] as const;

function DecideForm({ onClose, read }: Omit<DecideDialogProps, 'opened'>) {
  const { design } = read.experiment;
  const { verdict } = read;
  const navigate = useNavigate();
  const ask = useSignIn((state) => state.ask);
  const session = useQuery(api.members.session.queryOptions());
  const [control, ...treatments] = design.variations;
  const [outcome, setOutcome] = useState<'ship' | 'roll_back'>(verdict.state === 'ship' ? 'ship' : 'roll_back');
  const [shipped, setShipped] = useState(verdict.variation ?? treatments[0]?.key ?? '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const variation = outcome === 'ship' ? shipped : (control?.key ?? '');
  const decide = useMutation(
    api.experiments.decide.mutationOptions({
      onSuccess: ({ proposal }) => {
        onClose();
        notifications.show({ title: 'Proposed', message: `${proposal.title} waits for an approver.` });
        void navigate({ to: '/approvals', search: { proposal: proposal.id } });
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') decide.mutate({ key: design.key, outcome, variation, reason: reason.trim() });
  };
  const says = VERDICT_LOOKS[verdict.state].word.toLowerCase();
  const agrees = verdict.state === outcome && (outcome === 'roll_back' || verdict.variation === variation);
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <SegmentedControl
        aria-label="Outcome"
        fullWidth
        data={[...OUTCOMES]}
        value={outcome}
        onChange={(value) => setOutcome(OUTCOMES.find((one) => one.value === value)?.value ?? 'roll_back')}
      />
      {outcome === 'ship' && (
        <Select
          label="Variation"
          data={treatments.map(({ key, name }) => ({ value: key, label: cleanText(name) }))}
          value={shipped}
          allowDeselect={false}
          onChange={(key) => setShipped(key ?? '')}
        />
      )}
      {!agrees && (
        <p className={classes.against} role="note">
          ! The read says “{says}”: {verdict.reason} Say in the reason why this is right all the same.
        </p>
      )}
      <Textarea
        label="Reason"
        description="The approver reads it, and it stays in the audit"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        maxLength={2000}
        error={tried && reason.trim() === '' ? 'Write a reason' : null}
        data-autofocus
      />
      <p className={classes.happens}>
        This makes a proposal with the read as it stands and its guardrails. When another member has approved and signed
        it, {cleanText(whomItIsFor(design))} gets “{cleanText(variationName(read.experiment, variation))}” of the flag{' '}
        <span className="mono">{design.flag}</span>, and no new unit is assigned. Until then nothing changes.
      </p>
      {decide.isError && <FailureNote failure={toFailure(decide.error)} />}
      <div className={classes.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        {session.data?.member === null ? (
          <Button variant="filled" onClick={ask}>
            Sign in to propose…
          </Button>
        ) : (
          <Button type="submit" variant="filled" loading={decide.isPending}>
            Propose
          </Button>
        )}
      </div>
    </form>
  );
}
